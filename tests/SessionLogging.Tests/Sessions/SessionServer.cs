using SessionLogging.Sessions.Reading;

namespace SessionLogging.Tests.Sessions;

/// <summary>How a server may read a window's bounds.</summary>
/// <param name="AfterInclusive">Whether a session that started at InvokedAfter is given.</param>
/// <param name="BeforeInclusive">Whether a session that started at InvokedBefore is given.</param>
/// <param name="WholeSeconds">Whether bounds and starts are compared in whole seconds.</param>
internal sealed record BoundsReading(bool AfterInclusive, bool BeforeInclusive, bool WholeSeconds);

/// <summary>What can go wrong with a call.</summary>
public enum Fault
{
    None,
    Throttled,
    ServerError,
    TimedOut,
    Truncated,
    RepeatedPage,
    RepeatedPageWithNewToken,

    /// <summary>The page begins with sessions of the page before.</summary>
    OverlappingPage,
}

/// <summary>Session Manager in memory.</summary>
internal sealed class SessionServer(VirtualTime time) : ISessionHistory
{
    private readonly List<DateTimeOffset> _answered = [];
    private Session[]? _order;
    private readonly Dictionary<string, SessionPage> _lastPages = new(StringComparer.Ordinal);
    private int _tokens;

    public IReadOnlyList<Session> Sessions { get; init; } = [];

    public BoundsReading Reading { get; init; } = new(true, false, false);

    public bool NewestFirst { get; init; } = true;

    public int PageSize { get; init; } = 20;

    /// <summary>Calls in any second; more are throttled.</summary>
    public int Quota { get; init; } = int.MaxValue;

    public Func<int, TimeSpan> Latency { get; init; } = _ => TimeSpan.FromMilliseconds(80);

    /// <summary>The fault of a call, by its number.</summary>
    public Func<int, Fault> Faults { get; init; } = _ => Fault.None;

    public AwsCallFailure? AlwaysFails { get; init; }

    /// <summary>How far its clock is ahead of the client's; <see langword="null"/>: it does not tell its time.</summary>
    public TimeSpan? Ahead { get; init; }

    public List<(DateTimeOffset At, SessionState State)> Calls { get; } = [];

    public List<SessionQuery> Queries { get; } = [];

    public int Running { get; private set; }

    public int MostRunning { get; private set; }

    public int SerialSessions(ReportWindow window) => Sessions.Count(session => window.Contains(session.StartDate!.Value));

    /// <summary>Pages that one call after the other would get of the sessions that ended.</summary>
    public int SerialPages(ReportWindow window) => Math.Max(1, (int)Math.Ceiling(
        Sessions.Count(session => IsIn(SessionState.History, session) && window.Contains(session.StartDate!.Value)) / (double)PageSize));

    public async Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        var number = Calls.Count;
        Calls.Add((time.Now, query.State));
        Queries.Add(query);
        MostRunning = Math.Max(MostRunning, ++Running);
        try
        {
            await time.WaitAsync(Latency(number), cancellationToken);
        }
        finally
        {
            Running--;
        }

        if (AlwaysFails is { } always)
        {
            throw Failure(always);
        }

        _answered.RemoveAll(at => time.Now - at >= TimeSpan.FromSeconds(1));
        var fault = Faults(number);
        if (_answered.Count >= Quota || fault is Fault.Throttled)
        {
            throw Failure(AwsCallFailure.Throttled);
        }

        _answered.Add(time.Now);
        return fault switch
        {
            Fault.ServerError or Fault.Truncated => throw Failure(AwsCallFailure.Unreachable),
            Fault.TimedOut => throw Failure(AwsCallFailure.Timeout),
            _ => Answer(query, nextToken, fault),
        };
    }

    private static AwsCallException Failure(AwsCallFailure kind) => new(kind, "SSM", "DescribeSessions", null, null, null, $"the call was {kind}");

    private SessionPage Answer(SessionQuery query, string? nextToken, Fault fault)
    {
        // A token is the chain's number and the place of the last session given: stable while sessions come and go.
        var token = nextToken?.Split('|');
        var chain = token?[0] ?? Number(_tokens++);
        if (token is not null && fault is Fault.RepeatedPage or Fault.RepeatedPageWithNewToken && _lastPages.TryGetValue(chain, out var last))
        {
            return fault is Fault.RepeatedPage ? last : last with { NextToken = $"{last.NextToken}|{Number(_tokens++)}" };
        }

        var order = Order;
        var page = new List<Session>();
        var place = token is null ? -1 : int.Parse(token[1], CultureInfo.InvariantCulture);
        if (fault is Fault.OverlappingPage)
        {
            place = Math.Max(-1, place - 3);
        }

        string? next = null;
        for (var at = place + 1; at < order.Length && next is null; at++)
        {
            if (!IsIn(query.State, order[at]) || !Matches(query, order[at]))
            {
                continue;
            }

            if (page.Count == PageSize)
            {
                next = $"{chain}|{Number(place)}";
            }
            else
            {
                page.Add(query.State is SessionState.Active ? order[at] with { EndDate = null, Status = "Connected" } : order[at]);
            }

            place = at;
        }

        return _lastPages[chain] = new SessionPage(page, next) { AnsweredAt = Ahead is { } ahead ? WholeSecond(time.Now + ahead) : null };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Session[] Order => _order ??= NewestFirst
        ? [.. Sessions.OrderByDescending(session => session.StartDate)]
        : [.. Sessions.OrderBy(session => Shuffled(session.SessionId))];

    private static uint Shuffled(string id) => id.Aggregate(17u, (hash, letter) => unchecked((hash ^ letter) * 2_654_435_761u));

    private bool IsIn(SessionState state, Session session) =>
        state is SessionState.Active == (session.EndDate is null || session.EndDate > time.Now + (Ahead ?? TimeSpan.Zero));

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private bool Matches(SessionQuery query, Session session)
    {
        var start = Grain(session.StartDate!.Value);
        var after = query.InvokedAfter is { } given ? Grain(given) : long.MinValue;
        var before = query.InvokedBefore is { } end ? Grain(end) : long.MaxValue;
        return (Reading.AfterInclusive ? start >= after : start > after) && (Reading.BeforeInclusive ? start <= before : start < before);
    }

    private long Grain(DateTimeOffset time) => Reading.WholeSeconds ? time.UtcTicks / TimeSpan.TicksPerSecond : time.UtcTicks;
}
