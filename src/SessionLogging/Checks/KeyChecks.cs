using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>The key of the session channel: a wrong one ends every session at the handshake.</summary>
internal static class KeyChecks
{
    private static readonly PreferenceSetting[] Settings = [PreferenceSetting.KmsKeyId];

    internal static readonly PreferenceRule[] All =
    [
        Rule(
            "KeyMissing",
            (key, _) => key.State is LookState.Missing,
            _ => "does not exist in this Region"),
        Rule(
            "KeyNotAName",
            (key, _) => key.State is LookState.NotAName,
            _ => "cannot exist: KMS knows no key by such an id, ARN or alias"),
        Rule(
            "KeyInOtherRegion",
            (key, region) => key.State is LookState.Known && key.Facts.Region != region,
            key => $"is in {key.Facts.Region}"),
        Rule(
            "KeyNotEnabled",
            (key, _) => key.State is LookState.Known && key.Facts.State != "Enabled",
            key => $"is {key.Facts.State}"),
        Rule(
            "KeyNotSymmetric",
            (key, _) => key is { State: LookState.Known, Facts.IsSymmetric: false },
            _ => "is not a symmetric encryption key"),
        new("KeyNotSeen", Settings, evidence => NotSeen.Of(evidence.Key, Name(evidence), "KeyNotSeen")),
    ];

    private static string Name(PreferenceEvidence evidence) => $"KMS key '{evidence.Text(PreferenceSetting.KmsKeyId)}'";

    private static PreferenceRule Rule(string id, Func<Looked<KeyFacts>, string, bool> isBroken, Func<Looked<KeyFacts>, string> what) =>
        new(id, Settings, evidence => evidence.Key is { } key && isBroken(key, evidence.Region)
            ? new Finding
            {
                RuleId = id,
                Impact = FindingImpact.SessionsRefused,
                Target = Name(evidence),
                Message = $"The {Name(evidence)} {what(key)}: every session ends at its start, since the channel cannot be encrypted.",
                Remediation = $"Name an enabled symmetric key in {evidence.Region}, or clear KmsKeyId.",
            }
            : null);
}
