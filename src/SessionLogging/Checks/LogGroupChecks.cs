using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>The log group, which must be in the account and Region of the node.</summary>
internal static class LogGroupChecks
{
    private static readonly PreferenceSetting[] Settings = [PreferenceSetting.CloudWatchLogGroupName, PreferenceSetting.CloudWatchEncryptionEnabled];

    internal static readonly PreferenceRule[] All =
    [
        new("LogGroupMissing", Settings, evidence => evidence.LogGroup is { State: LookState.Missing }
            ? NoDestination.Of(
                Name(evidence),
                "LogGroupMissing",
                IsRequired(evidence),
                $"does not exist in {evidence.Region}, where the nodes look for it and never create it",
                "Create the log group in this Region first, or name another one.")
            : null),
        new("LogGroupNotAName", Settings, evidence => evidence.LogGroup is { State: LookState.NotAName }
            ? NoDestination.Of(
                Name(evidence),
                "LogGroupNotAName",
                IsRequired(evidence),
                "cannot exist, since no log group can have such a name",
                "Name a log group of this Region with Set-SsmCloudWatchLogging or Enable-SsmCloudWatchStreaming, or turn the destination off with Disable-SsmCloudWatchLogging.")
            : null),
        new("LogGroupNotEncrypted", Settings, evidence =>
            IsRequired(evidence) && evidence.LogGroup is { State: LookState.Known, Facts.KmsKeyId: null }
            ? Finding.Of(
                Name(evidence),
                "LogGroupNotEncrypted",
                FindingImpact.SessionsRefused,
                "has no KMS key, and encryption is required: the agent refuses every session",
                "Associate a KMS key with the log group, or allow unencrypted logs with -AllowUnencrypted.")
            : null),
        new("LogGroupNotSeen", Settings, evidence => NotSeen.Of(evidence.LogGroup, Name(evidence), "LogGroupNotSeen")),
    ];

    private static bool IsRequired(PreferenceEvidence evidence) => evidence.IsOn(PreferenceSetting.CloudWatchEncryptionEnabled);

    private static string Name(PreferenceEvidence evidence) => $"log group '{evidence.Text(PreferenceSetting.CloudWatchLogGroupName)}'";
}
