using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Tests.Sessions;

namespace SessionLogging.Tests.Recorded;

/// <summary>CloudTrail's Event history in memory.</summary>
internal sealed class CallServer(VirtualTime time) : ITrails
{
    private readonly List<DateTimeOffset> _answered = [];
    private readonly Dictionary<string, RecordedCallPage> _pages = new(StringComparer.Ordinal);
    private int _tokens;

    public IReadOnlyList<RecordedCall> Records { get; init; } = [];

    public int Quota { get; init; } = 2;

    public Func<int, TimeSpan> Latency { get; init; } = _ => TimeSpan.FromMilliseconds(300);

    /// <summary>The fault of a call, by its number.</summary>
    public Func<int, Fault> Faults { get; init; } = _ => Fault.None;

    /// <summary>Calls whose token is not taken any more.</summary>
    public Func<int, bool> LosesTokens { get; init; } = _ => false;

    /// <summary>From this call on everything is refused.</summary>
    public int DeniesFrom { get; init; } = int.MaxValue;

    public bool NewestFirst { get; init; } = true;

    public TimeSpan? Ahead { get; init; }

    public int Calls { get; private set; }

    public int Throttled { get; private set; }

    public List<RecordedCallQuery> Queries { get; } = [];

    public async Task<RecordedCallPage> LookUpAsync(RecordedCallQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        var number = Calls++;
        Queries.Add(query);
        await time.WaitAsync(Latency(number), cancellationToken);
        _answered.RemoveAll(at => time.Now - at >= TimeSpan.FromSeconds(1));
        var fault = Faults(number);
        if (number >= DeniesFrom)
        {
            throw Failure(AwsCallFailure.Denied, "AccessDeniedException");
        }

        if (_answered.Count >= Quota || fault is Fault.Throttled)
        {
            Throttled++;
            throw Failure(AwsCallFailure.Throttled, "ThrottlingException");
        }

        _answered.Add(time.Now);
        if (nextToken is not null && LosesTokens(number))
        {
            throw Failure(AwsCallFailure.Refused, "InvalidNextTokenException");
        }

        return fault switch
        {
            Fault.ServerError or Fault.Truncated => throw Failure(AwsCallFailure.Unreachable, "InternalError"),
            Fault.TimedOut => throw Failure(AwsCallFailure.Timeout, code: null),
            Fault.RepeatedPage when nextToken is not null && _pages.TryGetValue(nextToken.Split('|')[0], out var last) => last,
            _ => Answer(query, nextToken),
        };
    }

    private static AwsCallException Failure(AwsCallFailure kind, string? code) => new(kind, "CloudTrail", "LookupEvents", code, "request-1", 400, $"the call was {kind}");

    private RecordedCallPage Answer(RecordedCallQuery query, string? nextToken)
    {
        var now = time.Now + (Ahead ?? TimeSpan.Zero);
        var found = Records.Where(call => call.EventName == query.EventName && call.EventTime >= now.AddDays(-CallHistory.Days) && !(call.EventTime < query.After) && !(call.EventTime > query.Before));
        var listed = (NewestFirst ? found.OrderByDescending(call => call.EventTime) : found.OrderBy(call => call.EventId!.GetHashCode(StringComparison.Ordinal))).ToList();
        var (chain, from) = nextToken?.Split('|') is [var known, var place] ? (known, int.Parse(place, CultureInfo.InvariantCulture)) : ($"{_tokens++}", 0);
        var next = from + RecordedCallQuery.PageSize;
        return _pages[chain] = new RecordedCallPage([.. listed.Skip(from).Take(RecordedCallQuery.PageSize)], next < listed.Count ? $"{chain}|{next}" : null)
        {
            AnsweredAt = Ahead is null ? null : new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
        };
    }

    public Task<IReadOnlyList<Trail>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> IsLoggingAsync(string trailArn, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TrailSelectors> GetSelectorsAsync(string trailArn, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedCall>> ListNewestCallsAsync(string eventName, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>An Event history, read to its end in virtual time.</summary>
internal sealed record CallRun(IReadOnlyList<RecordedCall> Calls, CallHistoryReach Reach, TimeSpan Took, CallHistory History)
{
    public IReadOnlyList<string> Ids => [.. Calls.Select(call => call.EventId!).Order(StringComparer.Ordinal)];

    internal static CallRun Read(VirtualTime time, CallServer server, ReportWindow window, string eventName = "StartSession")
    {
        var (taken, start) = (new List<RecordedCall>(), time.Now);
        var random = new Random(7);
        var history = new CallHistory(server, new CallLimiterRegistry(time).For(endpointUrl: null, "111122223333", "eu-west-1", ServiceQuota.LookupEvents), time, random.NextDouble);
        CallHistoryReach? reach = null;
        time.Run(async () => reach = await history.ReadAsync(eventName, window, taken.AddRange, CancellationToken.None));
        return new CallRun(taken, reach!, time.Now - start, history);
    }

    /// <summary>Calls over a span before now, the denser the newer; several in some seconds.</summary>
    internal static IReadOnlyList<RecordedCall> Make(DateTimeOffset now, int count, double days, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => new RecordedCall
        {
            EventTime = Second(now.AddDays(-days * Math.Pow(random.NextDouble(), 1.5))),
            EventId = $"{seed}-{number}",
            EventName = number % 10 == 9 ? "TerminateSession" : "StartSession",
            EventSource = number % 17 == 3 ? "athena.amazonaws.com" : "ssm.amazonaws.com",
        })];
    }

    private static DateTimeOffset Second(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
