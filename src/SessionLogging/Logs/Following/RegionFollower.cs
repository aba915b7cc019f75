using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Logs.Following;

/// <summary>Follows the sessions of one account in one Region: up to 100 streams a call, round and round, as fast as the quota lets it.</summary>
internal sealed class RegionFollower
{
    /// <summary>How often is asked for new events.</summary>
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>How late lines may come without a word.</summary>
    internal static readonly TimeSpan Unannounced = TimeSpan.FromSeconds(2);

    /// <summary>How long after its end nothing may have come of a session before it is followed no longer: the end of a large output comes seconds later.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SilentTrouble = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestExpiry = TimeSpan.FromMinutes(1);

    private const int MostStreams = 100;
    private const int MostLookups = 10;
    private const int MostAskedOneByOne = 3;

    private readonly StoredLogs _logs;
    private readonly LogFollowOptions _options;
    private readonly ILogFollowListener _listener;
    private readonly CallLimiterRegistry _limiters;
    private readonly TimeProvider _time;
    private readonly string? _accountId;
    private readonly string _region;
    private readonly List<LiveLog> _live = [];
    private IAccount? _reader;
    private IAccount? _sessions;
    private CallLimiter? _pace;
    private CallLimiter? _sessionPace;
    private TimeSpan _skew;
    private DateTimeOffset _checkedAt = DateTimeOffset.MinValue;
    private DateTimeOffset? _troubleSince;
    private bool _isTroubleTold;
    private TimeSpan _toldDelay = Unannounced;
    private int _lookedUp;

    internal RegionFollower(
        StoredLogs logs, string? accountId, string region, LogFollowOptions options, ILogFollowListener listener, CallLimiterRegistry limiters, TimeProvider time) =>
        (_logs, _accountId, _region, _options, _listener, _limiters, _time) = (logs, accountId, region, options, listener, limiters, time);

    // By the service's clock, as far as it has told it.
    private DateTimeOffset Now => _time.GetUtcNow() + _skew;

