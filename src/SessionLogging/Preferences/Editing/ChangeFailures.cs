using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>The ways in which a change can end badly, each saying what stands now and what to type next.</summary>
internal static class ChangeFailures
{
    internal static PreferenceChangeException DefaultVersionDiffers(PreferenceTarget target, PreferenceState state, PreferenceDocument ofDefault)
    {
        var differences = SettingChanges.Between(ofDefault, state.Document).Changed;
        var list = differences.Count == 0
            ? "in no setting"
            : "in " + string.Join(", ", differences.Select(change => $"{change.Setting} ({Show(change.Before)} in the default, {Show(change.After)} in the latest)"));
        return new(
            "DefaultVersionDiffers",
            FailureCategory.Conflict,
            target,
            $"The default version of {target} is {state.DefaultVersion} and the latest is {state.LatestVersion}; they differ {list}. Nothing was changed.",
            $"Say which one to start from: '{target.CommandToSettleOn(BaseVersion.Latest)}' makes the latest the default"
                + (state.LatestStatus is DocumentStatus.Failed ? " (written anew, since it has failed)" : "")
                + ", -BaseVersion Default drops it.");
    }

    internal static PreferenceChangeException Conflict(PreferenceTarget target) => new(
        "ChangeConflict",
        FailureCategory.Conflict,
        target,
        $"Other writers changed {target} again and again until the time for this change ran out. Nothing of it was written.",
        "Run the command again.");

    /// <summary>The change was sent, and whether it is written is not known.</summary>
    /// <param name="target">The document.</param>
    /// <param name="latestVersion">The latest version before.</param>
    /// <param name="sent">What sending was answered; <see langword="null"/> where the command was stopped before.</param>
    /// <param name="look">What looking at the document was answered, where that failed too.</param>
    internal static PreferenceChangeException Uncertain(PreferenceTarget target, string? latestVersion, AwsCallException? sent, AwsCallException? look) => new(
        "ChangeUncertain",
        sent?.Category ?? FailureCategory.Timeout,
        target,
        $"The change of {target} was sent, and whether it is written, or will be, is not known: "
            + (latestVersion is null ? "there was no document before. " : $"the latest version before was {latestVersion}. ")
            + (sent?.Message ?? "The command was stopped before the answer came.")
            + (look is null ? "" : $" Looking at the document failed too. {look.Message}"),
        "Run the command again: it reads what stands there first, and writes only what is missing.",
        sent);

    internal static PreferenceChangeException Overwritten(PreferenceTarget target, string version, PreferenceState now, IReadOnlyList<string> settings) => new(
        "ChangeOverwritten",
        FailureCategory.Conflict,
        target,
        $"Version {version} of {target} was written, and another writer has changed {string.Join(", ", settings)} since: "
            + $"the latest version is {now.LatestVersion}, the default {now.DefaultVersion}.",
        "Compare with Get-SsmLoggingPreference, and run the command again if your value is the right one.");

    internal static PreferenceChangeException VersionFailed(PreferenceTarget target, string version, string? defaultVersion) => new(
        "VersionFailed",
        FailureCategory.Refused,
        target,
        $"Systems Manager reports version {version} of {target} as Failed"
            + (defaultVersion == version ? ", and it is the default." : $", so it was not made the default; the default is still {defaultVersion}."),
        defaultVersion == version
            ? "Run the command again: it writes the version anew."
            : $"'{target.CommandToSettleOn(BaseVersion.Latest)}' writes it anew, -BaseVersion Default drops it.");

    /// <summary>The right to promote is missing, and the document means again what it meant before.</summary>
    internal static PreferenceChangeException TakenBack(PreferenceTarget target, string version, PreferenceState now, AwsCallException refusal) => new(
        "PromotionDenied",
        FailureCategory.Denied,
        target,
        $"Version {version} of {target} was written, could not be made the default, and was taken back: the latest version, {now.LatestVersion}, "
            + $"says again what the default, {now.DefaultVersion}, says. {refusal.Message}",
        $"Without that right, -AllowLatestOnly leaves a change as the latest version and does not take it back. {refusal.RecommendedAction}",
        refusal);

    /// <summary>The right to promote is missing, and what was written stands as the latest version.</summary>
    internal static PreferenceChangeException NotTakenBack(
        PreferenceTarget target, string version, string own, PreferenceState seen, AwsCallException refusal, string reason) => new(
        "VersionNotPromoted",
        FailureCategory.Denied,
        target,
        $"Version {version} of {target} is written, the default is {seen.DefaultVersion}, and taking the version back was not finished"
            + (own == version ? ". " : $": version {own} was written for it. ") + $"{reason} {refusal.Message}",
        AdviceWithoutRight(target, refusal),
        refusal)
    {
        NewVersion = version,
        UndoCommand = target.CommandToSettleOn(BaseVersion.Default),
    };

    /// <summary>What to do where a version is the latest only because the right to promote is missing: dropping it needs no promotion.</summary>
    internal static string AdviceWithoutRight(PreferenceTarget target, AwsCallException refusal) =>
        $"To undo, which needs no such right: {target.CommandToSettleOn(BaseVersion.Default)}; to finish, with the right: "
        + $"{target.CommandToSettleOn(BaseVersion.Latest)}. {refusal.RecommendedAction}";

    internal static PreferenceChangeException VersionLimit(PreferenceTarget target, IReadOnlyList<string> oldest, AwsCallException cause) => new(
        "VersionLimitReached",
        FailureCategory.Refused,
        target,
        $"{target} has as many versions as Systems Manager keeps (1,000), so nothing was written. {cause.Message}",
        oldest.Count == 0
            ? "Delete versions that are no longer needed."
            : $"The oldest are {string.Join(", ", oldest)}. Delete some that are no longer needed: {target.CommandToDelete(oldest[0]) ?? "ssm:DeleteDocument with the version's number"}",
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
