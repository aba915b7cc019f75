namespace SessionLogging.Sessions;

/// <summary>The figures of one group of sessions, as they are counted.</summary>
internal sealed class SessionFigures
{
    private readonly StatusCounts _logs = new();
    private readonly StatusCounts _s3 = new();
    private readonly StatusCounts _cloudWatch = new();
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
        _logs.Add(session.LogStatus);
        _s3.Add(session.S3LogStatus);
        _cloudWatch.Add(session.CloudWatchLogStatus);
        if (session.IsHalfLost)
        {
            _halfLost++;
        }

        if (UnknownReason.Of(session) is { } reason)
        {
            _reasons[reason] = _reasons.TryGetValue(reason, out var count) ? count + 1 : 1;
        }

        if (session.Duration is { } duration)
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

    internal SessionSummary Summarize(string? key, IReadOnlyDictionary<string, string?> keys) => new()
    {
        Key = key,
        Keys = keys,
        Count = Count,
        TotalDuration = _total,
        LongestDuration = _longest,
        FirstStart = _first,
        LastStart = _last,
        Found = _logs[LogStatus.Found],
        HalfLost = _halfLost,
        Pending = _logs[LogStatus.Pending],
        Expected = _logs[LogStatus.Expected],
        Unknown = _logs[LogStatus.Unknown],
        Empty = _logs[LogStatus.Empty],
        Missing = _logs[LogStatus.Missing],
        NotLoggable = _logs[LogStatus.NotLoggable],
        NotConfigured = _logs[LogStatus.NotConfigured],
        S3 = _s3.Figures,
        CloudWatch = _cloudWatch.Figures,
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

    /// <summary>Counts of each log status; one that was not worked out counts as unknown.</summary>
    private sealed class StatusCounts
    {
        private readonly long[] _counts = new long[(int)LogStatus.NotConfigured + 1];

        internal long this[LogStatus status] => _counts[(int)status];

        internal LogFigures Figures => new()
        {
            Found = this[LogStatus.Found],
            Pending = this[LogStatus.Pending],
            Expected = this[LogStatus.Expected],
            Unknown = this[LogStatus.Unknown],
            Empty = this[LogStatus.Empty],
            Missing = this[LogStatus.Missing],
            NotLoggable = this[LogStatus.NotLoggable],
            NotConfigured = this[LogStatus.NotConfigured],
        };

        internal void Add(LogStatus? status) => _counts[(int)(status ?? LogStatus.Unknown)]++;
    }
}
