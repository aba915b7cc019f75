using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>One attempt to write a plan, and how it ended.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Content">What was sent, byte for byte; <see langword="null"/> where nothing was.</param>
/// <param name="Version">The number of the version that holds it; <see langword="null"/> where none is known and the plan must be made anew.</param>
/// <param name="Obstacle">What the service answered instead, where it was asked.</param>
internal sealed record WriteAttempt(PreferencePlan Plan, string? Content, string? Version, AwsCallException? Obstacle)
{
    /// <summary>Nothing had to be written: the latest version is what is wanted.</summary>
    internal static WriteAttempt Standing(PreferencePlan plan) => new(plan, Content: null, plan.LatestVersion, Obstacle: null);

    /// <summary>Nothing was sent, because the plan no longer holds.</summary>
    internal static WriteAttempt Forgone(PreferencePlan plan) => new(plan, Content: null, Version: null, Obstacle: null);

    /// <summary>Whether the latest version is newer than the plan and holds byte for byte what was sent: it is this attempt's, whatever was answered.</summary>
    internal bool IsLatestIn(PreferenceState now) =>
        now.Document is { } document
        && document.Text == Content
        && VersionNumber.Of(now.LatestVersion) > VersionNumber.Of(Plan.LatestVersion);

    /// <summary>The version that this attempt has written after all, also where others have written onto it since.</summary>
    internal async Task<string?> FindOwnAsync(DocumentInspector look, PreferenceState now, CancellationToken cancellationToken)
    {
        // The service gave it the next number; a later version may hold the same where somebody has taken a change back.
        var next = VersionNumber.After(Plan.LatestVersion);
        if (Content is not null
            && VersionNumber.Of(now.LatestVersion) > VersionNumber.Of(next)
            && (await look.FindAsync(next, cancellationToken).ConfigureAwait(false))?.Content == Content)
        {
            return next;
        }

        return IsLatestIn(now) ? now.LatestVersion : null;
    }
}
