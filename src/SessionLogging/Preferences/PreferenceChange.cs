using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences;

/// <summary>How a change ended.</summary>
public enum PreferenceChangeResult : long
{
    /// <summary>A new version was written.</summary>
    Changed,

    /// <summary>Everything stood there already, so nothing was written.</summary>
    Unchanged,

    /// <summary>The change was not tried, because earlier ones of the sweep failed.</summary>
    Skipped,

    /// <summary>The change was refused or failed.</summary>
    Failed,
}

/// <summary>The receipt of a change to one Session document.</summary>
public sealed class PreferenceChange
{
    /// <summary>The account; <see langword="null"/> where STS could not be reached.</summary>
    public required string? AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The document's name.</summary>
    public required string DocumentName { get; init; }

    /// <summary>How it ended.</summary>
    public required PreferenceChangeResult Result { get; init; }

    /// <summary>The number of the version that was the default before; <see langword="null"/> where there was no document, or it was not read.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>The number of the version that was written; <see langword="null"/> where none was.</summary>
    public string? NewVersion { get; init; }

    /// <summary>The settings that mean something else now.</summary>
    public IReadOnlyList<SettingChange> Changes { get; init => field = new PlainList<SettingChange>(value); } = new PlainList<SettingChange>([]);

    /// <summary>The command that brings the previous version's settings back; <see langword="null"/> where there is nothing to undo, or no command is sure to reach the same account.</summary>
    public string? UndoCommand { get; init; }

    /// <summary>Why the change failed, was skipped, or is the latest version only; <see langword="null"/> where none of this happened.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the version was left as the latest without being the default, because the right to make it so is missing (<c>-AllowLatestOnly</c>).</summary>
    public bool LatestOnly { get; init; }

    /// <summary>Whether nobody looked if sessions would be refused or logs lost (<c>-SkipTargetCheck</c>).</summary>
    public bool TargetCheckSkipped { get; init; }

    /// <summary>How often the change was worked out: more than once where other writers came in between.</summary>
    public int Tries { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The settings that are others here than the command's, by agreed exceptions (<c>-ExceptionPath</c>).</summary>
    public IReadOnlyList<AgreedSetting> Exceptions { get; init => field = new PlainList<AgreedSetting>(value); } = new PlainList<AgreedSetting>([]);

    /// <summary>The preferences as they were read back; <see langword="null"/> where they were not.</summary>
    public LoggingPreference? Preference { get; init; }
}
