namespace SessionLogging.Sessions;

/// <summary>The figures of one group of sessions, as they are counted.</summary>
internal sealed class SessionFigures
{
    private readonly long[] _logs = new long[LogFigures.Statuses];
    private readonly long[] _s3 = new long[LogFigures.Statuses];
    private readonly long[] _cloudWatch = new long[LogFigures.Statuses];
    private readonly Dictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private TimeSpan _total;
    private TimeSpan? _longest;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private long _halfLost;

    internal long Count { get; private set; }

    internal void Add(SessionRecord session)
    {
        Count++;
        _logs[LogFigures.PlaceOf(session.LogStatus)]++;
        _s3[LogFigures.PlaceOf(session.S3LogStatus)]++;
        _cloudWatch[LogFigures.PlaceOf(session.CloudWatchLogStatus)]++;
        if (session.IsHalfLost)
        {
            _halfLost++;
        }

        if (UnknownReason.Of(session) is { } reason)
        {
            _reasons[reason] = _reasons.TryGetValue(reason, out var count) ? count + 1 : 1;
        }

        if (session.GetDuration() is { } duration)
        {
            _total = Sum(_total, duration);
            _longest = _longest > duration ? _longest : duration;
        }

        if (session.StartDate is { } start)
        {
            start = start.ToUniversalTime();
            _first = _first < start ? _first : start;
            _last = _last > start ? _last : start;
        }
    }

    internal SessionSummary Summarize(string? key, IReadOnlyDictionary<string, string?> keys) => new(new LogFigures(_logs), _total, _longest)
    {
        Key = key,
        Keys = keys,
        Count = Count,
        FirstStart = _first,
        LastStart = _last,
        HalfLost = _halfLost,
        S3 = new LogFigures(_s3),
        CloudWatch = new LogFigures(_cloudWatch),
        UnknownReasons =
        [
            .. _reasons.Select(reason => new UnknownReason(reason.Key, reason.Value))
                .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal),
        ],
    };

    // Records may come from a file that says anything.
    private static TimeSpan Sum(TimeSpan total, TimeSpan duration)
    {
        if (duration > TimeSpan.Zero && total > TimeSpan.MaxValue - duration)
        {
            return TimeSpan.MaxValue;
        }

        return duration < TimeSpan.Zero && total < TimeSpan.MinValue - duration ? TimeSpan.MinValue : total + duration;
    }
}
