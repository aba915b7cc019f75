using SessionLogging.Accounts;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class SessionHistoryPortTests : AccountTest
{
    private static readonly DateTimeOffset Now = new(2024, 10, 15, 21, 22, 5, TimeSpan.Zero);

    private static readonly SessionQuery History = new(SessionState.History, InvokedAfter: null, InvokedBefore: null, new Dictionary<string, string>(StringComparer.Ordinal));

    protected override SandboxOptions Options => new() { Clock = new FakeTimeProvider(Now) };

    private SessionStore Stored => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions;

    public static TheoryData<FaultKind, FaultMoment, AwsCallFailure> Faults => new()
    {
        { FaultKind.Throttle, FaultMoment.Before, AwsCallFailure.Throttled },
        { FaultKind.Error, FaultMoment.Before, AwsCallFailure.Unreachable },
        { FaultKind.Drop, FaultMoment.Before, AwsCallFailure.Unreachable },
        { FaultKind.Drop, FaultMoment.After, AwsCallFailure.Unreachable },
        { FaultKind.Drop, FaultMoment.MidBody, AwsCallFailure.Unreachable },
        { FaultKind.Truncate, FaultMoment.After, AwsCallFailure.Unreachable },
        { FaultKind.Deny, FaultMoment.Before, AwsCallFailure.Denied },
    };

    [Fact]
    public async Task A_session_is_told_with_every_member()
    {
        var start = new DateTimeOffset(2024, 10, 15, 9, 0, 0, 123, TimeSpan.Zero);
        Stored.Add(new StoredSession
        {
            SessionId = "jdoe-0123456789abcdef0",
            StartDate = start,
            EndDate = start.AddMinutes(5),
            Target = "i-02573cafcfEXAMPLE",
            Owner = "arn:aws:iam::111122223333:user/jdoe",
            DocumentName = "SSM-SessionManagerRunShell",
            Reason = "<script>alert(1)</script>\u0007🔥",
            OutputUrl = new StoredOutputUrl("https://console/s3", "https://console/logs"),
            MaxSessionDuration = "1040",
            AccessType = "JustInTime",
        });
        using var account = await OpenAsync();

        var page = await account.Sessions.DescribeAsync(History, nextToken: null, Cancel);

        Assert.Null(page.NextToken);
        Assert.Equal(
            new Session
            {
                SessionId = "jdoe-0123456789abcdef0",
                StartDate = start,
                EndDate = start.AddMinutes(5),
                Status = "Terminated",
                Target = "i-02573cafcfEXAMPLE",
                Owner = "arn:aws:iam::111122223333:user/jdoe",
                DocumentName = "SSM-SessionManagerRunShell",
                Reason = "<script>alert(1)</script>\u0007🔥",
                S3OutputUrl = "https://console/s3",
                CloudWatchOutputUrl = "https://console/logs",
                AccessType = "JustInTime",
            },
            Assert.Single(page.Sessions));
        Assert.Equal(TimeSpan.Zero, page.Sessions[0].StartDate!.Value.Offset);
    }

    [Fact]
    public async Task Members_that_the_service_leaves_out_are_null()
    {
        Stored.Add(new StoredSession { SessionId = "x", StartDate = Now.AddMinutes(-1), OutputUrl = new StoredOutputUrl() });
        using var account = await OpenAsync();

        var page = await account.Sessions.DescribeAsync(History with { State = SessionState.Active }, nextToken: null, Cancel);

        Assert.Equal(new Session { SessionId = "x", Status = "Connected", StartDate = Now.AddMinutes(-1) }, Assert.Single(page.Sessions));
    }

    [Fact]
    public async Task The_pages_of_a_list_hold_every_session_once()
    {
        Stored.Generate(505);
        using var account = await OpenAsync();

        var pages = new List<SessionPage>();
        do
        {
            pages.Add(await account.Sessions.DescribeAsync(History, pages.LastOrDefault()?.NextToken, Cancel));
        }
        while (pages[^1].NextToken is not null);

        var ended = Stored.All.Where(session => session.EndDate <= Now || session.Status == "Failed").Select(session => session.SessionId);
        Assert.Equal(ended.Order(StringComparer.Ordinal), pages.SelectMany(page => page.Sessions).Select(session => session.SessionId).Order(StringComparer.Ordinal));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(SessionQuery.PageSize, page.Sessions.Count));
    }

    [Fact]
    public async Task Every_filter_and_both_bounds_are_pushed_down()
    {
        Stored.Generate(500);
        var wanted = Stored.All.First(session => session.AccessType is not null && session.EndDate is not null);
        using var account = await OpenAsync();
        var query = new SessionQuery(
            SessionState.History,
            wanted.StartDate.AddSeconds(-1).ToOffset(TimeSpan.FromHours(2)),
            wanted.StartDate.AddSeconds(1).ToOffset(TimeSpan.FromHours(-7)),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Target"] = wanted.Target!, ["Owner"] = wanted.Owner!, ["SessionId"] = wanted.SessionId, ["AccessType"] = wanted.AccessType!,
            });

        Assert.Equal(wanted.SessionId, Assert.Single((await account.Sessions.DescribeAsync(query, nextToken: null, Cancel)).Sessions).SessionId);
        Assert.Empty((await account.Sessions.DescribeAsync(query with { InvokedAfter = wanted.StartDate.AddSeconds(1) }, nextToken: null, Cancel)).Sessions);
        Assert.Empty((await account.Sessions.DescribeAsync(query with { InvokedBefore = wanted.StartDate.AddSeconds(-1) }, nextToken: null, Cancel)).Sessions);
        Assert.Empty((await account.Sessions.DescribeAsync(
            query with { Filters = new Dictionary<string, string>(StringComparer.Ordinal) { ["Target"] = "i-none" } }, nextToken: null, Cancel)).Sessions);
    }

    [Fact]
    public async Task A_bound_between_two_seconds_leaves_out_nothing_that_was_asked_for()
    {
        Stored.Add(new StoredSession { SessionId = "x", StartDate = Now.AddMilliseconds(-1500), EndDate = Now });
        using var account = await OpenAsync();
        var query = History with { InvokedAfter = Now.AddMilliseconds(-1500), InvokedBefore = Now.AddMilliseconds(-1400) };

        Assert.Single((await account.Sessions.DescribeAsync(query, nextToken: null, Cancel)).Sessions);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_call_that_fails_is_sent_once_and_says_how(FaultKind kind, FaultMoment when, AwsCallFailure failure)
    {
        Stored.Generate(10);
        using var account = await OpenAsync();
        await account.Sessions.DescribeAsync(History, nextToken: null, Cancel);
        Server.Calls.Clear();
        Server.Faults.Add(new SandboxFault { Kind = kind, When = when, Operation = "DescribeSessions" });

        var failed = await Assert.ThrowsAsync<AwsCallException>(() => account.Sessions.DescribeAsync(History, nextToken: null, Cancel));

        Assert.Equal((failure, "SSM", "DescribeSessions"), (failed.Kind, failed.Service, failed.Operation));
        Assert.Equal(1, Server.Calls.Count("DescribeSessions"));
        Assert.Equal(1, Observed.All[^1].Sends);
        Assert.Equal(kind == FaultKind.Throttle ? 1 : 0, Observed.All[^1].Throttled);
    }

    [Fact]
    public async Task A_call_over_the_quota_is_throttled_and_left_to_the_caller()
    {
        Server.Cloud.SessionRules = new SessionRules { CallsPerSecond = 1 };
        using var account = await OpenAsync();
        await account.Sessions.DescribeAsync(History, nextToken: null, Cancel);

        var failed = await Assert.ThrowsAsync<AwsCallException>(() => account.Sessions.DescribeAsync(History, nextToken: null, Cancel));

        Assert.Equal((AwsCallFailure.Throttled, "ThrottlingException", "Rate exceeded"), (failed.Kind, failed.Code, failed.Answer));
        Assert.Equal(2, Server.Calls.Count("DescribeSessions"));
    }
}
