using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>A finding with the settings that it hangs on.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Settings">The settings that the rule looks at.</param>
/// <param name="IsNote">Whether it is worth a word only where one of those settings is changed.</param>
public sealed record PreferenceFinding(Finding Finding, IReadOnlyList<PreferenceSetting> Settings, bool IsNote = false);

/// <summary>Judges preferences by every rule: what refuses sessions, what loses logs, and what could not be seen.</summary>
public static class PreferenceChecks
{
    private static readonly PreferenceRule[] Rules = [.. BucketChecks.All, .. LogGroupChecks.All, .. KeyChecks.All, .. AgentChecks.All];

    /// <summary>The findings on a document, in the order of the rules.</summary>
    public static IReadOnlyList<PreferenceFinding> Judge(PreferenceEvidence evidence) =>
    [
        .. from rule in Rules
           let finding = rule.Judge(evidence)
           where finding is not null
           select new PreferenceFinding(finding, rule.Settings, rule.IsNote),
    ];
}
