namespace SessionLogging.Preferences.Reading;

/// <summary>A change of preferences did not end as it should; the message says what stands now.</summary>
public sealed class PreferenceChangeException : SessionLoggingException
{
    internal PreferenceChangeException(
        string errorId, FailureCategory category, PreferenceTarget target, string message, string remedy, Exception? cause = null)
        : base(category, message, remedy, target, cause) => (ErrorId, Target) = (errorId, target);

    /// <summary>
    /// <c>DefaultVersionDiffers</c>, <c>ChangeConflict</c>, <c>ChangeUncertain</c>, <c>ChangeNotConfirmed</c>, <c>ChangeOverwritten</c>, <c>VersionFailed</c>,
    /// <c>VersionNotPromoted</c>, <c>PromotionDenied</c>, <c>VersionLimitReached</c>, <c>ContentRepeated</c>, <c>ForeignDocument</c>, <c>DocumentVersionNotFound</c>.
    /// </summary>
    public override string ErrorId { get; }

    /// <summary>The document concerned.</summary>
    public PreferenceTarget Target { get; }

    /// <summary>The number of the version that was written all the same; <see langword="null"/> where none was.</summary>
    public string? NewVersion { get; internal init; }

    /// <summary>The command that undoes what was written; <see langword="null"/> where there is nothing to undo or no safe way.</summary>
    public string? UndoCommand { get; internal init; }
}
