namespace SsmSessionLogging.Abstractions;

/// <summary>Names accounts and Regions for a person, also where there are hundreds.</summary>
internal static class PlaceText
{
    private const int MostAccounts = 10;

    /// <summary>Accounts with the same Regions stand together; of many, some are named.</summary>
    internal static string Of(IReadOnlyList<AccountOpening> openings) => string.Join("; ", openings
        .Where(opening => !opening.IsHopeless)
        .GroupBy(opening => opening.AccountId, StringComparer.Ordinal)
        .GroupBy(account => string.Join(", ", account.Select(opening => opening.Region)), StringComparer.Ordinal)
        .Select(places => $"{Accounts([.. places.Select(account => account.First())])}: {places.Key}"));

    private static string Accounts(List<AccountOpening> accounts) => accounts.Count == 1
        ? $"account {Named(accounts[0])}"
        : $"{accounts.Count} accounts ({string.Join(", ", accounts.Take(MostAccounts).Select(Named))}{(accounts.Count > MostAccounts ? $" and {accounts.Count - MostAccounts} more" : "")})";

    private static string Named(AccountOpening account) =>
        (account.AccountId ?? "(not known)") + (account.AccountName is { } name ? $" {ShownText.Of(name)}" : "");
}
