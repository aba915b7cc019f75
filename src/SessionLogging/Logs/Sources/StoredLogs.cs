using System.Collections.Concurrent;
using SessionLogging.Files;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Logs.Sources;

/// <summary>The logs of the sessions of one account in one Region, wherever they lie. Safe from any thread.</summary>
public sealed class StoredLogs : IStoredLogs, IDisposable
{
    // A clock of a node may be ahead of this machine's.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private readonly Func<CancellationToken, Task<IAccount>> _sessions;
    private readonly Func<CancellationToken, Task<IAccount>> _logs;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _assessing = new(1, 1);
    private readonly ConcurrentDictionary<string, bool?> _masked = new(StringComparer.Ordinal);
    private SessionLogs? _assessor;

    /// <summary>Names where to ask. Nothing is asked yet.</summary>
    /// <param name="sessions">Opens the account of the sessions: its Session documents say where logs go, where the sessions' records do not.</param>
    /// <param name="logs">Opens the account that reads the logs; the same, or the archive's.</param>
    /// <param name="time">The clock; the system's where none is given.</param>
    public StoredLogs(Func<CancellationToken, Task<IAccount>> sessions, Func<CancellationToken, Task<IAccount>> logs, TimeProvider? time = null) =>
        (_sessions, _logs, _time) = (sessions, logs, time ?? TimeProvider.System);

    /// <summary>The paces of calls; <see langword="null"/>: none is kept.</summary>
    public CallLimiterRegistry? Limiters { get; init; }

    /// <summary>Whether the logs' account keeps copies of other accounts' log groups, whose streams may bear more than the session's id.</summary>
    public bool HoldsCopies { get; init; }

    /// <inheritdoc/>
    public async Task<IStoredLog> OpenAsync(SessionRecord session, SessionLogOrigin origin, CancellationToken cancellationToken)
    {
        var places = LogPlaces.Of(session, origin);
        var attempts = new List<LogPlaceAttempt>();
        if (await OpenFirstAsync(session, places.Known, attempts, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        LogAssessment? assessment = null;
        if (!places.AreAll)
        {
            assessment = await AssessAsync(session, cancellationToken).ConfigureAwait(false);
            var others = LogPlaces.Of(session, assessment, origin).Except(places.Known).ToList();
            if (await OpenFirstAsync(session, others, attempts, cancellationToken).ConfigureAwait(false) is { } workedOut)
            {
                return workedOut;
            }
        }

        var absence = new AbsentLog(session, origin, assessment, _time.GetUtcNow());
        throw StoredLogException.NotFound(session.SessionId, attempts, absence.Reasons(), absence.Advice());
    }

    /// <inheritdoc/>
    public void Dispose() => _assessing.Dispose();

    /// <summary>Opens the account that reads the logs.</summary>
    internal Task<IAccount> ReaderAsync(CancellationToken cancellationToken) => _logs(cancellationToken);

    /// <summary>Opens the account of the sessions.</summary>
    internal Task<IAccount> SessionsAsync(CancellationToken cancellationToken) => _sessions(cancellationToken);

    /// <summary>The stream that a session's log goes to while it runs.</summary>
    /// <exception cref="StoredLogException">It goes to none, as far as is known.</exception>
    internal async Task<LogPlace> StreamOfAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        if (LogPlaces.Of(session, SessionLogOrigin.CloudWatch) is { Known: [var known, ..] })
        {
            return known.Place;
        }

        var assessment = await AssessAsync(session, cancellationToken).ConfigureAwait(false);
        return LogPlaces.Of(session, assessment, SessionLogOrigin.CloudWatch) is [var place, ..]
            ? place.Place
            : throw StoredLogException.NotFound(session.SessionId, [], [assessment.CloudWatch.Detail], "Only a log that is streamed to CloudWatch Logs can be followed: Enable-SsmCloudWatchStreaming does it for later sessions.");
    }

    private async Task<IStoredLog?> OpenFirstAsync(
        SessionRecord session, IEnumerable<SourcePlace> places, List<LogPlaceAttempt> attempts, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            var account = await _logs(cancellationToken).ConfigureAwait(false);
            try
            {
                var opened = place.Origin is SessionLogOrigin.S3
                    ? await OpenObjectAsync(account, session, place, cancellationToken).ConfigureAwait(false)
                    : await OpenStreamAsync(account, session, place, cancellationToken).ConfigureAwait(false);
                if (opened.Log is { } log)
                {
                    return log;
                }

                attempts.Add(opened.Attempt!);
            }
            catch (AwsCallException failure) when (!failure.IsOfIdentity)
            {
                attempts.Add(StoredLogException.Of(place.Text, failure));
            }
        }

        return null;
    }

