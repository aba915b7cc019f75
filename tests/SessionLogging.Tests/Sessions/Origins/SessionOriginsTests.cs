using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Sessions.Reports;
using SessionLogging.Tests.Accounts;
using SessionLogging.Tests.Recorded;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Sessions.Origins;

/// <summary>Sessions joined with the calls that started them, and each difference between the two with its reason.</summary>
public sealed class SessionOriginsTests : ISessionReportListener
{
    private const string Node = "i-0123456789abcdef0";
    private const string Jdoe = "arn:aws:iam::111122223333:user/jdoe";

    private readonly VirtualTime _time = new();
    private readonly List<SessionRecord> _records = [];

    private DateTimeOffset Now => _time.Now;

    /// <summary>An account with differences that were planted, and what is to be said of each.</summary>
    private IReadOnlyList<(string Id, Session? Session, RecordedCall? Call, string? KnownFrom, string Why)> Planted =>
    [
        Plant("both", days: 2, KnownFrom.Both, ""),
        Plant("both-long-ago", days: 29, KnownFrom.Both, ""),
        Plant("no-call", days: 3, KnownFrom.DescribeSessions, "The Event history has no call of StartSession that it came from", isCalled: false),
        Plant("too-new", days: 0.003, KnownFrom.DescribeSessions, "It started less than 15 minutes before", isCalled: false),
        Plant("ecs-execute-command-x", days: 4, KnownFrom.DescribeSessions, "ECS Exec starts sessions by its own call", isCalled: false),
        Plant("runs-since-long-ago", days: 95, null, "It started before the part of the Event history", isCalled: false, runs: true),
        Plant("forgotten", days: 45, KnownFrom.StartSession, "It was granted; Session Manager remembers sessions that ended for 30 days.", isListed: false),
        Plant("not-listed", days: 5, KnownFrom.StartSession, "It was granted; Session Manager does not list it", isListed: false),
    ];

    [Theory]
    [InlineData(LogStatusDepth.WorkedOut)]
    [InlineData(LogStatusDepth.LeftOut)]
    public void Each_difference_that_was_planted_is_explained(LogStatusDepth depth)
    {
        var planted = Planted;

        var coverages = Read(planted, [Failed("denied", "AccessDeniedException"), Other("both", "athena.amazonaws.com"), Other("athena", "athena.amazonaws.com")], depth: depth);

        Assert.Equal(
            planted.Select(each => (each.Id, each.KnownFrom)).Order(),
            _records.Select(record => (record.SessionId, record.KnownFrom)).Order());
        Assert.All(_records, record => Assert.StartsWith(planted.Single(each => each.Id == record.SessionId).Why, record.OriginDetail ?? "", StringComparison.Ordinal));
        Assert.All(_records.Where(record => record.KnownFrom is KnownFrom.Both or KnownFrom.StartSession), record => Assert.Equal(
            (_records.Single(each => each == record).StartDate, "192.0.2.36", "aws-cli/2.17.0", "db.example.com", "5432", "AKIAIOSFODNN7EXAMPLE", "u-1", "jane"),
            (record.EventTime, record.SourceIPAddress, record.UserAgent, record.Host, record.Port, record.AccessKeyId, record.OnBehalfOf, record.SourceIdentity)));
        Assert.All(_records.Where(record => record.KnownFrom is KnownFrom.StartSession), record => Assert.Equal(
            (null, null, null, Jdoe, "jdoe", Node, depth is LogStatusDepth.LeftOut ? null : LogStatus.Expected),
            (record.Status, record.EndDate, record.Duration, record.Owner, record.UserName, record.Target, record.LogStatus)));
        Assert.Equal([(null, true, 6L), (SessionReportCoverage.EventHistory, true, 4L)], coverages.Select(coverage => (coverage.Source, coverage.Complete, coverage.Sessions)));
    }

    [Fact]
    public void What_was_denied_is_not_taken_for_absent()
    {
        var coverages = Read([Plant("both", days: 2, null, ""), Plant("forgotten", days: 45, null, "", isListed: false)], [], deniesFrom: 0);

        Assert.Equal(("both", null, null), (_records.Single().SessionId, _records[0].KnownFrom, _records[0].SourceIPAddress));
        Assert.StartsWith("The Event history could not be read back to when it started.", _records[0].OriginDetail, StringComparison.Ordinal);
        Assert.Equal([(null, true), (SessionReportCoverage.EventHistory, false)], coverages.Select(coverage => (coverage.Source, coverage.Complete)));
    }

    [Fact]
    public void A_list_that_failed_leaves_what_the_calls_tell()
    {
        var coverages = Read(Planted, [], sessionsFail: true);

        Assert.All(_records, record => Assert.Equal(KnownFrom.StartSession, record.KnownFrom));
        Assert.StartsWith("It was granted; Session Manager's own list could not be read as a whole.", _records.Single(record => record.SessionId == "not-listed").OriginDetail, StringComparison.Ordinal);
        Assert.Equal([(null, false), (SessionReportCoverage.EventHistory, true)], coverages.Select(coverage => (coverage.Source, coverage.Complete)));
    }

