using SessionLogging.Rendering.Charts;

namespace SessionLogging.Rendering.Pages;

/// <summary>What the sessions add up to.</summary>
internal sealed class ReportFigures
{
    private const int Top = 10;
    private const string NotStated = "not stated";

    private static readonly (string Name, TimeSpan Below)[] Lengths =
    [
        ("under 1 minute", TimeSpan.FromMinutes(1)),
        ("1 to 5 minutes", TimeSpan.FromMinutes(5)),
        ("5 to 15 minutes", TimeSpan.FromMinutes(15)),
        ("15 to 30 minutes", TimeSpan.FromMinutes(30)),
        ("30 to 60 minutes", TimeSpan.FromHours(1)),
        ("1 to 2 hours", TimeSpan.FromHours(2)),
        ("2 to 4 hours", TimeSpan.FromHours(4)),
        ("4 to 8 hours", TimeSpan.FromHours(8)),
        ("8 hours or more", TimeSpan.MaxValue),
    ];

    private readonly PageTime _time;
    private readonly SessionMeasure _people = new(SessionGrouping.UserName);
    private readonly SessionMeasure _targets = new(SessionGrouping.Target);
    private readonly SessionMeasure _logs = new(SessionGrouping.LogStatus);
    private readonly SessionMeasure _s3Logs = new(SessionGrouping.S3LogStatus);
    private readonly SessionMeasure _cloudWatchLogs = new(SessionGrouping.CloudWatchLogStatus);
    private readonly Dictionary<string, string> _targetNames = new(StringComparer.Ordinal);
    private readonly Dictionary<DateTime, long> _days = [];
    private readonly long[,] _week = new long[WeekChart.Days, WeekChart.Hours];
    private readonly long[] _lengths = new long[Lengths.Length];
    private long _count;
    private long _withoutStart;
    private long _withoutEnd;
    private long _withoutLogStatus;
    private double _hours;

    internal ReportFigures(IEnumerable<SessionRecord> sessions, PageTime time)
    {
        _time = time;
        foreach (var session in sessions)
        {
            Add(session);
        }
    }

    /// <summary>Sessions, people, targets, hours.</summary>
    internal IReadOnlyList<Figure> Headline()
    {
        var people = _people.Summarize();
        var targets = _targets.Summarize();
        return
        [
            new("sessions", "Sessions", Number(_count), ""),
            new("people", "People", Number(people.Count(group => group.Key is not null)), Without(people, "by name")),
            new("targets", "Targets", Number(targets.Count(group => group.Key is not null)), Without(targets, "nodes and others")),
            new("hours", "Hours", _hours.ToString("#,0.0", CultureInfo.InvariantCulture), _withoutEnd == 0 ? "all sessions together" : $"without {Number(_withoutEnd)} that have no end"),
        ];
    }

    /// <summary>Each log status by itself: only what was found is evidence.</summary>
    internal IReadOnlyList<Figure> Logs()
    {
        var counts = CountsOf(_logs);
        var halfLost = _logs.Summarize().Sum(group => group.HalfLost);
        return
        [
            .. LogStatusWords.All.Select(words => new Figure(
                "log-" + words.Status.ToString().ToLowerInvariant(),
                words.Name,
                Number(counts[words.Status]),
                words.Status switch
                {
                    LogStatus.Found when halfLost > 0 => $"{words.Meaning} Half lost: {Number(halfLost)} lack it in one of two places.",
                    LogStatus.Unknown when _withoutLogStatus > 0 => $"{words.Meaning} Not worked out: {Number(_withoutLogStatus)}.",
                    _ => words.Meaning,
                },
                words.Class)),
        ];
    }

