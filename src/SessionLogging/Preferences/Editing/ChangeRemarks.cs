namespace SessionLogging.Preferences.Editing;

/// <summary>What deserves a word whenever a change turns certain things on or off.</summary>
internal static class ChangeRemarks
{
    private static readonly Remark[] All =
    [
        new(
            PreferenceSetting.S3EncryptionEnabled,
            IsTurnedOn,
            "NodeRightsNotChecked",
            "The bucket was looked at with your rights. Every node refuses sessions unless its own role allows s3:GetEncryptionConfiguration on the bucket.",
            "The role needs s3:PutObject under the prefix too."),
        new(
            PreferenceSetting.CloudWatchEncryptionEnabled,
            IsTurnedOn,
            "NodeRightsNotChecked",
            "The log group was looked at with your rights. Every node refuses sessions unless its own role allows logs:DescribeLogGroups on *.",
            "The role needs logs:CreateLogStream, logs:PutLogEvents and logs:DescribeLogStreams on the group too."),
        new(
            PreferenceSetting.KmsKeyId,
            IsGiven,
            "NodeRightsNotChecked",
            "The key was looked at with your rights. Sessions end at once unless the user may kms:GenerateDataKey and the node's role kms:Decrypt with it.",
            "Try one session before everybody needs one."),
        new(
            PreferenceSetting.RunAsEnabled,
            IsTurnedOn,
            "NodeUsersNotChecked",
            "Sessions are refused on every node whose operating system lacks the user, be it the default one or that of the tag SSMSessionRunAs.",
            "Try one session on a node of each kind."),
        new(
            PreferenceSetting.CloudWatchStreamingEnabled,
            IsTurnedOn,
            "NotEverythingIsStreamed",
            "Interactive and non-interactive command sessions are uploaded at their end instead, and port forwarding and SSH sessions are never logged.",
            "Streaming needs agent 3.0.356.0 or later on the nodes."),
        new(
            PreferenceSetting.CloudWatchStreamingEnabled,
            IsTurnedOff,
            "StreamingTurnedOff",
            "Logs would no longer be streamed but uploaded when a session ends, so the log of a node that dies is lost.",
            "Use Enable-SsmCloudWatchStreaming to keep streaming."),
    ];

    internal static IEnumerable<RuleBreach> On(PreferenceDocument? before, PreferenceDocument after) =>
        from remark in All
        let change = (Before: before?[remark.Setting], After: after[remark.Setting])
        where remark.Applies(change.Before, change.After)
        select new RuleBreach(remark.Rule, remark.Setting.Name, remark.Message, remark.Remedy);

    private static bool IsTurnedOn(SettingReading? before, SettingReading after) => after.Flag is true && before?.Flag is not true;

    private static bool IsTurnedOff(SettingReading? before, SettingReading after) => after.Flag is false && before?.Flag is true;

    private static bool IsGiven(SettingReading? before, SettingReading after) => after.Text is { Length: > 0 } text && before?.Text != text;

    private sealed record Remark(
        PreferenceSetting Setting, Func<SettingReading?, SettingReading, bool> Applies, string Rule, string Message, string Remedy);
}
