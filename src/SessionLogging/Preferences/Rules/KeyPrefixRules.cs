using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using static SessionLogging.Text.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>What S3 takes in a key, and what the agent makes of a prefix on its way there.</summary>
internal static class KeyPrefixRules
{
    /// <summary>The longest session id that the API takes.</summary>
    private const int LongestSessionId = 96;

    private const string Discouraged = "\\{}^%`[]\"<>~#|";
    private const string AnyId = "ID";

    private static readonly TextRules Keys = new("Amazon S3 User Guide, Naming Amazon S3 objects", PreferenceSetting.S3KeyPrefix);
    private static readonly TextRules Agent = new("amazon-ssm-agent: the key is path.Join(prefix, session id + \".log\"), which cleans the prefix", PreferenceSetting.S3KeyPrefix);

    public static readonly Rule<GivenSetting>[] All =
    [
        Keys.Refuse("KeyPrefixIsArn", BucketAddress.IsIn,
            prefix => $"The prefix is what the keys begin with inside the bucket; {Quote(prefix)} is an address.",
            prefix => $"Give {Quote(BucketAddress.PrefixIn(prefix) ?? "")} as the prefix, and the bucket by its name."),
        Keys.Refuse("KeyPrefixControlCharacters", prefix => prefix.Any(char.IsControl),
            prefix => $"The prefix {Quote(prefix)} has control characters, which keys can hardly be asked for with.",
            "Leave the control characters out."),
        Keys.Refuse("KeyPrefixLength", prefix => LongestKeyWith(prefix) > SessionLogKey.LongestKey,
            prefix => FormattableString.Invariant(
                $"A key has at most {SessionLogKey.LongestKey:N0} UTF-8 bytes; with this prefix and a session's id it can have {LongestKeyWith(prefix):N0}."),
            "Shorten the prefix."),
        Agent.Warn("KeyPrefixIsCleaned", prefix => SessionLogKey.For(prefix, AnyId) != AsGiven(prefix),
            prefix => $"The agent cleans the prefix {Quote(prefix)}: the logs lie at {Quote(SessionLogKey.For(prefix, AnyId))}.",
            "Give the prefix as it will be."),
        Keys.Warn("KeyPrefixDotSegments", prefix => SessionLogKey.For(prefix, AnyId).StartsWith("../", StringComparison.Ordinal),
            prefix => $"Keys that begin '../', as with the prefix {Quote(prefix)}, are refused or misread by many S3 clients.",
            "Leave '..' out."),
        Keys.Warn("KeyPrefixLeadingSlash", prefix => prefix[0] == '/',
            prefix => $"With the prefix {Quote(prefix)} every key begins with '/': the S3 console shows a folder without a name.",
            "Leave the first '/' out."),
        Keys.Warn("KeyPrefixDiscouragedCharacters", prefix => prefix.Any(c => Discouraged.Contains(c)),
            prefix => $"The prefix {Quote(prefix)} has characters that S3 advises against: {DiscouragedIn(prefix)}",
            "Prefer letters, digits and ! - _ . * ' ( ) /"),
    ];

    private static string DiscouragedIn(string prefix) =>
        string.Join(" ", prefix.Where(c => Discouraged.Contains(c)).Distinct());

    private static string AsGiven(string prefix) =>
        (prefix[prefix.Length - 1] == '/' ? prefix : prefix + "/") + AnyId + ".log";

    private static int LongestKeyWith(string prefix) =>
        Encoding.UTF8.GetByteCount(SessionLogKey.For(prefix, new string('x', LongestSessionId)));
}