    [Theory]
    [InlineData("Target i-other", 0)]
    [InlineData("Owner jdoe", 2)]
    [InlineData("Status Terminated", 0)]
    [InlineData("State History", 0)]
    public void A_narrowed_report_gives_of_the_calls_what_they_tell(string narrowing, int unlisted)
    {
        var selection = new SessionSelection
        {
            Target = narrowing.StartsWith("Target", StringComparison.Ordinal) ? ["i-other"] : [],
            Owner = narrowing.StartsWith("Owner", StringComparison.Ordinal) ? ["jdoe"] : [],
            Status = narrowing.StartsWith("Status", StringComparison.Ordinal) ? ["Terminated"] : [],
        };

        Read(Planted, [], selection: selection, lists: narrowing.StartsWith("State", StringComparison.Ordinal) ? SessionLists.History : SessionLists.All);

        Assert.Equal(unlisted, _records.Count(record => record.KnownFrom == KnownFrom.StartSession));
    }

    private IReadOnlyList<SessionReportCoverage> Read(
        IReadOnlyList<(string Id, Session? Session, RecordedCall? Call, string? KnownFrom, string Why)> planted,
        IReadOnlyList<RecordedCall> more,
        LogStatusDepth depth = LogStatusDepth.LeftOut,
        int deniesFrom = int.MaxValue,
        bool sessionsFail = false,
        SessionSelection? selection = null,
        SessionLists lists = SessionLists.All)
    {
        var documents = new FakeDocuments();
        documents.Add(Situations.AccountDocument, new FakeVersion(1, Now.AddDays(-200), Situations.LogsTo("b")));
        var account = new StubAccount(new ConnectionOptions { EndpointUrl = $"http://test/{Guid.NewGuid()}" }, "111122223333")
        {
            Sessions = new SessionServer(_time) { Sessions = [.. planted.Select(each => each.Session).OfType<Session>()], AlwaysFails = sessionsFail ? AwsCallFailure.Denied : null, Ahead = TimeSpan.Zero },
            Trails = new CallServer(_time) { Records = [.. planted.Select(each => each.Call).OfType<RecordedCall>(), .. more], DeniesFrom = deniesFrom, Ahead = TimeSpan.Zero },
            Documents = documents,
            Nodes = new NoNodes(),
        };
        var window = ReportWindow.Remembered(Now, CallHistory.Days);
        var region = new ReportRegion(
            new SessionReportOptions
            {
                Request = new SessionRequest { Window = window.RememberedPart(Now)!, TakesEarlierRunning = true, Selection = selection ?? SessionSelection.Everything, Lists = lists },
                OriginWindow = window,
                LogStatus = depth,
                MaxCallsPerSecond = 0,
            },
            account,
            "111122223333",
            this,
            _time);
        _time.Run(async () =>
        {
            try
            {
                await region.ReadAsync(new ReportRun(), CancellationToken.None);
            }
            catch (AwsCallException) when (sessionsFail)
            {
                // What came before counts.
            }
        });
        return [.. region.Coverages];
    }

    private (string, Session?, RecordedCall?, string?, string) Plant(string id, double days, string? known, string why, bool isListed = true, bool isCalled = true, bool runs = false)
    {
        var start = Now.AddDays(-days);
        start = new DateTimeOffset(start.UtcTicks - (start.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var session = new Session { SessionId = id, StartDate = start, EndDate = runs ? null : start.AddSeconds(30), Status = runs ? "Connected" : "Terminated", Owner = Jdoe, Target = Node };
        return (id, isListed ? session : null, isCalled ? Other(id, "ssm.amazonaws.com") with { EventTime = start } : null, known, why);
    }

    private RecordedCall Other(string id, string source) => new()
    {
        EventTime = Now.AddDays(-1),
        EventId = $"{source} {id}",
        EventName = "StartSession",
        EventSource = source,
        SourceIPAddress = source.StartsWith("ssm", StringComparison.Ordinal) ? "192.0.2.36" : "203.0.113.9",
        UserAgent = "aws-cli/2.17.0",
        Caller = new() { Arn = Jdoe, AccessKeyId = "AKIAIOSFODNN7EXAMPLE", OnBehalfOf = "u-1", SourceIdentity = "jane" },
        Request = new() { Target = Node, Parameters = new Dictionary<string, IReadOnlyList<string>> { ["host"] = ["db.example.com"], ["portNumber"] = ["5432"], ["localPortNumber"] = ["1"] } },
        Answer = new() { SessionId = id },
    };

    private RecordedCall Failed(string id, string error) => Other(id, "ssm.amazonaws.com") with { ErrorCode = error, Answer = new() };

    void ISessionReportListener.OnRecords(IReadOnlyList<SessionRecord> records) => _records.AddRange(records);

    void ISessionReportListener.OnProgress(string? accountId, string region, SessionProgress progress)
    {
    }

    void ISessionReportListener.OnOriginProgress(string? accountId, string region, long calls) => Assert.True(calls > 0);

    void ISessionReportListener.OnLogCheck(string region, LogCheckEstimate estimate)
    {
    }

    void ISessionReportListener.OnTargetsUnresolved(string region, AwsCallException failure)
    {
    }

    void ISessionReportListener.OnFailure(AccountOpening opening, SessionLoggingException failure) => throw failure;

    void ISessionReportListener.OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure) => throw failure;

    void ISessionReportListener.OnCovered(SessionReportCoverage coverage, TimeSpan elapsed)
    {
    }

    private sealed class NoNodes : IManagedNodes
    {
        public Task<LookupResult<NodeActivation>> LookAsync(string nodeId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LookupResult<DefaultNodeRole>> LookAtDefaultRoleAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
