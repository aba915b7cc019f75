namespace SessionLogging.Sandbox.Logs;

/// <summary>A log stream with its events in order.</summary>
public sealed class LogStream
{
    private readonly Lock _gate = new();
    private readonly List<LogEvent> _events = [];
    private readonly TimeProvider _clock;
    private long _arrived;
    private long _bytes;
    private long? _lastIngestion;

    internal LogStream(string name, TimeProvider clock)
    {
        Name = name;
        Created = clock.GetUtcNow();
        _clock = clock;
    }

    /// <summary>The name; for a session's log, the session id.</summary>
    public string Name { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>Its events in the order of their times.</summary>
    public IReadOnlyList<LogEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>What is told of the stream without reading it.</summary>
    internal LogStreamSummary Summary
    {
        get
        {
            lock (_gate)
            {
                return new LogStreamSummary(_events.Count, _events.FirstOrDefault()?.Timestamp, _events.LastOrDefault()?.Timestamp, _lastIngestion, _bytes);
            }
        }
    }

    /// <summary>Arranges an event, however old it is.</summary>
    public LogEvent Add(DateTimeOffset time, string message) => Add(time.ToUnixTimeMilliseconds(), message);

    internal LogEvent Add(long timestamp, string message)
    {
        lock (_gate)
        {
            var added = new LogEvent(timestamp, message, _clock.GetUtcNow().ToUnixTimeMilliseconds(), ++_arrived);
            var index = _events.BinarySearch(added, LogEvent.Order);
            _events.Insert(~index, added);
            _bytes += added.Size;
            _lastIngestion = added.IngestionTime;
            return added;
        }
    }
}

/// <summary>What is told of a stream without reading it.</summary>
internal sealed record LogStreamSummary(int Count, long? First, long? Last, long? LastIngestion, long Bytes);
