namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>Buckets and log groups that hold logs, and a count of what is asked.</summary>
internal sealed class FakeLogStore : ILogObjects, ILogStreams, ILogGroups
{
    public static readonly DateTimeOffset Written = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, SortedDictionary<string, long>> _buckets = [];
    private readonly Dictionary<string, SortedSet<string>> _groups = [];

    public List<string> Calls { get; } = [];

    /// <summary>How an operation fails.</summary>
    public Dictionary<string, Func<string, string, AwsCallException>> Failing { get; } = [];

    public Dictionary<string, IReadOnlyList<ExpirationRule>> Lifecycles { get; } = [];

    public Dictionary<string, int> Retentions { get; } = [];

    public int ObjectsPerPage { get; init; } = 1000;

    public int StreamsPerPage { get; init; } = 50;

    /// <summary>Whether streams are listed against the order of their names.</summary>
    public bool ListsStreamsBackwards { get; init; }

    /// <summary>Whether streams can only be looked for one by one.</summary>
    public bool RefusesListingStreams { get; init; }

    public FakeLogStore Bucket(string name, params (string Key, long Size)[] objects)
    {
        _buckets[name] = new SortedDictionary<string, long>(
            objects.ToDictionary(it => it.Key, it => it.Size), StringComparer.Ordinal);
        return this;
    }

    public FakeLogStore Group(string name, params string[] streams)
    {
        _groups[name] = new SortedSet<string>(streams, StringComparer.Ordinal);
        return this;
    }

    /// <summary>The text of an object, by its key; of others it is as many letters as they have bytes.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    public FakeLogStore Bucket(string name, string key, string text)
    {
        Texts[key] = text;
        return Bucket(name, (key, Encoding.UTF8.GetByteCount(text)));
    }

    public Task<byte[]> ReadAsync(string bucket, string key, int most, CancellationToken cancellationToken)
    {
        Called("S3", "GetObject", key);
        var content = Texts.TryGetValue(key, out var text) ? Encoding.UTF8.GetBytes(text) : Enumerable.Repeat((byte)'x', (int)_buckets[bucket][key]);
        return Task.FromResult(content.Take(most).ToArray());
    }

