using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using static SessionLogging.Text.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>The naming rules of CloudWatch Logs' groups.</summary>
internal static class LogGroupNameRules
{
    private const string GiveAName = "Give the name of a log group of this account and Region, without its ARN.";

    private static readonly TextRules Names = new("CloudWatch Logs API Reference, CreateLogGroup: logGroupName", PreferenceSetting.CloudWatchLogGroupName);

    public static readonly Rule<GivenSetting>[] All =
    [
        Names.Refuse("LogGroupNameIsArn", LogGroupArn.IsIn,
            name => $"The agent wants the log group's name; {Quote(name)} is an ARN.",
            arn => LogGroupArn.NameIn(arn) is { } name ? $"Give {Quote(name)}." : GiveAName,
            arn => $"It is {Quote(arn)} instead of the group's name. No such group is found: logs are lost, or sessions are refused where encryption is required."),
        Names.Refuse("LogGroupNameLength", name => name.Length > 512,
            name => FormattableString.Invariant($"A log group's name has 1 to 512 characters; this one has {name.Length}."),
            GiveAName),
        Names.Refuse("LogGroupNameCharacters", name => !name.All(IsAllowed),
            name => $"A log group's name is made of A-Z, a-z, 0-9 and . - _ / #; {Quote(name)} is not.",
            GiveAName),
        Names.Refuse("LogGroupNameReservedPrefix", name => name.StartsWith("aws/", StringComparison.Ordinal),
            name => $"AWS reserves names that begin 'aws/', such as {Quote(name)}.",
            GiveAName),
    ];

    private static bool IsAllowed(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/' or '#';
}
