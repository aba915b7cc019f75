using SessionLogging.Checks;
using SessionLogging.Preferences.Document;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Audits;

/// <summary>Preferences that are looked through, and what was seen beside them.</summary>
/// <param name="Preferences">The document and the things that it names.</param>
internal sealed record AuditEvidence(PreferenceEvidence Preferences)
{
    /// <summary>The sessions of just-in-time access; <see langword="null"/> where it does not matter whether there are any.</summary>
    internal LookupResult<JustInTimeSessions>? JustInTime { get; init; }

    /// <summary>What was seen of where logs lie.</summary>
    internal required DestinationEvidence Destinations { get; init; }

    internal PreferenceDocument Document => Preferences.Document;

    /// <summary>What can be told of a document without a call.</summary>
    internal static AuditEvidence Unseen(string region, PreferenceDocument document)
    {
        var preferences = PreferenceEvidence.Unseen(region, document);
        return new AuditEvidence(preferences)
        {
            JustInTime = MattersJustInTime(document) ? LookupResult.NotLooked<JustInTimeSessions>() : null,
            Destinations = DestinationEvidence.Unseen(preferences),
        };
    }

    /// <summary>Looks at everything that a document names, with the caller's rights; a look that fails is evidence too.</summary>
    internal static async Task<AuditEvidence> CollectAsync(
        IAccount account, PreferenceDocument document, AuditOptions options, CallLimiter limiter, TimeProvider time, CancellationToken cancellationToken)
    {
        var justInTime = MattersJustInTime(document)
            ? LookupResult.OrFailedAsync(JustInTimeSessions.LookAsync(account.Sessions, limiter, time, cancellationToken))
            : Task.FromResult<LookupResult<JustInTimeSessions>>(null!);
        var preferences = await PreferenceEvidence.CollectAsync(account, document, new BucketLooks(), cancellationToken).ConfigureAwait(false);
        return new AuditEvidence(preferences)
        {
            Destinations = await DestinationEvidence.CollectAsync(account, preferences, options.RetentionDays, time.GetUtcNow(), cancellationToken).ConfigureAwait(false),
            JustInTime = await justInTime.ConfigureAwait(false),
        };
    }

    // A session that has an end of its own is not kept open by just-in-time access, which ends none.
    private static bool MattersJustInTime(PreferenceDocument document) =>
        document[PreferenceSetting.MaxSessionDuration].State is SettingState.Absent or SettingState.Empty;
}
