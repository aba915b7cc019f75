namespace SessionLogging.Sandbox.Logs;

/// <summary>A log group.</summary>
public sealed class LogGroup
{
    private readonly ConcurrentDictionary<string, LogStream> _streams = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    internal LogGroup(string name, TimeProvider clock)
    {
        Name = name;
        Created = clock.GetUtcNow();
        _clock = clock;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The ARN of the key that encrypts it; <see langword="null"/>: none does.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>How many days events are kept; <see langword="null"/>: for ever.</summary>
    public int? RetentionInDays { get; set; }

    /// <summary><c>ACTIVATED</c> where a data protection policy masks what is read; <see langword="null"/>: there never was one. The sandbox masks nothing by itself.</summary>
    public string? DataProtectionStatus { get; set; }

    /// <summary><c>STANDARD</c>, <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c>.</summary>
    public string Class { get; init; } = "STANDARD";

    /// <summary>Its streams by name.</summary>
    public IReadOnlyCollection<LogStream> Streams => [.. _streams.Values.OrderBy(stream => stream.Name, StringComparer.Ordinal)];

    /// <summary>A stream, made where there is none.</summary>
    public LogStream Stream(string name) => _streams.GetOrAdd(name, added => new LogStream(added, _clock));

    internal LogStream? FindStream(string name) => _streams.GetValueOrDefault(name);

    internal bool TryAddStream(string name) => _streams.TryAdd(name, new LogStream(name, _clock));
}

/// <summary>The log groups of an account in a Region.</summary>
public sealed class LogGroupStore
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private readonly RegionState _region;

    internal LogGroupStore(RegionState region) => _region = region;

    /// <summary>A group by name, or <see langword="null"/>.</summary>
    public LogGroup? Find(string name) => _groups.GetValueOrDefault(name);

    /// <summary>Arranges a group.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kmsKeyId">The ARN of the key that encrypts it, unchecked.</param>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public LogGroup Add(string name, string? kmsKeyId = null)
    {
        var group = new LogGroup(name, _region.Clock) { KmsKeyId = kmsKeyId };
        return TryAdd(group) ? group : throw new ArgumentException($"There is a log group {name} already.", nameof(name));
    }

    internal IEnumerable<LogGroup> All => _groups.Values.OrderBy(group => group.Name, StringComparer.Ordinal);

    internal bool TryAdd(LogGroup group) => _groups.TryAdd(group.Name, group);

    internal bool Remove(string name) => _groups.TryRemove(name, out _);

    internal string ArnOf(LogGroup group) => _region.Arn("logs", "log-group:" + group.Name);
}

/// <summary>What CloudWatch Logs adds to an account's Region.</summary>
public static class LogsRegion
{
    extension(RegionState region)
    {
        /// <summary>The log groups of the account in this Region.</summary>
        public LogGroupStore LogGroups => region.Of(() => new LogGroupStore(region));
    }
}
