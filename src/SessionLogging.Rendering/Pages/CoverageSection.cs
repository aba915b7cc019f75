namespace SessionLogging.Rendering.Pages;

/// <summary>What the page can say about its own completeness.</summary>
/// <param name="IsComplete">Whether all of it is known to be complete.</param>
/// <param name="Verdict">In a word or three.</param>
/// <param name="Explanation">In a sentence or two.</param>
/// <param name="Rows">Each account and Region.</param>
internal sealed record CoverageSection(bool IsComplete, string Verdict, string Explanation, IReadOnlyList<CoverageRow> Rows)
{
    internal static CoverageSection Of(IReadOnlyList<SessionReportCoverage> coverages, IReadOnlyCollection<SessionRecord> sessions, PageTime time)
    {
        var readings = coverages.Distinct().ToList();
        var rows = new List<CoverageRow>();
        foreach (var group in readings.GroupBy(reading => (reading.AccountId, reading.Region, reading.Source)))
        {
            rows.AddRange(RowsOf([.. group], [.. sessions.Where(session => session.AccountId == group.Key.AccountId && session.Region == group.Key.Region)], time));
        }

        rows.AddRange(CoverageGap.Between(readings).Select(gap => CoverageRow.NotRead(gap, time)));
        rows = [.. rows.OrderBy(row => row.Account, StringComparer.Ordinal).ThenBy(row => row.Region, StringComparer.Ordinal).ThenBy(row => row.After, StringComparer.Ordinal)];
        var unstated = sessions.Where(session => !readings.Exists(reading => IsIn(session, reading)))
            .GroupBy(session => (session.AccountId, session.Region))
            .OrderBy(group => group.Key.AccountId, StringComparer.Ordinal).ThenBy(group => group.Key.Region, StringComparer.Ordinal)
            .Select(group => CoverageRow.Unstated(group.Key.AccountId, group.Key.Region, group.Count()))
            .ToList();
        return new CoverageSection(
            rows.TrueForAll(row => row.IsComplete) && unstated.Count == 0 && rows.Count > 0,
            VerdictOf(rows, unstated),
            ExplanationOf(rows, unstated),
            [.. rows, .. unstated]);
    }

    private static IEnumerable<CoverageRow> RowsOf(List<SessionReportCoverage> readings, List<SessionRecord> sessions, PageTime time)
    {
        foreach (var reading in readings)
        {
            // A session that ran when an earlier reading gave it can have a later reading's record now, by which it is not in that window: where
            // several readings come together, fewer in a window are no sign that any were left out, only fewer in all until its end.
            var onPage = sessions.Count(session => IsIn(session, reading));
            var atMost = readings.Count == 1 ? onPage : sessions.Count(session => IsUntil(session, reading));
            yield return CoverageRow.Of(reading, onPage, time) with
            {
                IsFiltered = atMost < reading.Sessions,
                IsReadAgain = !reading.Complete && CoverageGap.IsClosed(reading, readings),
                Overlaps = readings.Exists(other => other != reading && other.After < reading.Before && reading.After < other.Before),
            };
        }
    }

    private static string VerdictOf(List<CoverageRow> rows, List<CoverageRow> unstated)
    {
        if (rows.Exists(row => !row.IsComplete))
        {
            return "Not complete";
        }

        if (unstated.Count > 0 || rows.Count == 0)
        {
            return rows.Count > 0 ? "Coverage not stated for all" : "Coverage not stated";
        }

        return rows.Exists(row => row.IsNarrowed) ? "Complete for what was asked, which is not every session" : "Complete";
    }

    private static string ExplanationOf(List<CoverageRow> rows, List<CoverageRow> unstated)
    {
        var sentences = new List<string>();
        var readings = rows.FindAll(row => !row.IsGap);
        var (incomplete, gaps) = (readings.Count(row => !row.IsComplete), rows.Count - readings.Count);
        if (incomplete > 0)
        {
            sentences.Add(FormattableString.Invariant($"{incomplete} of {readings.Count} readings did not come to their end: sessions may be missing."));
        }

        if (gaps > 0)
        {
            sentences.Add(FormattableString.Invariant($"Between readings {gaps} {(gaps == 1 ? "time was" : "times were")} not read: sessions that started then may be missing."));
        }

        if (incomplete == 0 && gaps == 0 && readings.Count > 0)
        {
            sentences.Add("Every session that was asked for and that Session Manager remembered was given, for the accounts, Regions and times below.");
        }

        if (unstated.Count > 0)
        {
            sentences.Add(FormattableString.Invariant($"{unstated.Sum(row => row.SessionCount):#,0} sessions came without a statement of what they cover: whether others are missing cannot be told."));
        }
        else if (readings.Count == 0)
        {
            sentences.Add("There are no sessions here, and nothing says which were asked for.");
        }

        if (readings.Exists(row => row.IsNarrowed))
        {
            sentences.Add("Less than every session was asked for: the state says what.");
        }

        if (readings.Exists(row => row.Overlaps))
        {
            sentences.Add("Readings whose times overlap count the same sessions: on this page each stands once.");
        }

        if (readings.Exists(row => row.IsFiltered))
        {
            sentences.Add("Where fewer are on this page than were given, they were left out afterwards.");
        }

        return string.Join(" ", sentences);
    }