    public Task<LogObject?> FindAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        Called("S3", "HeadObject", key);
        return Task.FromResult(_buckets.TryGetValue(bucket, out var objects) && objects.TryGetValue(key, out var size)
            ? new LogObject(key, size, Written)
            : null);
    }

    public Task<LogObjectPage> ListAsync(string bucket, string prefix, string startAfter, CancellationToken cancellationToken)
    {
        Called("S3", "ListObjectsV2", startAfter);
        if (!_buckets.TryGetValue(bucket, out var objects))
        {
            throw FakeFailures.NotFound("S3", "ListObjectsV2");
        }

        var behind = objects
            .Where(it => it.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(it.Key, startAfter) > 0)
            .Select(it => new LogObject(it.Key, it.Value, Written))
            .ToList();
        return Task.FromResult(new LogObjectPage([.. behind.Take(ObjectsPerPage)], behind.Count <= ObjectsPerPage));
    }

    /// <summary>The bodies of the next answers are cut after so many bytes: with a failure, or where it is negative, as if they were over.</summary>
    public Queue<int> Cuts { get; } = [];

    /// <summary>Called before an object is opened.</summary>
    public Action<LogObjectRest?> Opening { get; set; } = _ => { };

    /// <summary>What an object's entity tag says beside its size.</summary>
    public string Tag { get; set; } = "a";

    public Task<LogObjectContent> OpenAsync(string bucket, string key, LogObjectRest? rest, CancellationToken cancellationToken)
    {
        Called("S3", "GetObject", $"{key}{(rest is null ? "" : $" from {rest.Offset} of {rest.ETag}")}");
        Opening(rest);
        if (!_buckets.TryGetValue(bucket, out var objects))
        {
            throw new AwsCallException(AwsCallFailure.NotFound, "S3", "GetObject", "NoSuchBucket", "r-3", 404, "there is none");
        }

        if (!objects.TryGetValue(key, out var size))
        {
            throw new AwsCallException(AwsCallFailure.NotFound, "S3", "GetObject", "NoSuchKey", "r-3", 404, "there is none");
        }

        var content = Texts.TryGetValue(key, out var text) ? Encoding.UTF8.GetBytes(text) : [.. Enumerable.Repeat((byte)'x', (int)size)];
        var left = content.AsSpan((int)(rest?.Offset ?? 0)).ToArray();
        return Task.FromResult(new LogObjectContent(new CutStream(left, Cuts.TryDequeue(out var cut) ? cut : left.Length + 1))
        {
            Size = content.Length, ETag = Tag, LastModified = Written,
        });
    }

    /// <summary>What streams hold, by <c>GROUP:STREAM</c>, each page by itself; a page may be empty.</summary>
    public Dictionary<string, IReadOnlyList<IReadOnlyList<LogStreamEvent>>> Pages { get; } = [];

    /// <summary>Whether the data protection policy of a group masks what is read.</summary>
    public HashSet<string> Masked { get; } = [];

    public Task<LogStreamEventPage> ReadAsync(LogStreamQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        Called("CloudWatch Logs", "GetLogEvents", $"{query.LogStreamName} {nextToken}".Trim());
        if (!StreamsOf(query.LogGroupName).Contains(query.LogStreamName))
        {
            throw new AwsCallException(AwsCallFailure.NotFound, "CloudWatch Logs", "GetLogEvents", "ResourceNotFoundException", "r-2", 400, "The specified log stream does not exist.");
        }

        var pages = Pages.GetValueOrDefault($"{query.LogGroupName}:{query.LogStreamName}") ?? [];
        pages = query.Backward ? [.. pages.Reverse()] : pages;
        var at = nextToken is null ? 0 : int.Parse(nextToken, CultureInfo.InvariantCulture);
        var page = at < pages.Count ? pages[at] : [];
        var next = Math.Min(at + 1, pages.Count).ToString(CultureInfo.InvariantCulture);
        return Task.FromResult(new LogStreamEventPage([.. page.Where(logged => logged.Time < (query.EndTime ?? DateTimeOffset.MaxValue))], next));
    }

    public Task<FilteredLogEventPage> FilterAsync(
        string logGroupName, IReadOnlyList<string> logStreamNames, DateTimeOffset startTime, string? nextToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LookupResult<BucketLifecycle>> LookAtLifecycleAsync(string bucket, CancellationToken cancellationToken)
    {
        Called("S3", "GetBucketLifecycleConfiguration", bucket);
        return Task.FromResult(_buckets.ContainsKey(bucket)
            ? LookupResult.Known(new BucketLifecycle(Lifecycles.GetValueOrDefault(bucket) ?? []))
            : LookupResult.Missing<BucketLifecycle>());
    }

    Task<LogStream?> ILogStreams.FindAsync(string logGroupName, string logStreamName, CancellationToken cancellationToken)
    {
        Called("CloudWatch Logs", "DescribeLogStreams", logStreamName);
        return Task.FromResult(StreamsOf(logGroupName).Contains(logStreamName) ? new LogStream(logStreamName, Written) : null);
    }

    Task<LogStreamPage> ILogStreams.ListAsync(string logGroupName, string prefix, string? nextToken, CancellationToken cancellationToken)
    {
        Called("CloudWatch Logs", "DescribeLogStreams", $"{prefix}*");
        if (RefusesListingStreams)
        {
            throw FakeFailures.Denied("CloudWatch Logs", "DescribeLogStreams");
        }

        var streams = StreamsOf(logGroupName).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        if (ListsStreamsBackwards)
        {
            streams.Reverse();
        }

        var from = nextToken is null ? 0 : int.Parse(nextToken, CultureInfo.InvariantCulture);
        var to = from + StreamsPerPage;
        return Task.FromResult(new LogStreamPage(
            [.. streams.Skip(from).Take(StreamsPerPage).Select(name => new LogStream(name, Written))],
            to < streams.Count ? to.ToString(CultureInfo.InvariantCulture) : null));
    }

    public async Task<LookupResult<LogGroupFacts>> LookAsync(string name, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        Called("CloudWatch Logs", "DescribeLogGroups", name);
        return _groups.ContainsKey(name)
            ? LookupResult.Known(new LogGroupFacts(name, null, Retentions.TryGetValue(name, out var days) ? days : null) { IsMasked = Masked.Contains(name) })
            : LookupResult.Missing<LogGroupFacts>();
    }

    public IAsyncEnumerable<IReadOnlyList<LogGroupFacts>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public LogCheck Check(TimeProvider time, Action<LogCheckEstimate>? announce = null) => new(this, this, this, time) { Announce = announce };

    private SortedSet<string> StreamsOf(string group) =>
        _groups.TryGetValue(group, out var streams) ? streams
        : throw new AwsCallException(AwsCallFailure.NotFound, "CloudWatch Logs", "DescribeLogStreams", "ResourceNotFoundException", "r-2", 400, "The specified log group does not exist.");

    private void Called(string service, string operation, string what)
    {
        lock (Calls)
        {
            Calls.Add($"{operation} {what}");
        }

        if (Failing.TryGetValue(operation, out var failure))
        {
            throw failure(service, operation);
        }
    }
}

/// <summary>A body that breaks off: after so many bytes with a failure, and where their number is negative as if it were over.</summary>
internal sealed class CutStream(byte[] content, int cut) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = Math.Abs(cut) - (int)Position;
        return left > 0 || Length < Math.Abs(cut) ? new(Read(buffer.Span[..Math.Min(buffer.Length, Math.Max(left, 1))]))
            : cut < 0 ? new(0)
            : throw FakeFailures.Unreachable("S3", "GetObject");
    }
}

internal static class FakeFailures
{
    public static AwsCallException Denied(string service, string operation) =>
        new(AwsCallFailure.Denied, service, operation, "AccessDeniedException", "r-1", 403, "not authorized");

    public static AwsCallException Unreachable(string service, string operation) =>
        new(AwsCallFailure.Unreachable, service, operation, null, null, null, "connection refused");

    public static AwsCallException NotFound(string service, string operation) =>
        new(AwsCallFailure.NotFound, service, operation, "ResourceNotFoundException", "r-2", 404, "there is none");
}
