using System.Globalization;

namespace SessionLogging.Sessions;

/// <summary>Adds up sessions by what they have in common, one after another; keeps the figures, not the sessions.</summary>
public sealed class SessionMeasure
{
    private readonly SessionGrouping _by;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<string, Figures> _groups = new(StringComparer.Ordinal);
    private Figures? _withoutKey;

    /// <summary>Starts at nothing.</summary>
    /// <param name="by">What to group by.</param>
    /// <param name="zone">The time zone of days and hours; UTC where none is given.</param>
    public SessionMeasure(SessionGrouping by, TimeZoneInfo? zone = null)
    {
        _by = by;
        _zone = zone ?? TimeZoneInfo.Utc;
    }

    /// <summary>Counts a session.</summary>
    public void Add(SessionRecord session) => FiguresOf(KeyOf(session)).Add(session);

    /// <summary>The figures so far: days and hours in their order, else the most sessions first, then by key; those without a key come last.</summary>
    public IReadOnlyList<SessionSummary> Summarize()
    {
        var byKey = _groups.OrderBy(group => group.Key, StringComparer.Ordinal);
        var ordered = _by is SessionGrouping.Day or SessionGrouping.Hour ? byKey : byKey.OrderByDescending(group => group.Value.Count);
        var summaries = ordered.Select(group => group.Value.Summarize(group.Key)).ToList();
        if (_withoutKey is not null)
            summaries.Add(_withoutKey.Summarize(key: null));
        return summaries;
    }

    private Figures FiguresOf(string? key)
    {
        if (key is null)
            return _withoutKey ??= new Figures();
        if (!_groups.TryGetValue(key, out var figures))
            _groups.Add(key, figures = new Figures());
        return figures;
    }

    private string? KeyOf(SessionRecord session) => _by switch
    {
        SessionGrouping.Owner => session.Owner,
        SessionGrouping.UserName => session.UserName,
        SessionGrouping.Target => session.Target,
        SessionGrouping.Document => session.DocumentName,
        SessionGrouping.Day => Local(session.StartDate, "yyyy-MM-dd"),
        SessionGrouping.Hour => Local(session.StartDate, "HH"),
        SessionGrouping.Status => session.Status,
        SessionGrouping.LogStatus => (session.LogStatus ?? LogStatus.Unknown).ToString(),
        SessionGrouping.AccountId => session.AccountId,
        SessionGrouping.Region => session.Region,
        _ => throw new InvalidOperationException($"Sessions are not grouped by {_by}."),
    };

    private string? Local(DateTimeOffset? time, string format) =>
        time is { } known ? TimeZoneInfo.ConvertTime(known, _zone).ToString(format, CultureInfo.InvariantCulture) : null;

    private sealed class Figures
    {
        private readonly long[] _byLogStatus = new long[(int)LogStatus.NotConfigured + 1];
        private TimeSpan _total;
        private TimeSpan? _longest;
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        internal long Count { get; private set; }

        internal void Add(SessionRecord session)
        {
            Count++;
            _byLogStatus[(int)(session.LogStatus ?? LogStatus.Unknown)]++;
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

        internal SessionSummary Summarize(string? key) => new()
        {
            Key = key,
            Count = Count,
            TotalDuration = _total,
            LongestDuration = _longest,
            FirstStart = _first,
            LastStart = _last,
            Found = Of(LogStatus.Found),
            Pending = Of(LogStatus.Pending),
            Expected = Of(LogStatus.Expected),
            Unknown = Of(LogStatus.Unknown),
            Missing = Of(LogStatus.Missing),
            NotLoggable = Of(LogStatus.NotLoggable),
            NotConfigured = Of(LogStatus.NotConfigured),
        };

        // Records may come from a file that says anything.
        private static TimeSpan Sum(TimeSpan total, TimeSpan duration)
        {
            if (duration > TimeSpan.Zero && total > TimeSpan.MaxValue - duration)
                return TimeSpan.MaxValue;
            return duration < TimeSpan.Zero && total < TimeSpan.MinValue - duration ? TimeSpan.MinValue : total + duration;
        }

        private long Of(LogStatus status) => _byLogStatus[(int)status];
    }
}
