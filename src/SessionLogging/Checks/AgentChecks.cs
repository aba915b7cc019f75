using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>What the agent makes of the document alone.</summary>
internal static class AgentChecks
{
    internal static readonly PreferenceRule[] All =
    [
        new("RunAsWithoutUser", [PreferenceSetting.RunAsEnabled, PreferenceSetting.RunAsDefaultUser], evidence =>
            evidence.IsOn(PreferenceSetting.RunAsEnabled) && evidence.Text(PreferenceSetting.RunAsDefaultUser).Length == 0
            ? new Finding
            {
                RuleId = "RunAsWithoutUser",
                Impact = FindingImpact.SessionsRefused,
                Target = "RunAsEnabled",
                Message = "Run as is on and no default user is named: the agent refuses the sessions of everybody whose IAM user or role lacks the tag SSMSessionRunAs.",
                Remediation = "Give -RunAsDefaultUser, or tag every IAM user and role that starts sessions with SSMSessionRunAs.",
            }
            : null),
        Parsable(PreferenceSetting.S3EncryptionEnabled),
        Parsable(PreferenceSetting.CloudWatchEncryptionEnabled),
        Parsable(PreferenceSetting.CloudWatchStreamingEnabled),
        Parsable(PreferenceSetting.RunAsEnabled),
    ];

    private static PreferenceRule Parsable(PreferenceSetting setting) => new("FlagNotParsable", [setting], evidence =>
        evidence.Document.Problems.FirstOrDefault(problem => problem.Setting == setting.Name && IsFatal(problem.Kind)) is { } problem
        ? new Finding
        {
            RuleId = "FlagNotParsable",
            Impact = FindingImpact.SessionsRefused,
            Target = setting.Name,
            Message = problem.Text,
            Remediation = $"Write {setting.Name} again as true or false.",
        }
        : null);

    private static bool IsFatal(PreferenceProblemKind kind) =>
        kind is PreferenceProblemKind.FlagNotParsable or PreferenceProblemKind.StreamingNotBoolean;
}
