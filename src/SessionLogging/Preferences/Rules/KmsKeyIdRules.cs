using static SessionLogging.Preferences.Rules.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>The ways in which KMS takes a key.</summary>
internal static class KmsKeyIdRules
{
    private const string Id = "([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|mrk-[0-9A-Fa-f]{32})";
    private const string Alias = "alias/[A-Za-z0-9/_-]{1,250}";

    private static readonly Regex Pattern = new(
        $@"\A({Id}|{Alias}|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{{12}}:(key/{Id}|{Alias}))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static readonly ValueRule Shape = ValueRule.Refuse(
        "KmsKeyIdShape",
        key => !Pattern.IsMatch(key),
        key => $"KMS knows a key by its id, its ARN, an alias ('alias/NAME') or an alias' ARN; {Quote(key)} is none of them.",
        "Give one of these.");
}
