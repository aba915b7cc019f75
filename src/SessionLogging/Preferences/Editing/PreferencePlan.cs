using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

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
        bool dropsLatest,
        IReadOnlyList<Finding> ofValues)
    {
        Target = target;
        State = state;
        Before = before;
        Edit = edit;
        After = after;
        DropsLatest = dropsLatest;
        OfValues = ofValues;
        Changes = SettingChanges.Between(before, MakesNoDocument ? before : after);
        Warnings = [.. ofValues, .. ChangeRules.All.SelectMany(rule => rule.Find(this))];
        NothingIsLogged = ChangeRules.NothingIsLogged.Find(this).FirstOrDefault();
    }

    /// <summary>The document that is to be changed.</summary>
    public PreferenceTarget Target { get; }

    /// <summary>The preferences of the default version now; <see langword="null"/> where there is no document yet.</summary>
    public PreferenceDocument? Before { get; }

    /// <summary>The settings that will be written.</summary>
    public PreferenceEdit Edit { get; }

    /// <summary>The whole document as it would be.</summary>
    public PreferenceDocument After { get; }

    /// <summary>What will mean something else in the default version, and what will only be spelled otherwise.</summary>
    public SettingChanges Changes { get; }

    /// <summary>What deserves a word before the change is made.</summary>
    public IReadOnlyList<Finding> Warnings { get; }

    /// <summary>What brings a document back to what its default version says, where the latest is not to become it.</summary>
    internal static PreferencePlan BackToDefault(PreferenceTarget target, PreferenceState state) =>
        new(target, state, state.OfDefault, PreferenceEdit.Empty, state.OfDefault!, dropsLatest: true, []);

    /// <summary>That the change turns off the last log destination, which needs consent; <see langword="null"/> where it does not.</summary>
    public Finding? NothingIsLogged { get; }

    /// <summary>Whether there is nothing to write and nothing to make the default.</summary>
    public bool IsUnchanged => !NeedsWriting && State.IsSettled;

    /// <summary>The number of the version that is latest now; <see langword="null"/> where there is no document.</summary>
    public string? LatestVersion => State.LatestVersion;

    /// <summary>The number of the version that is the default now; <see langword="null"/> where there is no document, or it is not known.</summary>
    public string? PreviousVersion => State.DefaultVersion;

    /// <summary>The command that will bring the settings of now back; <see langword="null"/> where no command is sure to reach the same account.</summary>
    public string? UndoCommand => PreviousVersion is { } before ? Target.CommandToRestore(before) : Target.CommandToDelete();

    internal PreferenceState State { get; }

    private IReadOnlyList<Finding> OfValues { get; }

    /// <summary>Whether the latest version is not yet what is wanted, or can never become the default.</summary>
    internal bool NeedsWriting => !MakesNoDocument && (State.Document?.Text != After.Text || State.LatestStatus is DocumentStatus.Failed);

    // AWS's template alone is no change that anybody asked for.
    private bool MakesNoDocument => !State.Exists && Edit.Values.Count == 0;

    /// <summary>The same change, of which the latest version, which says the same, is what was to be written.</summary>
    internal PreferencePlan Finishing() => new(Target, State, Before, Edit, State.Document!, dropsLatest: false, OfValues);

    /// <summary>Whether what is written says what the default says already, so that it need not be made the default.</summary>
    internal bool RepeatsDefault => Before is not null && Before.SaysSameAs(After);

    /// <summary>Whether the latest version's own settings will be gone: they are then a draft that must not have become the default meanwhile.</summary>
    internal bool DropsLatest { get; }

    /// <summary>The settings of the change that a document does not hold.</summary>
    internal IReadOnlyList<string> MissingIn(PreferenceDocument document) =>
    [
        .. from value in Edit.Values
           let setting = value.Setting
           where !document[setting].MeansSameAs(After[setting], setting.Kind)
           select setting.Name,
    ];
}