    internal IReadOnlyList<Chart> Charts()
    {
        var reasons = ReasonsUnknown();
        return
        [
            PeriodChart.Of(_days, _withoutStart),
            WeekChart.Of(_week),
            TopOf("Top people", "Person", _people, person => person),
            TopOf("Top targets", "Target", _targets, target => _targetNames.TryGetValue(target, out var name) ? $"{name} {target}" : target),
            BarChart.Of("Durations", _withoutEnd == 0 ? "How long sessions lasted." : $"How long sessions lasted; {Number(_withoutEnd)} have no end.", "Duration", [.. Lengths.Zip(_lengths, (length, count) => new Bar(length.Name, count))]),
            StatusChart("Log status", "What became of the logs, in the better of both places. Only what was found is evidence.", _logs),
            StatusChart("Log status in S3", "What became of the logs there.", _s3Logs),
            StatusChart("Log status in CloudWatch Logs", "What became of the logs there.", _cloudWatchLogs),
            .. reasons.Count == 0 ? Array.Empty<Chart>() : [new Chart("Why it cannot be told", "The reasons of the log status Unknown.", Image: null, ["Reason", "Sessions"], reasons) { IsWide = true, IsTable = true }],
        ];
    }

    private static Chart TopOf(string title, string header, SessionMeasure measure, Func<string, string> labelOf)
    {
        var groups = measure.Summarize();
        var rest = groups.Skip(Top).Sum(group => group.Count);
        return BarChart.Of(
            title,
            groups.Count > Top ? FormattableString.Invariant($"The {Top} with the most sessions; {groups.Count - Top:#,0} others have {rest:#,0}.") : "By number of sessions.",
            header,
            [.. groups.Take(Top).Select(group => new Bar(group.Key is null ? NotStated : ShownText.Of(labelOf(group.Key)), group.Count))]);
    }

    private static Chart StatusChart(string title, string note, SessionMeasure logs)
    {
        var counts = CountsOf(logs);
        return BarChart.Of(title, note, "Log status", [.. LogStatusWords.All.Select(words => new Bar(words.Name, counts[words.Status], words.Ink))]);
    }

    private List<IReadOnlyList<string>> ReasonsUnknown() =>
    [
        .. _logs.Summarize().SelectMany(group => group.UnknownReasons).OrderByDescending(reason => reason.Count).Take(Top)
            .Select(reason => (IReadOnlyList<string>)[ShownText.Of(reason.Reason), Number(reason.Count)]),
    ];

    private static Dictionary<LogStatus, long> CountsOf(SessionMeasure logs)
    {
        var counts = logs.Summarize().ToDictionary(group => group.Key!, group => group.Count, StringComparer.Ordinal);
        return LogStatusWords.All.ToDictionary(words => words.Status, words => counts.TryGetValue(words.Status.ToString(), out var count) ? count : 0);
    }

    private static string Without(IReadOnlyList<SessionSummary> groups, string otherwise) =>
        groups.FirstOrDefault(group => group.Key is null) is { } unnamed ? $"{Number(unnamed.Count)} sessions state none" : otherwise;

    private void Add(SessionRecord session)
    {
        _count++;
        _people.Add(session);
        _targets.Add(session);
        if (session is { Target: { } target, TargetName.Length: > 0 } && !_targetNames.ContainsKey(target))
        {
            // The newest comes first.
            _targetNames.Add(target, session.TargetName);
        }

        _logs.Add(session);
        _s3Logs.Add(session);
        _cloudWatchLogs.Add(session);
        if (session.LogStatus is null)
        {
            _withoutLogStatus++;
        }

        AddStart(session.StartDate);
        AddDuration(session.GetDuration());
    }

    private void AddStart(DateTimeOffset? start)
    {
        if (start is not { } known)
        {
            _withoutStart++;
            return;
        }

        var local = _time.Local(known);
        _days[local.Date] = _days.TryGetValue(local.Date, out var count) ? count + 1 : 1;
        _week[((int)local.DayOfWeek + 6) % 7, local.Hour]++;
    }

    private void AddDuration(TimeSpan? duration)
    {
        if (duration is not { } known)
        {
            _withoutEnd++;
            return;
        }

        _hours += known.TotalHours;
        _lengths[Array.FindIndex(Lengths, length => known < length.Below || length.Below == TimeSpan.MaxValue)]++;
    }

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
