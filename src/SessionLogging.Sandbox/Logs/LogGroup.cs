using System.Collections.Concurrent;

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

    /// <summary><c>STANDARD</c>, <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c>.</summary>
    public string Class { get; init; } = "STANDARD";

    /// <summary>Its streams by name.</summary>
    public IReadOnlyCollection<LogStream> Streams => [.. _streams.Values.OrderBy(stream => stream.Name, StringComparer.Ordinal)];

    /// <summary>A stream, made where there is none.</summary>
    public LogStream Stream(string name) => _streams.GetOrAdd(name, added => new LogStream(added, _clock));

    internal LogStream? FindStream(string name) => _streams.GetValueOrDefault(name);

    internal bool TryAddStream(string name) => _streams.TryAdd(name, new LogStream(name, _clock));
}
