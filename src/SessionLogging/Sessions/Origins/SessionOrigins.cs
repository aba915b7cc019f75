using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Text;

namespace SessionLogging.Sessions.Origins;

/// <summary>Where the sessions of one account and Region came from, and which were granted that Session Manager does not list.</summary>
/// <remarks>Memory goes with the calls: two a second of fifty events are a third of a million an hour, and what they have in common is kept once.</remarks>
/// <param name="history">The Event history.</param>
/// <param name="request">Which sessions the report is about.</param>
/// <param name="window">When their calls were made: up to 90 days.</param>
internal sealed class SessionOrigins(CallHistory history, SessionRequest request, ReportWindow window)
{
    // A session is dated by another clock than its call.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, SessionOrigin> _bySession = new(StringComparer.Ordinal);
    private readonly SharedTexts _texts = new();
    private CallHistoryReach? _reach;

    /// <summary>Why not all could be read.</summary>
    internal AwsCallException? Failure => _reach?.Failure;

    /// <summary>The service's clock.</summary>
    internal TimeProvider Clock => history.Clock;

    /// <summary>Reads the Event history.</summary>
    /// <param name="progress">Told how many calls came so far.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    internal async Task ReadAsync(Action<long> progress, CancellationToken cancellationToken)
    {
        var read = 0L;
        _reach = await history.ReadAsync(SessionOrigin.Operation, window.Widened(Blur), Take, cancellationToken).ConfigureAwait(false);

        void Take(IReadOnlyList<RecordedCall> calls)
        {
            foreach (var call in calls)
            {
                if (SessionOrigin.Of(call, _texts.Keep) is { IsGranted: true } origin)
                {
                    _bySession[origin.SessionId!] = origin;
                }
            }

            progress(read += calls.Count);
        }
    }

    /// <summary>What was read so far, and whether that is all.</summary>
    internal SessionReportCoverage CoverageOf(string? accountId, string region, string? accountName)
    {
        var (asked, failure) = (Asked, Failure);
        return new()
        {
            AccountId = accountId,
            Region = region,
            After = asked.After,
            Before = asked.Before,
            Selection = request.Narrowing,
            Complete = _reach is not null && failure is null,
            Sessions = _bySession.Values.Count(IsMeant),
            Calls = history.Calls,
            Throttled = history.Throttled,
            ObservedAt = history.Clock.LastAnswer,
            Error = failure?.Message ?? (_reach is null ? "The Event history was not read." : null),
            AccountName = accountName,
            Source = SessionReportCoverage.EventHistory,
        };
    }

    /// <summary>Takes note that Session Manager lists a session.</summary>
    internal void Note(Session session)
    {
        if (_bySession.TryGetValue(session.SessionId, out var origin))
        {
            origin.IsListed = true;
        }
    }

    /// <summary>The sessions that were granted and that Session Manager does not list, the newest first. It has to have been asked for all that the report is about.</summary>
    internal IEnumerable<Session> Unlisted()
    {
        // A list that was narrowed by what a call does not tell leaves others out for that.
        if (request.Lists is not SessionLists.All || request.Selection.Status.Count > 0 || request.Selection.AccessType.Count > 0)
        {
            return [];
        }

        return _bySession.Values.Where(origin => !origin.IsListed && IsMeant(origin)).OrderByDescending(origin => origin.EventTime).ThenBy(origin => origin.SessionId, StringComparer.Ordinal)
            .Select(origin => origin.AsSession()).ToList();
    }

    /// <summary>A record with what is known of where its session came from, and why where that is nothing.</summary>
    /// <param name="record">The record.</param>
    /// <param name="session">The session.</param>
    /// <param name="list">What DescribeSessions was asked for; <see langword="null"/> where it was not.</param>
    internal SessionRecord Join(SessionRecord record, Session session, SessionReportCoverage? list)
    {
        if (!_bySession.TryGetValue(session.SessionId, out var origin))
        {
            var (why, isCompared) = WhyWithout(session);
            return record with { KnownFrom = isCompared ? KnownFrom.DescribeSessions : null, OriginDetail = why };
        }

        return record with
        {
            UserName = record.UserName ?? origin.UserName,
            KnownFrom = session.IsGrantedOnly ? KnownFrom.StartSession : KnownFrom.Both,
            OriginDetail = session.IsGrantedOnly ? WhyUnlisted(origin, list) : null,
            EventTime = origin.EventTime,
            EventId = origin.EventId,
            SourceIPAddress = origin.SourceIPAddress,
            UserAgent = origin.UserAgent,
            AccessKeyId = origin.AccessKeyId,
            MfaAuthenticated = origin.MfaAuthenticated,
            OnBehalfOf = origin.OnBehalfOf,
            SourceIdentity = origin.SourceIdentity,
            Host = origin.Host,
            Port = origin.Port,
        };
    }

    private (DateTimeOffset After, DateTimeOffset Before) Asked => _reach is null
        ? (window.After, window.EndingBy(history.Clock.GetUtcNow()).Before)
        : (_reach.After + Blur, window.IsOpen ? _reach.Before : window.Before);

    // Since when every call was read: not before it could be.
    private DateTimeOffset Since => _reach!.Since + Blur;

    private bool IsMeant(SessionOrigin origin) => origin.EventTime >= Asked.After && (window.IsOpen || origin.EventTime < window.Before) && request.Selection.Takes(origin.AsSession());

    private (string Why, bool IsCompared) WhyWithout(Session session) => session switch
    {
        _ when _reach is null => ("The Event history was not read.", false),
        { Target: { } target } when target.StartsWith("ecs:", StringComparison.Ordinal) => (OfEcs, true),
        _ when session.SessionId.StartsWith("ecs-execute-command-", StringComparison.Ordinal) => (OfEcs, true),
        { StartDate: null } => ("The service does not say when it started, so it cannot be told whether the Event history reaches back to then.", false),
        { StartDate: { } start } when start < Since && _reach!.Failure is { } failure => ($"The Event history could not be read back to when it started. {Wording.Reason(failure)}", false),
        { StartDate: { } start } when start < Since => ("It started before the part of the Event history that was read.", false),
        { StartDate: { } start } when history.Clock.GetUtcNow() - start < CallHistory.DeliveryTime => ("It started less than 15 minutes before the Event history was read, which has calls about that long after they were made.", true),
        _ => ("The Event history has no call of StartSession that it came from, although it has calls of that time.", true),
    };

    private const string OfEcs = "ECS Exec starts sessions by its own call, ExecuteCommand, and not by StartSession.";

    private static string WhyUnlisted(SessionOrigin origin, SessionReportCoverage? list) => list switch
    {
        null => "It was granted; Session Manager does not remember sessions of that time.",
        { } asked when origin.EventTime < asked.After => "It was granted; Session Manager remembers sessions that ended for 30 days.",
        { Complete: false } => "It was granted; Session Manager's own list could not be read as a whole.",
        { ObservedAt: { } observed } when origin.EventTime >= observed.AddSeconds(-5) => "It was granted while Session Manager's own list was read.",
        _ => "It was granted; Session Manager does not list it, although it remembers sessions of that time: it need not have been connected.",
    };
}
