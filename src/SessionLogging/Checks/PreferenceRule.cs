using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>One rule about preferences and the things that they name.</summary>
/// <param name="Id">The rule's stable name.</param>
/// <param name="Settings">The settings that the rule looks at: a change that names none of them cannot have broken it.</param>
/// <param name="Judge">Gives the finding, or <see langword="null"/> where the rule holds.</param>
internal sealed record PreferenceRule(string Id, PreferenceSetting[] Settings, Func<PreferenceEvidence, Finding?> Judge)
{
    /// <summary>Whether the finding is worth a word only to whoever changes one of these settings, since nothing need be wrong.</summary>
    internal bool IsNote { get; init; }
}