    // While an open window is read sessions start: one that was given belongs to it.
    private static bool IsIn(SessionRecord session, SessionReportCoverage coverage) =>
        session.AccountId == coverage.AccountId && session.Region == coverage.Region && IsOf(session, coverage.Source)
        && (session.StartDate is not { } start || (IsUntil(session, coverage) && (start >= coverage.After || session.EndDate is null)));

    // What the Event history alone knows, Session Manager's list does not cover.
    private static bool IsOf(SessionRecord session, string? source) =>
        source is null ? session.KnownFrom is not KnownFrom.StartSession : session.KnownFrom is KnownFrom.StartSession or KnownFrom.Both;

    private static bool IsUntil(SessionRecord session, SessionReportCoverage coverage) =>
        session.StartDate is not { } start || start < coverage.Before || start < coverage.ObservedAt?.AddSeconds(1);
}

/// <summary>One account and Region, and a window.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="After">The start of the window.</param>
/// <param name="Before">Its end.</param>
/// <param name="State">Complete or not, or not stated.</param>
/// <param name="Given">How many sessions were given.</param>
/// <param name="OnPage">How many of them are on the page.</param>
/// <param name="Only">What was asked for, where that was less than everything.</param>
/// <param name="Error">Why it is not complete.</param>
internal sealed record CoverageRow(
    string Account, string Region, string After, string Before, string State, string Given, string OnPage, string Only, string Error)
{
    private const string Complete = "Complete";

    internal int SessionCount { get; private init; }

    /// <summary>Whether less is on the page than was given.</summary>
    internal bool IsFiltered { get; init; }

    /// <summary>Whether other readings cover what this one did not come to.</summary>
    public bool IsReadAgain { get; init; }

    /// <summary>Whether another reading covers a part of the same time.</summary>
    internal bool Overlaps { get; init; }

    /// <summary>Whether less than every session was asked for.</summary>
    internal bool IsNarrowed { get; private init; }

    /// <summary>Whether nobody read it.</summary>
    internal bool IsGap { get; private init; }

    /// <summary>Whether nothing is missing, as far as this row goes.</summary>
    public bool IsComplete => State == Complete || IsReadAgain;

    internal static CoverageRow Of(SessionReportCoverage coverage, int onPage, PageTime time) => new(
        AccountOf(coverage.AccountId),
        ShownText.Of(coverage.Region),
        time.Text(coverage.After),
        time.Text(coverage.Before),
        coverage.Complete ? Complete : "Not complete",
        Number(coverage.Sessions),
        Number(onPage),
        OnlyOf(coverage.Selection, coverage.Source),
        ShownText.Of(coverage.Error))
    {
        SessionCount = onPage,
        IsNarrowed = coverage.Selection is not null,
    };

    internal static CoverageRow NotRead(CoverageGap gap, PageTime time) => new(
        AccountOf(gap.AccountId), ShownText.Of(gap.Region), time.Text(gap.After), time.Text(gap.Before), "Not read", "", "", OnlyOf(gap.Selection, gap.Source), Error: "")
    {
        IsGap = true,
        IsNarrowed = gap.Selection is not null,
    };

    internal static CoverageRow Unstated(string? accountId, string region, int onPage) =>
        new(AccountOf(accountId), ShownText.Of(region), "", "", "Coverage not stated", "", Number(onPage), Only: "", Error: "") { SessionCount = onPage };

    private static string OnlyOf(string? selection, string? source) =>
        string.Join(", ", new[] { source is null ? "" : $"calls of StartSession in the {ShownText.Of(source)}", selection is null ? "" : $"only {ShownText.Of(selection)}" }.Where(part => part.Length > 0));

    private static string AccountOf(string? accountId) => accountId is null ? "not known" : ShownText.Of(accountId);

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
