namespace SessionLogging.Accounts;

/// <summary>What stands for each account and Region in a role or a setting. Single braces: double ones are a reference that a session fills.</summary>
internal static class Placeholder
{
    /// <summary>What stands for the account's id.</summary>
    public const string Account = "{AccountId}";

    private static readonly Regex Pattern = new(
        @"(?<!\{)\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}(?!\})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static string Fill(string text, string accountId, string region = "{Region}", string? accountName = null) =>
        Pattern.Replace(text, match => match.Groups["name"].Value switch
        {
            "AccountId" => accountId,
            "Region" => region,
            "AccountName" when accountName is not null => accountName,
            _ => match.Value,
        });

    /// <summary>Whether the text waits for the account's id.</summary>
    public static bool NamesAccount(string? text) => text?.Contains(Account) == true;

    /// <summary>Whether the text waits for the account's name.</summary>
    public static bool NamesAccountName(string? text) => text?.Contains("{AccountName}") == true;

    /// <summary>The first placeholder in the text, with its braces.</summary>
    public static string? FirstIn(string text) => Pattern.Match(text) is { Success: true } match ? match.Value : null;
}
