namespace SessionLogging.Accounts;

/// <summary>The objects in which session logs lie in S3, in buckets of any account and Region.</summary>
public interface ILogObjects
{
    /// <summary>Looks at one object (HeadObject).</summary>
    /// <returns>The object, or <see langword="null"/> where S3 answers 404.</returns>
    /// <exception cref="AwsCallException">The call failed or was denied. Without <c>s3:ListBucket</c> S3 answers 403 also for an object that is not there (HeadObject, Permissions).</exception>
    Task<LogObject?> FindAsync(string bucket, string key, CancellationToken cancellationToken);

    /// <summary>One page of keys in the order of their UTF-8 bytes (ListObjectsV2, at most 1,000).</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">Keys begin with it; empty: all.</param>
    /// <param name="startAfter">Only keys behind this one, which need not exist (<c>StartAfter</c>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such bucket.</exception>
    Task<LogObjectPage> ListAsync(string bucket, string prefix, string startAfter, CancellationToken cancellationToken);

    /// <summary>The first bytes of an object (GetObject with a range).</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="most">The most bytes to be read, at least 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>As many bytes, or all of a smaller object.</returns>
    /// <exception cref="AwsCallException">The call failed or was denied, or the object is not there or has no bytes.</exception>
    Task<byte[]> ReadAsync(string bucket, string key, int most, CancellationToken cancellationToken);

    /// <summary>Begins to read an object (GetObject).</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="rest">Where to go on in an object of which the beginning was read (a range, with <c>If-Match</c>); <see langword="null"/>: all of it.</param>
    /// <param name="cancellationToken">Cancels the call, and the reading of what it answers.</param>
    /// <returns>The object, to be read once.</returns>
    /// <exception cref="AwsCallException">The call failed or was denied, or the object is not there. HTTP status 412: it is not the one any more of which the beginning was read.</exception>
    Task<LogObjectContent> OpenAsync(string bucket, string key, LogObjectRest? rest, CancellationToken cancellationToken);

    /// <summary>Looks at what a bucket expires (GetBucketLifecycleConfiguration): known with no rules where it has no lifecycle, missing where there is no such bucket.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<BucketLifecycle>> LookAtLifecycleAsync(string bucket, CancellationToken cancellationToken);
}

/// <summary>An object in S3.</summary>
/// <param name="Key">The key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When it was written, in UTC.</param>
public sealed record LogObject(string Key, long Size, DateTimeOffset LastModified);

/// <summary>The rest of an object of which the beginning was read.</summary>
/// <param name="Offset">How many bytes were read: less than it has.</param>
/// <param name="ETag">The entity tag that it had, without quotes.</param>
public sealed record LogObjectRest(long Offset, string ETag);

/// <summary>An object that is being read. It holds a connection until it is disposed of.</summary>
/// <param name="content">Its bytes, or the rest of them.</param>
public sealed class LogObjectContent(Stream content) : IDisposable
{
    /// <summary>The bytes. A read that fails is an <see cref="AwsCallException"/>; a connection that ends too early may look like the end.</summary>
    public Stream Content { get; } = content;

    /// <summary>The whole object's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The entity tag, without quotes: an MD5 of the content only where it was put at once and not encrypted by a KMS key.</summary>
    public required string ETag { get; init; }

    /// <summary>The version, where the bucket keeps versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>When it was written, in UTC.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}

/// <summary>A page of objects.</summary>
/// <param name="Objects">The objects, in the order of their keys.</param>
/// <param name="IsLast">Whether no key follows.</param>
public sealed record LogObjectPage(IReadOnlyList<LogObject> Objects, bool IsLast);

/// <summary>What a bucket expires.</summary>
/// <param name="Rules">The enabled rules that expire current objects and ask for no tag, since the agent sets none.</param>
public sealed record BucketLifecycle(IReadOnlyList<ExpirationRule> Rules);

/// <summary>One rule by which objects expire.</summary>
/// <param name="Prefix">The keys it is for begin with it; empty: all.</param>
/// <param name="Days">Days after an object was written, or <see langword="null"/> where a date is given.</param>
/// <param name="Date">The date from which objects expire, or <see langword="null"/> where days are given.</param>
public sealed record ExpirationRule(string Prefix, int? Days, DateTimeOffset? Date);

/// <summary>The streams in which session logs lie in CloudWatch Logs, in one account and Region.</summary>
public interface ILogStreams
{
    /// <summary>Looks for the stream of exactly this name (DescribeLogStreams by prefix and ordered by name, in which the exact name comes first).</summary>
    /// <returns>The stream, or <see langword="null"/> where the group has none of this name.</returns>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such log group.</exception>
    Task<LogStream?> FindAsync(string logGroupName, string logStreamName, CancellationToken cancellationToken);

    /// <summary>One page of streams ordered by name (DescribeLogStreams, at most 50).</summary>
    /// <param name="logGroupName">The log group.</param>
    /// <param name="prefix">Names begin with it; empty: all.</param>
    /// <param name="nextToken">The token of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such log group.</exception>
    Task<LogStreamPage> ListAsync(string logGroupName, string prefix, string? nextToken, CancellationToken cancellationToken);

    /// <summary>One page of a stream's events (GetLogEvents): at most 10,000, or 1 MB. It may be empty although more follow: the end is reached where the answered token is the one that was given.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="nextToken">A token of the page before, in the query's direction; <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such log group or stream.</exception>
    Task<LogStreamEventPage> ReadAsync(LogStreamQuery query, string? nextToken, CancellationToken cancellationToken);
}

/// <summary>Which events of a stream are read, and from which end.</summary>
/// <param name="LogGroupName">The log group.</param>
/// <param name="LogStreamName">The log stream.</param>
public sealed record LogStreamQuery(string LogGroupName, string LogStreamName)
{
    /// <summary>Only events of then or later; <see langword="null"/>: from the first.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only events before then; <see langword="null"/>: up to the newest, which may never be reached in a stream that is written faster than it is read.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Whether the newest events come first; those of a page stand in the order of their times in both directions.</summary>
    public bool Backward { get; init; }

    /// <summary>The most events of a page, 1 to 10,000; <see langword="null"/>: as many as fit.</summary>
    public int? Limit { get; init; }
}

/// <summary>A page of a stream's events.</summary>
/// <param name="Events">The events, by their times; neighbours may share one, and stand as they were written.</param>
/// <param name="NextToken">The token of the next page in the query's direction, which is never <see langword="null"/>: at the end it is the one that was given.</param>
public sealed record LogStreamEventPage(IReadOnlyList<LogStreamEvent> Events, string NextToken);

/// <summary>An event of a log stream.</summary>
/// <param name="Time">Its time, in UTC, as its sender says.</param>
/// <param name="IngestionTime">When it arrived, in UTC; <see langword="null"/> where the service does not say.</param>
/// <param name="Message">Its text.</param>
public sealed record LogStreamEvent(DateTimeOffset Time, DateTimeOffset? IngestionTime, string Message);

/// <summary>A log stream.</summary>
/// <param name="Name">Its name, which is the session's id.</param>
/// <param name="LastEventTime">The time of its newest event, in UTC, where the service says it: up to an hour late.</param>
public sealed record LogStream(string Name, DateTimeOffset? LastEventTime);

/// <summary>A page of log streams.</summary>
/// <param name="Streams">The streams, in the order of their names.</param>
/// <param name="NextToken">The token of the next page, or <see langword="null"/> after the last.</param>
public sealed record LogStreamPage(IReadOnlyList<LogStream> Streams, string? NextToken);
