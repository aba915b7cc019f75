using SessionLogging.Sandbox.Faults;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>The sessions of one account in one Region.</summary>
public sealed class SessionStore
{
    private const int MostRunning = 5;

    // Of sessions that Session Manager has forgotten only the Event history knows; a quarter as many a month.
    private const int OlderShare = 4;
    private static readonly int[] OlderMonths = [2, 1];

    private readonly Lock _gate = new();
    private readonly RegionState _region;
    private readonly Quota _quota;
    private GeneratedSessions _generated;
    private ImmutableArray<GeneratedSessions> _older = [];
    private IReadOnlyList<StoredSession> _running = [];
    private ImmutableList<StoredSession> _arranged = [];
    private SessionTimeline? _timeline;

    internal SessionStore(RegionState region)
    {
        _region = region;
        _quota = new Quota(region.Clock);
        _generated = new GeneratedSessions(region, count: 0, region.Clock.GetUtcNow());
    }

    /// <summary>Every session, oldest first. What is generated is made while it is read.</summary>
    public IEnumerable<StoredSession> All
    {
        get
        {
            var timeline = Timeline;
            return Enumerable.Range(0, timeline.Count).Select(rank => timeline[rank]);
        }
    }

    internal SessionTimeline Timeline
    {
        get
        {
            lock (_gate)
            {
                return _timeline ??= new SessionTimeline(_generated, _arranged);
            }
        }
    }

    /// <summary>Arranges a session.</summary>
    public void Add(StoredSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        lock (_gate)
        {
            _arranged = _arranged.Add(session);
            _timeline = null;
        }
    }

    /// <summary>
    /// Arranges that so many sessions started in the 30 days until now, in the shape of a company's office hours. They are the same at every run
    /// with the same clock, are made when they are asked for and cost no memory; the last five run on.
    /// </summary>
    public void Generate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var running = Math.Min(MostRunning, count);
        var generated = new GeneratedSessions(_region, count - running, _region.Clock.GetUtcNow());
        lock (_gate)
        {
            _generated = generated;
            _older = [.. OlderMonths.Select(month => generated.Before(month, count / OlderShare))];
            _running = [.. Enumerable.Range(0, running).Select(generated.Running)];
            _arranged = [.. Enumerable.Range(0, running).Select(generated.Running)];
            _timeline = null;
        }
    }

    /// <summary>What was generated, with the months before that only the Event history remembers, oldest first.</summary>
    internal IReadOnlyList<GeneratedSessions> GeneratedOfTheEventHistory
    {
        get
        {
            lock (_gate)
            {
                return [.. _older, _generated];
            }
        }
    }

    /// <summary>What was generated to run on: the same list until others are.</summary>
    internal IReadOnlyList<StoredSession> GeneratedRunning
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>A session that was arranged, or <see langword="null"/>.</summary>
    internal StoredSession? Arranged(string id)
    {
        lock (_gate)
        {
            return _arranged.Find(session => session.SessionId == id);
        }
    }

    /// <summary>Changes a session that runs; <see langword="false"/> where none of that id does.</summary>
    /// <exception cref="AwsServiceException">It was generated to end by itself.</exception>
    internal bool Change(string id, Func<StoredSession, StoredSession> change)
    {
        var now = _region.Clock.GetUtcNow();
        lock (_gate)
        {
            if (_arranged.Find(session => session.SessionId == id) is { } known)
            {
                if (!known.IsActiveAt(now))
                {
                    return false;
                }

                _arranged = _arranged.Replace(known, change(known));
                _timeline = null;
                return true;
            }
        }

        var timeline = Timeline;
        return Enumerable.Range(timeline.FirstActive(now), timeline.Count - timeline.FirstActive(now)).Any(rank => timeline[rank] is var session && session.SessionId == id && session.IsActiveAt(now))
            ? throw new AwsServiceException("InternalServerError", 500, "The sandbox generated that session to end by itself.")
            : false;
    }

    /// <summary>Whether the account's quota has room for one more call.</summary>
    internal bool HasRoom(double callsPerSecond) => _quota.HasRoom(callsPerSecond);
}
