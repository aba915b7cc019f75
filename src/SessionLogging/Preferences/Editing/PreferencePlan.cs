namespace SessionLogging.Preferences.Editing;

/// <summary>A change worked out and not yet made.</summary>
public sealed class PreferencePlan
{
    internal PreferencePlan(
        PreferenceTarget target,
        PreferenceState state,
        PreferenceDocument? before,
        PreferenceEdit edit,
        PreferenceDocument after,
        IReadOnlyList<RuleBreach> warnings)
    {
        Target = target;
        State = state;
        Before = before;
        Edit = edit;
        After = after;
        Warnings = warnings;
        Difference = PreferenceDifference.Between(before, after);
    }

    /// <summary>The document that is to be changed.</summary>
    public PreferenceTarget Target { get; }

    /// <summary>The preferences that the change starts from; <see langword="null"/> where there is no document yet.</summary>
    public PreferenceDocument? Before { get; }

    /// <summary>The settings that will be written.</summary>
    public PreferenceEdit Edit { get; }

    /// <summary>The whole document as it would be.</summary>
    public PreferenceDocument After { get; }

    /// <summary>What will mean something else, and what will only be spelled otherwise.</summary>
    public PreferenceDifference Difference { get; }

    /// <summary>What deserves a word before the change is made.</summary>
    public IReadOnlyList<RuleBreach> Warnings { get; }

    /// <summary>Whether there is nothing to write and nothing to make the default.</summary>
    public bool IsUnchanged => !NeedsWriting && State.IsSettled;

    /// <summary>The number of the version that is latest now; <see langword="null"/> where there is no document.</summary>
    public string? LatestVersion => State.LatestVersion;

    internal PreferenceState State { get; }

    internal bool NeedsWriting => State.Document?.Text != After.Text;
}