    private async Task<Opened> OpenObjectAsync(IAccount account, SessionRecord session, SourcePlace place, CancellationToken cancellationToken)
    {
        var content = await account.LogObjects.OpenAsync(place.Place.Container, place.Place.Name, rest: null, cancellationToken).ConfigureAwait(false);
        if (content.Size == 0)
        {
            content.Dispose();
            return Opened.Empty(place, "it has zero bytes.");
        }

        var log = new ObjectLog(account.LogObjects, place.Place, session.SessionId, content, _time);
        if (content.Size > SmallLog.MostBytes)
        {
            return new Opened(log, null);
        }

        // An object so small may hold nothing but the agent's word that it could not make the log.
        using var whole = new MemoryStream();
        StoredLogFacts facts;
        using (log)
        {
            facts = await log.CopyToAsync(whole, progress: null, cancellationToken).ConfigureAwait(false);
        }

        var bytes = whole.ToArray();
        return SmallLog.Of(bytes) is LogContent.FailureText
            ? Opened.Empty(place, "it holds nothing but the agent's word that it was unable to generate the log.")
            : new Opened(new ReadLog(place.Text, SessionLogOrigin.S3, bytes, facts), null);
    }

    private async Task<Opened> OpenStreamAsync(IAccount account, SessionRecord session, SourcePlace place, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenStreamAsync(account, session, place, place.Place.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (HoldsCopies && failure.Kind is AwsCallFailure.NotFound && !failure.Answer.Contains("log group"))
        {
            // A copy may say in its name where it comes from.
            if (await LogCopies.FindAsync(account.LogStreams, place.Place.Container, place.Place.Name, cancellationToken).ConfigureAwait(false) is not { } copy)
            {
                throw;
            }

            return await OpenStreamAsync(account, session, place, copy.Name, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Opened> OpenStreamAsync(
        IAccount account, SessionRecord session, SourcePlace place, string streamName, CancellationToken cancellationToken)
    {
        var query = new LogStreamQuery(place.Place.Container, streamName)
        {
            // What is written while it is read would never end.
            EndTime = LogPlaces.HasEnded(session) ? null : _time.GetUtcNow() + Ahead,
        };
        // Without a role it is not known whose account it is: what is told apart is enough.
        var connection = account.Connection;
        var pace = Limiters?.For(connection.EndpointUrl, ConnectionPlan.AccountOf(connection.RoleArn) ?? connection.ProfileName, account.Region, ServiceQuota.GetLogEvents);
        var reader = new LogEventReader(account.LogStreams, query, pace, _time);
        return await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } first
            ? new Opened(new StreamLog($"{place.Place.Container}:{streamName}", first, reader, FromEnd, ct => IsMaskedAsync(account, place.Place.Container, ct)), null)
            : Opened.Empty(place, "it holds no event.");

        LogEventReader FromEnd(int limit) => new(account.LogStreams, query with { Backward = true, Limit = limit }, pace, _time);
    }

    private async Task<bool?> IsMaskedAsync(IAccount account, string logGroupName, CancellationToken cancellationToken)
    {
        if (!_masked.TryGetValue(logGroupName, out var known))
        {
            var look = await LookupResult.OrFailedAsync(account.LogGroups.LookAsync(logGroupName, cancellationToken)).ConfigureAwait(false);
            known = look.State is LookupState.Known ? look.Facts.IsMasked : null;
            _masked[logGroupName] = known;
        }

        return known;
    }

    private async Task<LogAssessment> AssessAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        await _assessing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _assessor ??= new SessionLogs((await _sessions(cancellationToken).ConfigureAwait(false)).Documents, _time);
            return await _assessor.AssessAsync(LogPlaces.SessionOf(session), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _assessing.Release();
        }
    }

    private sealed record Opened(IStoredLog? Log, LogPlaceAttempt? Attempt)
    {
        internal static Opened Empty(SourcePlace place, string words) => new(null, new LogPlaceAttempt(place.Text, LogPlaceOutcome.Empty, words));
    }

    /// <summary>A log so small that it was read when it was looked at.</summary>
    private sealed class ReadLog(string place, SessionLogOrigin origin, byte[] content, StoredLogFacts facts) : IStoredLog
    {
        public string Place => place;

        public SessionLogOrigin Origin => origin;

        public long? Size => content.Length;

        public async Task<StoredLogFacts> CopyToAsync(Stream destination, Action<long>? progress, CancellationToken cancellationToken)
        {
            await destination.WriteFirstAsync(content, content.Length, cancellationToken).ConfigureAwait(false);
            progress?.Invoke(content.Length);
            return facts;
        }

        public void Dispose()
        {
        }
    }
}
