using SessionLogging.Logs.Following;
using SessionLogging.Logs.Sources;
using SessionLogging.Sessions.Reading;
using SessionLogging.Tests.Accounts;
using SessionLogging.Tests.Sessions;

namespace SessionLogging.Tests.Logs.Following;

/// <summary>Sessions that run and whose streams grow, followed in virtual time, and what was given when.</summary>
internal sealed class FollowBench : ILogStreams, ISessionHistory, ILogFollowListener
{
    public const string Group = "/sessions";

    private readonly List<(DateTimeOffset At, string Stream, FilteredLogEvent Event)> _events = [];
    private readonly Dictionary<string, DateTimeOffset> _ends = [];
    private readonly DateTimeOffset _start;
    private int _ids;

    public FollowBench() => _start = Time.Now;

    public VirtualTime Time { get; } = new();

    public LogFollowOptions Options { get; init; } = new();

    /// <summary>The seconds at which events of a page's worth were asked for.</summary>
    public List<double> Asked { get; } = [];

    /// <summary>Lines, with the second in which they were given.</summary>
    public List<(double At, string Session, string Text)> Lines { get; } = [];

    /// <summary>What else was told, in words.</summary>
    public List<string> Told { get; } = [];

    public int EventsPerPage { get; init; } = 10_000;

    /// <summary>How a call fails in a second; <see langword="null"/>: it does not.</summary>
    public Func<string, double, AwsCallException?> Failing { get; init; } = (_, _) => null;

    public double Now => (Time.Now - _start).TotalSeconds;

    public FollowBench Session(string id, double? endsAt = null)
    {
        _ends[id] = endsAt is { } end ? _start.AddSeconds(end) : DateTimeOffset.MaxValue;
        return this;
    }

    /// <summary>An event that is there from a second on and bears another one's time.</summary>
    public FollowBench Event(string id, double at, string text, double? dated = null)
    {
        var message = $$"""{"eventVersion":"1.0","eventTime":"2026-11-23T12:00:00Z","sessionId":"{{id}}","sessionData":["{{text}}"]}""";
        var streamed = new LogStreamEvent(_start.AddSeconds(dated ?? at), _start.AddSeconds(at), message);
        _events.Add((_start.AddSeconds(at), id, new FilteredLogEvent(id, $"{_ids++}", streamed)));
        return this;
    }

    public FollowBench Follow()
    {
        var account = new StubAccount(new ConnectionOptions(), "111122223333") { LogStreams = this, Sessions = this };
        using var logs = new StoredLogs(_ => Task.FromResult<IAccount>(account), _ => Task.FromResult<IAccount>(account), Time);
        var follower = new RegionFollower(logs, "111122223333", "eu-west-1", Options, this, new CallLimiterRegistry(Time), Time);
        var sessions = _ends.Keys.Select(id => new SessionRecord
        {
            Region = "eu-west-1", AccountId = "111122223333", SessionId = id, StartDate = _start.AddSeconds(-60), LogGroupName = Group, LogStreamName = id,
        }).ToList();
        Time.Run(() => follower.FollowAsync(sessions, Options.Timeout is { } timeout ? _start + timeout : null, CancellationToken.None));
        return this;
    }

    public Task<FilteredLogEventPage> FilterAsync(
        string logGroupName, IReadOnlyList<string> logStreamNames, DateTimeOffset startTime, string? nextToken, CancellationToken cancellationToken)
    {
        Assert.InRange(logStreamNames.Count, 1, 100);
        Asked.Add(Now);
        Fail("CloudWatch Logs", "FilterLogEvents");
        if (logStreamNames.Any(name => !Exists(name)))
        {
            throw new AwsCallException(AwsCallFailure.NotFound, "CloudWatch Logs", "FilterLogEvents", "ResourceNotFoundException", "r", 400, "The specified log stream does not exist.");
        }

        var from = nextToken is null ? 0 : int.Parse(nextToken, CultureInfo.InvariantCulture);
        var all = _events.Where(it => it.At <= Time.Now && logStreamNames.Contains(it.Stream) && it.Event.Event.Time >= startTime).OrderBy(it => it.Event.Event.Time).Select(it => it.Event).ToList();
        return Task.FromResult(new FilteredLogEventPage(
            [.. all.Skip(from).Take(EventsPerPage)], from + EventsPerPage < all.Count ? (from + EventsPerPage).ToString(CultureInfo.InvariantCulture) : null));
    }

    public Task<LogStream?> FindAsync(string logGroupName, string logStreamName, CancellationToken cancellationToken)
    {
        Fail("CloudWatch Logs", "DescribeLogStreams");
        return Task.FromResult(Exists(logStreamName) ? new LogStream(logStreamName, null) : null);
    }

    public Task<LogStreamPage> ListAsync(string logGroupName, string prefix, string? nextToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LogStreamEventPage> ReadAsync(LogStreamQuery query, string? nextToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        Fail("SSM", "DescribeSessions");
        return Task.FromResult(new SessionPage([.. _ends.Where(it => it.Value > Time.Now).Select(it => new Session { SessionId = it.Key })], NextToken: null));
    }

    public void OnLines(SessionRecord session, IReadOnlyList<SessionLogLine> lines) => Lines.AddRange(lines.Select(line => (Now, session.SessionId, line.Text)));

    public void OnProblem(SessionRecord session, SessionLogFormatException problem) => Told.Add($"problem {problem.Message}");

    public void OnDelay(string region, int sessions, TimeSpan delay) => Told.Add(FormattableString.Invariant($"delay {sessions} {delay.TotalSeconds:0}"));

    public void OnTrouble(string region, AwsCallException failure) => Told.Add(FormattableString.Invariant($"trouble {failure.ErrorId} at {Now:0}"));

    public void OnEnded(SessionRecord session, bool hadOutput) => Told.Add(FormattableString.Invariant($"ended {session.SessionId} {hadOutput} at {Now:0}"));

    public void OnFailure(SessionRecord session, SessionLoggingException failure) => Told.Add(FormattableString.Invariant($"failed {session.SessionId} {failure.ErrorId} at {Now:0}"));

    private bool Exists(string stream) => _events.Exists(it => it.Stream == stream && it.At <= Time.Now);

    private void Fail(string service, string operation)
    {
        if (Failing(operation, Now) is { } failure)
        {
            throw failure.Service == service ? failure : new AwsCallException(failure.Kind, service, operation, failure.Code, failure.RequestId, failure.HttpStatus, failure.Answer);
        }
    }
}
