using SessionLogging.Preferences.Document;

namespace SessionLogging.Sessions.Logging;

/// <summary>Works out what became of sessions' logs from the documents of one account and Region, without looking at a log.</summary>
/// <remarks>For one caller at a time. Each version of a document is read once.</remarks>
/// <param name="documents">The account's documents in the Region.</param>
/// <param name="time">The clock that tells what ended recently.</param>
public sealed class SessionLogs(ISessionDocuments documents, TimeProvider time)
{
    private readonly DocumentPromotions? _promotions;

    /// <summary>The same, where it may be asked when versions became the default.</summary>
    internal SessionLogs(ISessionDocuments documents, TimeProvider time, DocumentPromotions promotions)
        : this(documents, time) => _promotions = promotions;

    private readonly Dictionary<string, DocumentTimeline> _timelines = [];

    /// <summary>What became of one session's log.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The assessment. A call that fails or is denied is the reason of an unknown status, never an exception.</returns>
    public async Task<LogAssessment> AssessAsync(Session session, CancellationToken cancellationToken) =>
        LogStatusRules.Judge(await SituationOfAsync(session, cancellationToken).ConfigureAwait(false));

    private async Task<LogSituation> SituationOfAsync(Session session, CancellationToken cancellationToken)
    {
        var kind = SessionKind.Of(session);
        var situation = new LogSituation
        {
            Session = session,
            Now = time.GetUtcNow(),
            LoggedBy = kind.LoggedBy,
            SessionType = kind.SessionType,
            Configurations = [],
            Doubt = null,
        };
        return kind switch
        {
            { LoggedBy: LoggedBy.EcsCluster } or { SessionType: KnownDocument.Port } => situation,
            { LoggedBy: LoggedBy.AccountPreferences } => await WithPreferencesAsync(situation, cancellationToken).ConfigureAwait(false),
            { LoggedBy: LoggedBy.AwsDocument } => await InheritingAsync(situation, kind.DocumentName, cancellationToken).ConfigureAwait(false),
            _ => await WithDocumentAsync(situation, kind.DocumentName, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<LogSituation> WithPreferencesAsync(LogSituation situation, CancellationToken cancellationToken)
    {
        var moment = await AtAsync(SessionDocumentName.AccountPreferences, situation.Session, cancellationToken).ConfigureAwait(false);
        return situation with
        {
            SessionType = PreferenceDocument.StandardStream,
            Configurations = moment.AsPreferences,
            Doubt = moment.Doubt,
        };
    }

    // A document that starts a shell brings its own preferences along and inherits nothing; one that runs a command need not have any.
    private async Task<LogSituation> WithDocumentAsync(LogSituation situation, string name, CancellationToken cancellationToken)
    {
        var moment = await AtAsync(name, situation.Session, cancellationToken).ConfigureAwait(false);
        var types = moment.Readings.Select(reading => reading.SessionType).Distinct().ToList();
        var read = situation with
        {
            SessionType = types is [{ } type] && moment.Doubt is null ? type : null,
            Configurations = moment.Configurations,
            Doubt = moment.Doubt ?? (types.Count > 1 ? $"The type of sessions that '{name}' starts was changed about when the session started." : null),
        };
        var inherits = read.Doubt is null
            && read.SessionType is KnownDocument.InteractiveCommands or KnownDocument.NonInteractiveCommands
            && moment.Readings.All(reading => !reading.SaysLogging);
        return inherits ? await InheritingAsync(read, name, cancellationToken).ConfigureAwait(false) : read;
    }

    // Whether the account's preferences apply is documented nowhere: only where they log nothing either is it clear what applied.
    private async Task<LogSituation> InheritingAsync(LogSituation situation, string document, CancellationToken cancellationToken)
    {
        var preferences = await WithPreferencesAsync(situation, cancellationToken).ConfigureAwait(false);
        var logNothing = preferences.Configurations.All(configuration => configuration == LoggingConfiguration.None);
        return situation with
        {
            Configurations = preferences.Configurations,
            Doubt = preferences.Doubt ?? (logNothing
                ? null
                : $"The document '{document}' says nothing about logging, and whether the account's preferences apply to its sessions is not documented."),
        };
    }

    private Task<DocumentMoment> AtAsync(string name, Session session, CancellationToken cancellationToken)
    {
        if (!_timelines.TryGetValue(name, out var timeline))
        {
            _timelines.Add(name, timeline = new DocumentTimeline(documents, name, _promotions));
        }

        return timeline.AtAsync(session.StartDate, cancellationToken);
    }
}
