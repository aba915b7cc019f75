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

    /// <summary>Looks at what a bucket expires (GetBucketLifecycleConfiguration): known with no rules where it has no lifecycle, missing where there is no such bucket.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<BucketLifecycle>> LookAtLifecycleAsync(string bucket, CancellationToken cancellationToken);
}

/// <summary>An object in S3.</summary>
/// <param name="Key">The key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When it was written, in UTC.</param>
public sealed record LogObject(string Key, long Size, DateTimeOffset LastModified);

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
}

/// <summary>A log stream.</summary>
/// <param name="Name">Its name, which is the session's id.</param>
/// <param name="LastEventTime">The time of its newest event, in UTC, where the service says it: up to an hour late.</param>
public sealed record LogStream(string Name, DateTimeOffset? LastEventTime);

/// <summary>A page of log streams.</summary>
/// <param name="Streams">The streams, in the order of their names.</param>
/// <param name="NextToken">The token of the next page, or <see langword="null"/> after the last.</param>
public sealed record LogStreamPage(IReadOnlyList<LogStream> Streams, string? NextToken);
