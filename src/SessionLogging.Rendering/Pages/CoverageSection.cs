using System.Globalization;
using SessionLogging.Sessions;

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
        var stated = coverages.Distinct()
            .OrderBy(coverage => coverage.AccountId, StringComparer.Ordinal).ThenBy(coverage => coverage.Region, StringComparer.Ordinal).ThenBy(coverage => coverage.After)
            .Select(coverage => CoverageRow.Of(coverage, sessions.Count(session => IsIn(session, coverage)), time))
            .ToList();
        var unstated = sessions.Where(session => !coverages.Any(coverage => IsIn(session, coverage)))
            .GroupBy(session => (session.AccountId, session.Region))
            .OrderBy(group => group.Key.AccountId, StringComparer.Ordinal).ThenBy(group => group.Key.Region, StringComparer.Ordinal)
            .Select(group => CoverageRow.Unstated(group.Key.AccountId, group.Key.Region, group.Count()))
            .ToList();
        var incomplete = coverages.Distinct().Count(coverage => !coverage.Complete);
        return new CoverageSection(
            incomplete == 0 && unstated.Count == 0 && stated.Count > 0,
            VerdictOf(incomplete, unstated.Count > 0 || stated.Count == 0, stated.Count > 0, stated.Exists(row => row.Only.Length > 0)),
            ExplanationOf(incomplete, stated, unstated),
            [.. stated, .. unstated]);
    }

    private static string VerdictOf(int incomplete, bool isUnstated, bool isStated, bool isNarrowed) => (incomplete, isUnstated, isStated, isNarrowed) switch
    {
        ( > 0, _, _, _) => "Not complete",
        (_, true, true, _) => "Coverage not stated for all",
        (_, true, false, _) => "Coverage not stated",
        (_, _, _, true) => "Complete for what was asked, which is not every session",
        _ => "Complete",
    };

    private static string ExplanationOf(int incomplete, List<CoverageRow> stated, List<CoverageRow> unstated)
    {
        var sentences = new List<string>();
        if (incomplete > 0)
            sentences.Add(FormattableString.Invariant($"{incomplete} of {stated.Count} readings did not come to their end: sessions may be missing."));
        else if (stated.Count > 0)
            sentences.Add("Every session that was asked for and that Session Manager remembered was given, for the accounts, Regions and times below.");
        if (unstated.Count > 0)
            sentences.Add(FormattableString.Invariant($"{unstated.Sum(row => row.SessionCount):#,0} sessions came without a statement of what they cover: whether others are missing cannot be told."));
        else if (stated.Count == 0)
            sentences.Add("There are no sessions here, and nothing says which were asked for.");
        if (stated.Any(row => row.Only.Length > 0))
            sentences.Add("Less than every session was asked for: the state says what.");
        if (stated.Any(row => row.IsFiltered))
            sentences.Add("Where fewer are on this page than were given, they were left out afterwards.");
        return string.Join(" ", sentences);
    }

    private static bool IsIn(SessionRecord session, SessionReportCoverage coverage) =>
        session.AccountId == coverage.AccountId && session.Region == coverage.Region
        && (session.StartDate is not { } start || (start < coverage.Before && (start >= coverage.After || session.EndDate is null)));
}

/// <summary>One account and Region, and a window.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="After">The start of the window.</param>
/// <param name="Before">Its end.</param>
/// <param name="State">Complete or not, or not stated.</param>
/// <param name="IsComplete">Whether it is complete.</param>
/// <param name="Given">How many sessions were given.</param>
/// <param name="OnPage">How many of them are on the page.</param>
/// <param name="Only">What was asked for, where that was less than everything.</param>
/// <param name="Error">Why it is not complete.</param>
internal sealed record CoverageRow(
    string Account, string Region, string After, string Before, string State, bool IsComplete, string Given, string OnPage, string Only, string Error)
{
    internal int SessionCount { get; init; }

    internal bool IsFiltered { get; init; }

    internal static CoverageRow Of(SessionReportCoverage coverage, int onPage, PageTime time) => new(
        AccountOf(coverage.AccountId),
        ShownText.Of(coverage.Region),
        time.Text(coverage.After),
        time.Text(coverage.Before),
        coverage.Complete ? "Complete" : "Not complete",
        coverage.Complete,
        Number(coverage.Sessions),
        Number(onPage),
        coverage.Selection is { } selection ? $"only {ShownText.Of(selection)}" : "",
        ShownText.Of(coverage.Error))
    {
        SessionCount = onPage,
        IsFiltered = onPage < coverage.Sessions,
    };

    internal static CoverageRow Unstated(string? accountId, string region, int onPage) =>
        new(AccountOf(accountId), ShownText.Of(region), "", "", "Coverage not stated", IsComplete: false, "", Number(onPage), Only: "", Error: "") { SessionCount = onPage };

    private static string AccountOf(string? accountId) => accountId is null ? "not known" : ShownText.Of(accountId);

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
