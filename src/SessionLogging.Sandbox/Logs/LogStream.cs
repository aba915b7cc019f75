using LogPosition = (long Timestamp, long Sequence);

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
    private Func<int, (DateTimeOffset Time, string Message)?>? _next;
    private int _written;

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
                WriteDue();
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
                WriteDue();
                return new LogStreamSummary(_events.Count, _events.FirstOrDefault()?.Timestamp, _events.LastOrDefault()?.Timestamp, _lastIngestion, _bytes);
            }
        }
    }

    /// <summary>Whether it is there: one that is only going to be written comes into being with its first event.</summary>
    internal bool Exists => _next is null || Summary.Count > 0;

    /// <summary>Arranges that events come as the clock goes on.</summary>
    /// <param name="next">The event of a number, counted from 0, and when it comes; <see langword="null"/>: none any more.</param>
    internal void WriteOn(Func<int, (DateTimeOffset Time, string Message)?> next)
    {
        lock (_gate)
        {
            _next = next;
        }
    }

    /// <summary>Arranges an event, however old it is.</summary>
    public LogEvent Add(DateTimeOffset time, string message) => Add(time.ToUnixTimeMilliseconds(), message);

    internal LogEvent Add(long timestamp, string message)
    {
        lock (_gate)
        {
            return Insert(timestamp, message, _clock.GetUtcNow());
        }
    }

    private LogEvent Insert(long timestamp, string message, DateTimeOffset arrived)
    {
        var added = new LogEvent(timestamp, message, arrived.ToUnixTimeMilliseconds(), ++_arrived);
        var index = _events.BinarySearch(added, LogEvent.Order);
        _events.Insert(~index, added);
        _bytes += added.Size;
        _lastIngestion = added.IngestionTime;
        return added;
    }

    private void WriteDue()
    {
        while (_next?.Invoke(_written) is { } due && due.Time <= _clock.GetUtcNow())
        {
            _written++;
            Insert(due.Time.ToUnixTimeMilliseconds(), due.Message, due.Time);
        }
    }
}

/// <summary>What is told of a stream without reading it.</summary>
internal sealed record LogStreamSummary(int Count, long? First, long? Last, long? LastIngestion, long Bytes);

/// <summary>One event of a log stream.</summary>
/// <param name="Timestamp">When it happened, in milliseconds since 1970, as its sender says.</param>
/// <param name="Message">Its text.</param>
/// <param name="IngestionTime">When it arrived, in milliseconds since 1970.</param>
/// <param name="Sequence">Counts the events of the stream in the order they arrived.</param>
public sealed record LogEvent(long Timestamp, string Message, long IngestionTime, long Sequence)
{
    /// <summary>By time, and at the same time as they arrived.</summary>
    internal static Comparer<LogEvent> Order { get; } = Comparer<LogEvent>.Create((left, right) => left.Position.CompareTo(right.Position));

    /// <summary>What CloudWatch Logs counts: the text in UTF-8 and 26 bytes more.</summary>
    internal int Size => Encoding.UTF8.GetByteCount(Message) + 26;

    /// <summary>The place just before this event.</summary>
    internal (long Timestamp, long Sequence) Position => (Timestamp, Sequence);
}

/// <summary>What PutLogEvents takes and what it leaves out.</summary>
internal static class LogEventIntake
{
    private const int MostEvents = 10_000;
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan LongestSpan = TimeSpan.FromHours(24);
    private static readonly TimeSpan Future = TimeSpan.FromHours(2);
    private static readonly TimeSpan Past = TimeSpan.FromDays(14);

    /// <summary>Stores the events; the answer tells which were too new, too old or past the group's retention.</summary>
    public static JsonObject Put(LogGroup group, LogStream stream, JsonNode? input, DateTimeOffset now, Func<string, AwsServiceException> invalid)
    {
        var events = Read(input, invalid);
        Check(events, invalid);

        var tooOldBefore = (now - Past).ToUnixTimeMilliseconds();
        var expiredBefore = group.RetentionInDays is { } days ? now.AddDays(-days).ToUnixTimeMilliseconds() : long.MinValue;
        var tooNewAfter = (now + Future).ToUnixTimeMilliseconds();
        var tooOld = events.Count(added => added.Timestamp < tooOldBefore);
        var expired = events.Count(added => added.Timestamp < expiredBefore);
        var tooNewFrom = events.FindIndex(added => added.Timestamp > tooNewAfter);
        var end = tooNewFrom < 0 ? events.Count : tooNewFrom;
        for (var index = Math.Max(tooOld, expired); index < end; index++)
        {
            stream.Add(events[index].Timestamp, events[index].Message);
        }

        var rejected = JsonCall.Compact(new JsonObject
        {
            ["tooNewLogEventStartIndex"] = tooNewFrom < 0 ? null : tooNewFrom,
            ["tooOldLogEventEndIndex"] = tooOld == 0 ? null : tooOld,
            ["expiredLogEventEndIndex"] = expired == 0 ? null : expired,
        });
        return JsonCall.Compact(new JsonObject
        {
            ["nextSequenceToken"] = $"{stream.Summary.Count:D56}",
            ["rejectedLogEventsInfo"] = rejected.Count == 0 ? null : rejected,
        });
    }

