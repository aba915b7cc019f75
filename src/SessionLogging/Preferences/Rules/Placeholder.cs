using System.Text.RegularExpressions;

namespace SessionLogging.Preferences.Rules;

/// <summary>The placeholders of a change over several accounts and Regions. Single braces: double ones are a <see cref="Reference"/>.</summary>
internal static class Placeholder
{
    private static readonly Regex Pattern = new(
        @"(?<!\{)\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}(?!\})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static bool IsTakenBy(PreferenceSetting setting) =>
        setting == PreferenceSetting.S3BucketName
        || setting == PreferenceSetting.S3KeyPrefix
        || setting == PreferenceSetting.CloudWatchLogGroupName
        || setting == PreferenceSetting.KmsKeyId;

    public static string Fill(string text, string accountId, string region) =>
        Pattern.Replace(text, match => match.Groups["name"].Value switch
        {
            "AccountId" => accountId,
            "Region" => region,
            _ => match.Value,
        });

    /// <summary>Whether the text waits for the account's id.</summary>
    public static bool NamesAccount(string text) => text.Contains("{AccountId}");

    /// <summary>The first placeholder in the text, with its braces.</summary>
    public static string? FirstIn(string text) => Pattern.Match(text) is { Success: true } match ? match.Value : null;
}