    /// <summary>Follows them to their end.</summary>
    internal async Task FollowAsync(IReadOnlyList<SessionRecord> sessions, DateTimeOffset? end, CancellationToken cancellationToken)
    {
        try
        {
            _reader = await _logs.ReaderAsync(cancellationToken).ConfigureAwait(false);
            _sessions = await _logs.SessionsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            foreach (var session in sessions)
            {
                _listener.OnFailure(session, failure);
            }

            return;
        }

        _pace = _limiters.For(_reader.Connection.EndpointUrl, ReferenceEquals(_reader, _sessions) ? _accountId : _reader.Connection.RoleArn ?? _reader.Connection.ProfileName, _reader.Region, ServiceQuota.FilterLogEvents);
        _sessionPace = _limiters.For(_sessions.Connection.EndpointUrl, _accountId, _region);
        foreach (var session in sessions)
        {
            await BeginAsync(session, cancellationToken).ConfigureAwait(false);
        }

        for (var isFirst = true; _live.Count > 0; isFirst = false)
        {
            var begin = _time.GetTimestamp();
            await CheckEndsAsync(cancellationToken).ConfigureAwait(false);
            await LookForStreamsAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(Batches().Select(batch => ReadAsync(batch, cancellationToken))).ConfigureAwait(false);
            Show(isOver: end <= _time.GetUtcNow());
            if (end <= _time.GetUtcNow())
            {
                return;
            }

            var took = _time.GetElapsedTime(begin);
            TellDelay(isFirst ? TimeSpan.Zero : took);
            var left = (end - _time.GetUtcNow()) is { } rest && rest < Round - took ? rest : Round - took;
            if (left > TimeSpan.Zero)
            {
                await _time.WaitAsync(left, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task BeginAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        try
        {
            var place = await _logs.StreamOfAsync(session, cancellationToken).ConfigureAwait(false);
            _live.Add(new LiveLog(session, place, _options.Reading, _listener, Now) { EndedAt = LogPlaces.HasEnded(session) ? Now : null });
        }
        catch (SessionLoggingException failure)
        {
            _listener.OnFailure(session, failure);
        }
    }

    // A call for several streams fails where one of them is not there: then they are looked for one by one, a few each round.
    private async Task LookForStreamsAsync(CancellationToken cancellationToken)
    {
        var missing = _live.Where(log => !log.Exists).ToList();
        var next = Enumerable.Range(0, Math.Min(MostLookups, missing.Count)).Select(_ => missing[_lookedUp++ % missing.Count]).ToList();
        await Task.WhenAll(next.Select(log => LookForAsync(log, cancellationToken))).ConfigureAwait(false);
    }

    private async Task LookForAsync(LiveLog log, CancellationToken cancellationToken)
    {
        try
        {
            log.Exists = await _reader!.LogStreams.FindAsync(log.Place.Container, log.Place.Name, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (AwsCallException failure) when (IsPassing(failure))
        {
            Trouble(failure);
        }
        catch (AwsCallException failure)
        {
            Fail([log], StoredLogException.NotFound(log.Session.SessionId, [StoredLogException.Of($"{log.Place.Container}:{log.Place.Name}", failure)], [], advice: null));
        }
    }

    private List<List<LiveLog>> Batches()
    {
        var batches = new List<List<LiveLog>>();
        foreach (var group in _live.Where(log => log.Exists).GroupBy(log => log.Place.Container, StringComparer.Ordinal))
        {
            List<LiveLog>? batch = null;
            foreach (var log in group.OrderByDescending(log => log.From))
            {
                if (batch is null || batch.Count == MostStreams || batch[0].From - log.From > LiveLog.Together)
                {
                    batches.Add(batch = []);
                }

                batch.Add(log);
            }
        }

        return batches;
    }

    private async Task ReadAsync(List<LiveLog> batch, CancellationToken cancellationToken)
    {
        var guard = new PageGuard("CloudWatch Logs", "FilterLogEvents");
        var byName = batch.ToDictionary(log => log.Place.Name, StringComparer.Ordinal);
        var from = batch.Min(log => log.From);
        var asked = Now;
        string? token = null;
        try
        {
            do
            {
                var next = token;
                var page = await _pace!.CallAsync(ct => _reader!.LogStreams.FilterAsync(batch[0].Place.Container, [.. byName.Keys], from, next, ct), cancellationToken).ConfigureAwait(false);
                foreach (var filtered in page.Events)
                {
                    if (byName.TryGetValue(filtered.LogStreamName, out var log))
                    {
                        log.Take(filtered, Now);
                    }
                }

                guard.Pass(token = page.NextToken, page.Events.Count);
            }
            while (token is not null);

            batch.ForEach(log => log.Advance(asked));
            EndTrouble();
        }
        catch (AwsCallException failure) when (failure.Kind is AwsCallFailure.NotFound)
        {
            batch.ForEach(log => log.Exists = false);
        }
        catch (AwsCallException failure) when (IsPassing(failure))
        {
            Trouble(failure);
        }
        catch (AwsCallException failure)
        {
            Fail(batch, failure);
        }
    }

    // What is asked for again the next round; credentials that ran out may be renewed by whoever keeps them.
    private bool IsPassing(AwsCallException failure) =>
        failure.Kind is AwsCallFailure.Throttled or AwsCallFailure.Unreachable or AwsCallFailure.Timeout
        || (failure.Cause is AwsCallCause.TokenExpired && !(_time.GetUtcNow() - _troubleSince > LongestExpiry));

    private void Trouble(AwsCallException failure)
    {
        lock (_live)
        {
            _troubleSince ??= _time.GetUtcNow();
            if (_isTroubleTold || (failure.Cause is not AwsCallCause.TokenExpired && _time.GetUtcNow() - _troubleSince < SilentTrouble))
            {
                return;
            }

            _isTroubleTold = true;
        }

        _listener.OnTrouble(_region, failure);
    }

    private void EndTrouble()
    {
        lock (_live)
        {
            (_troubleSince, _isTroubleTold) = (null, false);
        }
    }

    private void Fail(IReadOnlyList<LiveLog> logs, SessionLoggingException failure)
    {
        foreach (var log in logs)
        {
            lock (_live)
            {
                if (!_live.Remove(log))
                {
                    continue;
                }
            }

            log.Show(isEnd: true);
            _listener.OnFailure(log.Session, failure);
        }
    }

    private void Show(bool isOver)
    {
        foreach (var log in _live.ToList())
        {
            var isDone = log.EndedAt is { } ended && Now - (log.CameAt > ended ? log.CameAt.Value : ended) >= Quiet;
            log.Show(isDone || isOver);
            if (isDone)
            {
                _live.Remove(log);
                _listener.OnEnded(log.Session, log.CameAt is not null);
            }
        }
    }

    // What comes just after its stream was asked for first in a round is given last in the next.
    private void TellDelay(TimeSpan took)
    {
        var delay = took + took;
        if (delay > _toldDelay)
        {
            _toldDelay = delay + delay;
            _listener.OnDelay(_region, _live.Count, delay);
        }
    }

    /// <summary>Which of the sessions still run. Where it cannot be told, they are followed on.</summary>
    private async Task CheckEndsAsync(CancellationToken cancellationToken)
    {
        var running = _live.Where(log => log.EndedAt is null).ToList();
        if (running.Count == 0 || _time.GetUtcNow() - _checkedAt < BetweenChecks)
        {
            return;
        }

        _checkedAt = _time.GetUtcNow();
        try
        {
            var active = new HashSet<string>(StringComparer.Ordinal);
            if (running.Count <= MostAskedOneByOne)
            {
                foreach (var log in running)
                {
                    await AddActiveAsync(active, new Dictionary<string, string>(StringComparer.Ordinal) { ["SessionId"] = log.Session.SessionId }, cancellationToken).ConfigureAwait(false);
                }
            }
            else
            {
                await AddActiveAsync(active, new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
            }

            foreach (var log in running.Where(log => !active.Contains(log.Session.SessionId)))
            {
                log.EndedAt = Now;
            }
        }
        catch (AwsCallException failure)
        {
            // Who may not list sessions follows on until told to stop.
            Trouble(failure);
        }
    }

    private async Task AddActiveAsync(HashSet<string> active, Dictionary<string, string> filters, CancellationToken cancellationToken)
    {
        var guard = new PageGuard("SSM", "DescribeSessions");
        string? token = null;
        do
        {
            var next = token;
            var page = await _sessionPace!.CallAsync(
                ct => _sessions!.Sessions.DescribeAsync(new SessionQuery(SessionState.Active, InvokedAfter: null, InvokedBefore: null, filters), next, ct), cancellationToken).ConfigureAwait(false);
            if (page.AnsweredAt is { } answered)
            {
                _skew = answered - _time.GetUtcNow();
            }

            active.UnionWith(page.Sessions.Select(session => session.SessionId));
            guard.Pass(token = page.NextToken, page.Sessions.Count);
        }
        while (token is not null);
    }
}