    private static List<LogEvent> Read(JsonNode? input, Func<string, AwsServiceException> invalid) => input is JsonArray array
        ? [.. array.Select(node => Read(node) ?? throw invalid("1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must be a list of events with timestamp and message"))]
        : throw invalid("1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must be a list");

    private static LogEvent? Read(JsonNode? node)
        => node is JsonObject members
            && members["timestamp"] is JsonValue timestamp && timestamp.TryGetValue<long>(out var time)
            && members["message"] is JsonValue message && message.TryGetValue<string>(out var text)
                ? new LogEvent(time, text, IngestionTime: 0, Sequence: 0)
                : null;

    private static void Check(List<LogEvent> events, Func<string, AwsServiceException> invalid)
    {
        if (events.Count is 0 or > MostEvents)
        {
            throw invalid($"1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and {MostEvents}");
        }

        if (events.Exists(added => added.Message.Length == 0))
        {
            throw invalid("1 validation error detected: Value at 'logEvents.1.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        if (events.Zip(events.Skip(1)).Any(pair => pair.First.Timestamp > pair.Second.Timestamp))
        {
            throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
        }

        if (events[^1].Timestamp - events[0].Timestamp > LongestSpan.TotalMilliseconds)
        {
            throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }

        var bytes = events.Sum(added => (long)added.Size);
        if (bytes > MostBytes)
        {
            throw invalid($"Upload too large: {bytes} bytes exceeds limit of {MostBytes}");
        }
    }
}

/// <summary>A page of a stream's events with the tokens that lead on from both its ends. At an end the token repeats, as CloudWatch Logs' does.</summary>
internal sealed record LogEventPage(IReadOnlyList<LogEvent> Events, string ForwardToken, string BackwardToken)
{
    private const int MostBytes = 1024 * 1024;

    /// <param name="events">The events that count, in order.</param>
    /// <param name="token">A token of an earlier page, or <see langword="null"/>.</param>
    /// <param name="fromHead">Where the first page begins.</param>
    /// <param name="limit">The most events of the page.</param>
    /// <returns>The page, or <see langword="null"/> where the token is not one of these.</returns>
    public static LogEventPage? Of(IReadOnlyList<LogEvent> events, string? token, bool fromHead, int limit)
    {
        if (token is null)
        {
            return fromHead ? Forward(events, (0, 0), limit) : Backward(events, (long.MaxValue, 0), limit);
        }

        return token.Split('/') is [("f" or "b") and var direction, var timestamp, var sequence]
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? direction == "f" ? Forward(events, (time, number), limit) : Backward(events, (time, number), limit)
                : null;
    }

    private static LogEventPage Forward(IReadOnlyList<LogEvent> events, LogPosition from, int limit)
        => Between(Fitting(events.Where(found => found.Position.CompareTo(from) >= 0), limit), from);

    private static LogEventPage Backward(IReadOnlyList<LogEvent> events, LogPosition to, int limit)
    {
        var page = Fitting(events.Where(found => found.Position.CompareTo(to) < 0).Reverse(), limit);
        page.Reverse();
        return Between(page, to.Timestamp == long.MaxValue ? (0, 0) : to);
    }

    private static LogEventPage Between(List<LogEvent> page, LogPosition whereEmpty)
    {
        var (first, end) = page.Count == 0 ? (whereEmpty, whereEmpty) : (page[0].Position, (page[^1].Timestamp, page[^1].Sequence + 1));
        return new LogEventPage(page, Token("f", end), Token("b", first));
    }

    private static List<LogEvent> Fitting(IEnumerable<LogEvent> events, int limit)
    {
        var bytes = 0;
        return [.. events.Take(limit).TakeWhile((found, index) => (bytes += found.Size) <= MostBytes || index == 0)];
    }

    private static string Token(string direction, LogPosition position)
        => string.Create(CultureInfo.InvariantCulture, $"{direction}/{position.Timestamp:D20}/{position.Sequence:D20}");
}
