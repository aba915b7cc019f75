using SessionLogging.Accounts;

namespace SessionLogging.Preferences.Editing;

/// <summary>The ways in which a change can end badly, each saying what stands now and what to type next.</summary>
internal static class ChangeFailures
{
    internal static PreferenceChangeException DefaultVersionDiffers(PreferenceTarget target, PreferenceState state, PreferenceDocument ofDefault)
    {
        var differences = PreferenceDifference.Between(ofDefault, state.Document).Changes;
        var list = differences.Count == 0
            ? "in no setting"
            : "in " + string.Join(", ", differences.Select(change => $"{change.Setting} ({Show(change.Before)} in the default, {Show(change.After)} in the latest)"));
        return new(
            "DefaultVersionDiffers",
            FailureCategory.Conflict,
            target,
            $"The default version of {target} is {state.DefaultVersion} and the latest is {state.LatestVersion}; they differ {list}. Nothing was changed.",
            $"Say which one to start from: '{target.CommandToSettleOn(BaseVersion.Latest)}' makes the latest the default, -BaseVersion Default drops it.");
    }

    internal static PreferenceChangeException Conflict(PreferenceTarget target, int tries) => new(
        "ChangeConflict",
        FailureCategory.Conflict,
        target,
        $"Other writers changed {target} each time in between, {tries} times. Nothing of this change was written.",
        "Run the command again.");

    internal static PreferenceChangeException Uncertain(PreferenceTarget target, string? latestVersion, AwsCallException cause) => new(
        "ChangeUncertain",
        FailureCategory.Unreachable,
        target,
        $"The change of {target} was sent and no answer came, and whether it is written could not be read either. {cause.Message} "
            + (latestVersion is null ? "There was no document before." : $"The latest version was {latestVersion}."),
        "Run the command again: it reads what stands there first, and writes only what is missing.",
        cause);

    internal static PreferenceChangeException Overwritten(PreferenceTarget target, string version, IEnumerable<string> settings) => new(
        "ChangeOverwritten",
        FailureCategory.Conflict,
        target,
        $"Version {version} of {target} was written, and another writer has changed {string.Join(", ", settings)} since.",
        "Compare with Get-SsmLoggingPreference, and run the command again if your value is the right one.");

    internal static PreferenceChangeException NotConfirmed(PreferenceTarget target, string version, AwsCallException cause) => new(
        "ChangeNotConfirmed",
        cause.Category,
        target,
        $"Version {version} of {target} was written and made the default, and reading it back failed. {cause.Message}",
        "Look with Get-SsmLoggingPreference, or run the command again: it writes only what is missing.",
        cause);

    internal static PreferenceChangeException VersionFailed(PreferenceTarget target, string version, string? defaultVersion) => new(
        "VersionFailed",
        FailureCategory.Refused,
        target,
        $"Systems Manager reports version {version} of {target} as Failed, so it was not made the default; the default is still {defaultVersion}.",
        $"Run '{target.CommandToSettleOn(BaseVersion.Default)}' to make the default version's settings the latest again.");

    internal static PreferenceChangeException NotPromoted(PreferenceTarget target, string version, string? defaultVersion, Exception? cause) => new(
        "VersionNotPromoted",
        cause is SessionLoggingException failure ? failure.Category : FailureCategory.Timeout,
        target,
        $"Version {version} of {target} is written, the default is still {defaultVersion ?? "none"}."
            + (cause is null ? " The time for the change ran out." : $" {cause.Message}"),
        $"To finish: {target.CommandToSettleOn(BaseVersion.Latest)}; to undo: {target.CommandToSettleOn(BaseVersion.Default)}",
        cause);

    internal static PreferenceChangeException VersionLimit(PreferenceTarget target, IReadOnlyList<string> oldest, AwsCallException cause) => new(
        "VersionLimitReached",
        FailureCategory.Refused,
        target,
        $"{target} has as many versions as Systems Manager keeps (1,000), so nothing was written. {cause.Message}",
        oldest.Count == 0
            ? "Delete versions that are no longer needed."
            : $"The oldest are {string.Join(", ", oldest)}. Delete some that are no longer needed: {target.CommandToDelete(oldest[0])}",
        cause);

    internal static PreferenceChangeException ContentRepeated(PreferenceTarget target, AwsCallException cause) => new(
        "ContentRepeated",
        FailureCategory.Refused,
        target,
        $"Systems Manager takes the content for one of an older version of {target}, also with other white space. {cause.Message}",
        "Delete older versions with the same content.",
        cause);

    internal static PreferenceChangeException Foreign(PreferenceTarget target, string? owner) => new(
        "ForeignDocument",
        FailureCategory.Refused,
        target,
        $"{target} belongs to {owner}; only its owner can change it. Nothing was changed.",
        "Use credentials of the owner, or copy its settings: Get-SsmLoggingPreference … | Set-SsmLoggingPreference.");

    private static string Show(object? value) => value switch
    {
        null or "" => "empty",
        bool flag => flag ? "true" : "false",
        _ => $"'{value}'",
    };
}
