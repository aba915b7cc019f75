using SessionLogging.Accounts;
using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>The log group, which must be in the account and Region of the node.</summary>
internal static class LogGroupChecks
{
    private static readonly PreferenceSetting[] Settings = [PreferenceSetting.CloudWatchLogGroupName, PreferenceSetting.CloudWatchEncryptionEnabled];

    internal static readonly PreferenceRule[] All =
    [
        new("LogGroupMissing", Settings, evidence => evidence.LogGroup is { State: LookState.Missing }
            ? Finding.Of(
                Name(evidence),
                "LogGroupMissing",
                IsRequired(evidence) ? FindingImpact.SessionsRefused : FindingImpact.LogsLost,
                $"does not exist in {evidence.Region}, where the nodes look for it" + (IsRequired(evidence)
                    ? "; encryption is required, so the agent refuses every session"
                    : ": the agent never creates it, and the logs of all sessions would be lost without a word"),
                "Create the log group in this Region first, or name another one.")
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
        new("LogGroupNotSeen", Settings, evidence => evidence.LogGroup is { State: LookState.Denied } group
            ? NotSeen.Because(group.Denial, Name(evidence), "LogGroupNotSeen")
            : null),
    ];

    private static bool IsRequired(PreferenceEvidence evidence) => evidence.IsOn(PreferenceSetting.CloudWatchEncryptionEnabled);

    private static string Name(PreferenceEvidence evidence) => $"log group '{evidence.Text(PreferenceSetting.CloudWatchLogGroupName)}'";
}
