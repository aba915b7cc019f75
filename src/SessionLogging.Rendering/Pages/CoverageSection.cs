namespace SessionLogging.Rendering.Pages;

/// <summary>What the page can say about its own completeness.</summary>
/// <param name="IsComplete">Whether all of it is known to be complete.</param>
/// <param name="Verdict">In a word or three.</param>
/// <param name="Explanation">In a sentence or two.</param>
/// <param name="Rows">Each account and Region.</param>
/// <param name="Accounts">Each account as a whole, where there are several.</param>
internal sealed record CoverageSection(bool IsComplete, string Verdict, string Explanation, IReadOnlyList<CoverageRow> Rows, IReadOnlyList<AccountCoverage> Accounts)
{
    /// <summary>What readings say, held against the sessions.</summary>
    /// <param name="coverages">The readings.</param>
    /// <param name="sessions">The sessions, of which the account, the Region and the times are looked at, once.</param>
    /// <param name="names">The names of accounts, as far as they are known.</param>
    /// <param name="time">The page's clock.</param>
    internal static CoverageSection Of(
        IReadOnlyList<SessionReportCoverage> coverages, IEnumerable<SessionRecord> sessions, IReadOnlyDictionary<string, string> names, PageTime time)
    {
        var places = coverages.Distinct().GroupBy(reading => (reading.AccountId, reading.Region)).ToDictionary(group => group.Key, group => new Place([.. group]));
        foreach (var session in sessions)
        {
            var key = (session.AccountId, session.Region);
            if (!places.TryGetValue(key, out var place))
            {
                places.Add(key, place = new Place([]));
            }

            place.Add(session);
        }

        string NameOf(string? accountId) => CoverageRow.AccountOf(accountId, accountId is not null && names.TryGetValue(accountId, out var name) ? name : null);

        var rows = places.SelectMany(place => place.Value.Rows(NameOf(place.Key.AccountId), time))
            .Concat(CoverageGap.Between(coverages.Distinct()).Select(gap => CoverageRow.NotRead(NameOf(gap.AccountId), gap, time)))
            .OrderBy(row => row.Account, StringComparer.Ordinal).ThenBy(row => row.Region, StringComparer.Ordinal).ThenBy(row => row.After, StringComparer.Ordinal)
            .ToList();
        var unstated = places.Where(place => place.Value.Unstated > 0)
            .Select(place => CoverageRow.Unstated(NameOf(place.Key.AccountId), place.Key.Region, place.Value.Unstated))
            .OrderBy(row => row.Account, StringComparer.Ordinal).ThenBy(row => row.Region, StringComparer.Ordinal)
            .ToList();
        var accounts = places.GroupBy(place => NameOf(place.Key.AccountId), StringComparer.Ordinal).OrderBy(account => account.Key, StringComparer.Ordinal).ToList();
        var open = new HashSet<(string Account, string Region)>(rows.Where(row => !row.IsComplete).Concat(unstated).Select(row => (row.Account, row.Region)));
        return new CoverageSection(
            rows.TrueForAll(row => row.IsComplete) && unstated.Count == 0 && rows.Count > 0,
            VerdictOf(rows, unstated),
            ExplanationOf(rows, unstated),
            [.. rows, .. unstated],
            accounts.Count < 2 ? [] :
            [
                .. accounts.Select(account => AccountCoverage.Of(
                    account.Key,
                    account.Select(place => place.Key.Region).Distinct().Count(),
                    account.Select(place => place.Key.Region).Distinct().Count(region => open.Contains((account.Key, ShownText.Of(region)))),
                    account.Sum(place => place.Value.Given),
                    account.Sum(place => place.Value.OnPage))),
            ]);
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

    /// <summary>The readings of one account and Region, and how many of the sessions belong to each.</summary>
    private sealed class Place(IReadOnlyList<SessionReportCoverage> readings)
    {
        private readonly int[] _in = new int[readings.Count];
        private readonly int[] _until = new int[readings.Count];

        /// <summary>Sessions of the place.</summary>
        internal int OnPage { get; private set; }

        /// <summary>Sessions that belong to none of the readings.</summary>
        internal int Unstated { get; private set; }

        /// <summary>Sessions that the readings gave, each by itself.</summary>
        internal long Given => readings.Where(reading => reading.Source is null).Sum(reading => reading.Sessions);

        internal void Add(SessionRecord session)
        {
            OnPage++;
            var isStated = false;
            for (var each = 0; each < readings.Count; each++)
            {
                if (IsIn(session, readings[each]))
                {
                    isStated = true;
                    _in[each]++;
                }

                _until[each] += IsOf(session, readings[each].Source) && IsUntil(session, readings[each]) ? 1 : 0;
            }

            Unstated += isStated ? 0 : 1;
        }

        internal IEnumerable<CoverageRow> Rows(string account, PageTime time)
        {
            for (var each = 0; each < readings.Count; each++)
            {
                // A session that ran when an earlier reading gave it can have a later reading's record now, by which it is not in that window: where
                // several readings come together, fewer in a window are no sign that any were left out, only fewer in all until its end.
                var reading = readings[each];
                var atMost = readings.Count(other => other.Source == reading.Source) == 1 ? _in[each] : _until[each];
                yield return CoverageRow.Of(account, reading, _in[each], time) with
                {
                    IsFiltered = atMost < reading.Sessions,
                    IsReadAgain = !reading.Complete && CoverageGap.IsClosed(reading, readings),
                    Overlaps = readings.Any(other => other != reading && other.Source == reading.Source && other.After < reading.Before && reading.After < other.Before),
                };
            }
        }

        // While an open window is read sessions start: one that was given belongs to it.
        private static bool IsIn(SessionRecord session, SessionReportCoverage coverage) =>
            IsOf(session, coverage.Source) && (session.StartDate is not { } start || (IsUntil(session, coverage) && (start >= coverage.After || session.EndDate is null)));

        // What the Event history alone knows, Session Manager's list does not cover.
        private static bool IsOf(SessionRecord session, string? source) =>
            source is null ? session.KnownFrom is not KnownFrom.StartSession : session.KnownFrom is KnownFrom.StartSession or KnownFrom.Both;

        private static bool IsUntil(SessionRecord session, SessionReportCoverage coverage) =>
            session.StartDate is not { } start || start < coverage.Before || start < coverage.ObservedAt?.AddSeconds(1);
    }
}

/// <summary>One account as a whole.</summary>
/// <param name="Account">The account, with its name where it is known.</param>
/// <param name="Regions">How many Regions.</param>
/// <param name="State">Whether all of them are complete.</param>
/// <param name="IsComplete">Whether nothing is missing, as far as that is known.</param>
/// <param name="Given">How many sessions were given.</param>
/// <param name="OnPage">How many are on the page.</param>
internal sealed record AccountCoverage(string Account, string Regions, string State, bool IsComplete, string Given, string OnPage)
{
    internal static AccountCoverage Of(string account, int regions, int open, long given, int onPage) => new(
        account,
        CoverageRow.Number(regions),
        open == 0 ? CoverageRow.Complete : $"{CoverageRow.Number(open)} of {CoverageRow.Number(regions)} not known to be complete",
        open == 0,
        CoverageRow.Number(given),
        CoverageRow.Number(onPage));
}

/// <summary>One account and Region, and a window.</summary>
/// <param name="Account">The account, with its name where it is known.</param>
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
    internal const string Complete = "Complete";

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

    internal static CoverageRow Of(string account, SessionReportCoverage coverage, int onPage, PageTime time) => new(
        account,
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

    internal static CoverageRow NotRead(string account, CoverageGap gap, PageTime time) => new(
        account, ShownText.Of(gap.Region), time.Text(gap.After), time.Text(gap.Before), "Not read", "", "", OnlyOf(gap.Selection, gap.Source), Error: "")
    {
        IsGap = true,
        IsNarrowed = gap.Selection is not null,
    };

    internal static CoverageRow Unstated(string account, string region, int onPage) =>
        new(account, ShownText.Of(region), "", "", "Coverage not stated", "", Number(onPage), Only: "", Error: "") { SessionCount = onPage };

    private static string OnlyOf(string? selection, string? source) =>
        string.Join(", ", new[] { source is null ? "" : $"calls of StartSession in the {ShownText.Of(source)}", selection is null ? "" : $"only {ShownText.Of(selection)}" }.Where(part => part.Length > 0));

    /// <summary>An account, with its name where it is known.</summary>
    internal static string AccountOf(string? accountId, string? name) => accountId is null ? "not known" : ShownText.Of(name is null ? accountId : $"{accountId} {name}");

    internal static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
