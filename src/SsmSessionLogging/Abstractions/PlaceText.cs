namespace SsmSessionLogging.Abstractions;

/// <summary>Names accounts and Regions for a person, also where there are hundreds.</summary>
internal static class PlaceText
{
    private const int MostAccounts = 10;

    /// <summary>The accounts and Regions of a change: accounts with the same Regions stand together; of many, some are named.</summary>
    internal static string Of(IEnumerable<AccountOpening> openings) => string.Join("; ", Grouped(
        openings.Where(opening => !opening.IsHopeless).Select(opening => (opening.AccountId, opening.AccountName, opening.Region)))
        .Select(places => $"{(places.Accounts.Count == 1 ? "account " : "")}{Named(places.Accounts, "(not known)")}: {places.Regions}"));

    /// <summary>The same of what a report covers.</summary>
    internal static string Of(IEnumerable<SessionReportCoverage> coverages) => string.Join("; ", Grouped(
        coverages.Select(coverage => (coverage.AccountId, coverage.AccountName, (string?)coverage.Region)))
        .Select(places => $"{Named(places.Accounts, "")} {places.Regions}".Trim()));

    private static IEnumerable<(List<(string? Id, string? Name)> Accounts, string Regions)> Grouped(IEnumerable<(string? AccountId, string? AccountName, string? Region)> places) => places
        .GroupBy(place => place.AccountId, StringComparer.Ordinal)
        .GroupBy(account => string.Join(", ", account.Select(place => place.Region)), StringComparer.Ordinal)
        .Select(same => (same.Select(account => (account.Key, account.First().AccountName)).ToList(), same.Key));

    private static string Named(List<(string? Id, string? Name)> accounts, string unknown)
    {
        var shown = string.Join(", ", accounts.Take(MostAccounts).Select(account => (account.Id ?? unknown) + (account.Name is { } name ? $" {ShownText.Of(name)}" : "")));
        return accounts.Count == 1 ? shown
            : $"{accounts.Count} accounts ({shown}{(accounts.Count > MostAccounts ? $" and {accounts.Count - MostAccounts} more" : "")})";
    }
}
