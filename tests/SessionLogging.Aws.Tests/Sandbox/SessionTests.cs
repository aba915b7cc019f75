using System.Net.Http.Json;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class SessionTests : SandboxTest
{
    private static readonly DateTimeOffset Now = new(2024, 10, 15, 21, 22, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Bound = new(2024, 10, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Now);

    protected override SandboxOptions Options => new() { Clock = _clock, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    private SessionStore Stored => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions;

    /// <summary>Which of the sessions that start at these distances from the bound, in milliseconds, are given.</summary>
    public static TheoryData<SessionRules, string, long[]> Bounds => new()
    {
        { new SessionRules(), "InvokedAfter", [0, 400, 1000] },
        { new SessionRules { InvokedAfterIsInclusive = false }, "InvokedAfter", [1000] },
        { new SessionRules { BoundGrain = BoundGrain.Milliseconds }, "InvokedAfter", [0, 400, 1000] },
        { new SessionRules { BoundGrain = BoundGrain.Milliseconds, InvokedAfterIsInclusive = false }, "InvokedAfter", [400, 1000] },
        { new SessionRules(), "InvokedBefore", [-1000, -1] },
        { new SessionRules { InvokedBeforeIsInclusive = true }, "InvokedBefore", [-1000, -1, 0, 400] },
        { new SessionRules { BoundGrain = BoundGrain.Milliseconds }, "InvokedBefore", [-1000, -1] },
        { new SessionRules { BoundGrain = BoundGrain.Milliseconds, InvokedBeforeIsInclusive = true }, "InvokedBefore", [-1000, -1, 0] },
    };

    public static TheoryData<string, string, string> Refused => new()
    {
        { "Wrong", "x", "failed to satisfy constraint: Member must satisfy enum value set" },
        { "Target", "", "Member must have length greater than or equal to 1" },
        { "Target", new string('x', 401), "Member must have length less than or equal to 400" },
        { "InvokedAfter", "yesterday", "is not a time" },
        { "InvokedBefore", "2024-10-15T12:00:00+02:00", "is not a time" },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task Bounds_compare_as_the_rules_say(SessionRules rules, string key, long[] given)
    {
        Server.Cloud.SessionRules = rules;
        foreach (var distance in (long[])[-1000, -1, 0, 400, 1000])
        {
            Stored.Add(new StoredSession { SessionId = $"{distance}", StartDate = Bound.AddMilliseconds(distance), EndDate = Bound.AddMinutes(1) });
        }

        var sessions = await AllAsync(new DescribeSessionsRequest { Filters = [new SessionFilter { Key = key, Value = "2024-10-15T12:00:00Z" }] });

        Assert.Equal(given.OrderDescending().Select(distance => $"{distance}"), sessions.Select(session => session.SessionId));
    }

    [Theory]
    [InlineData(SessionOrder.NewestFirst)]
    [InlineData(SessionOrder.Shuffled)]
    public async Task Every_session_is_given_once_whatever_the_order_and_the_window(SessionOrder order)
    {
        Server.Cloud.SessionRules = Server.Cloud.SessionRules with { Order = order };
        Stored.Generate(700);
        Stored.Add(new StoredSession { SessionId = "between", StartDate = Now.AddDays(-10), EndDate = Now.AddDays(-10) });
        var from = Now.AddDays(-20);

        var sessions = await AllAsync(new DescribeSessionsRequest { Filters = [new SessionFilter { Key = "InvokedAfter", Value = "2024-09-25T21:22:05Z" }], MaxResults = 7 });

        var wanted = Stored.All.Where(session => session.StartDate >= from && (session.EndDate <= Now || session.Status == "Failed")).Reverse().Select(session => session.SessionId).ToList();
        Assert.Contains("between", wanted);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), sessions.Select(session => session.SessionId).Order(StringComparer.Ordinal));
        Assert.Equal(order == SessionOrder.NewestFirst, wanted.SequenceEqual(sessions.Select(session => session.SessionId), StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_session_runs_until_its_end_and_is_history_then()
    {
        Stored.Add(new StoredSession { SessionId = "old", StartDate = Now.AddDays(-3) });
        Stored.Add(new StoredSession { SessionId = "ends", StartDate = Now, EndDate = Now.AddMinutes(1) });
        Stored.Add(new StoredSession { SessionId = "failed", StartDate = Now, Status = "Failed" });

        Assert.Equal(["ends Connecting", "old Connected"], await StatusesAsync(SessionState.Active));
        Assert.Equal(["failed Failed"], await StatusesAsync(SessionState.History));

        _clock.Advance(TimeSpan.FromSeconds(57));
        Assert.Equal(["ends Terminating", "old Connected"], await StatusesAsync(SessionState.Active));

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["old Connected"], await StatusesAsync(SessionState.Active));
        Assert.Equal(["ends Terminated", "failed Failed"], (await StatusesAsync(SessionState.History)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Generated_sessions_are_each_in_one_of_the_two_lists_at_any_time()
    {
        Stored.Generate(2000);
        for (var step = 0; step < 3; step++)
        {
            var active = await AllAsync(new DescribeSessionsRequest { State = SessionState.Active, MaxResults = 200 });
            var history = await AllAsync(new DescribeSessionsRequest { MaxResults = 200 });

            Assert.Equal(
                Stored.All.Select(session => session.SessionId).Order(StringComparer.Ordinal),
                active.Concat(history).Select(session => session.SessionId).Order(StringComparer.Ordinal));
            Assert.All(active, session => Assert.Null(session.EndDate));
            Assert.InRange(active.Count, 5, 100);
            _clock.Advance(TimeSpan.FromMinutes(20));
        }
    }

    [Fact]
    public async Task Each_filter_gives_exactly_the_sessions_that_pass_it_over_pages_that_may_be_short()
    {
        Server.Cloud.SessionRules = Server.Cloud.SessionRules with { LooksPerPage = 90 };
        Stored.Generate(600);
        var session = Stored.All.First(session => session.Status == "Failed");
        foreach (var (key, value, of) in ((string, string, Func<StoredSession, string?>)[])[
            ("Target", session.Target!, some => some.Target),
            ("Owner", session.Owner!, some => some.Owner),
            ("SessionId", session.SessionId, some => some.SessionId),
            ("AccessType", "JustInTime", some => some.AccessType),
            ("Status", "Failed", some => some.Status)])
        {
            var given = await AllAsync(new DescribeSessionsRequest { Filters = [new SessionFilter { Key = key, Value = value }] });

            Assert.Equal(
                Stored.All.Where(some => of(some) == value && (some.EndDate <= Now || some.Status == "Failed")).Select(some => some.SessionId).Order(StringComparer.Ordinal),
                given.Select(some => some.SessionId).Order(StringComparer.Ordinal));
        }

        Assert.True(Server.Calls.Count("DescribeSessions") >= 5 * 6);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_filter_that_the_model_does_not_allow_is_refused(string key, string value, string words)
    {
        using var ssm = Server.Ssm();

        var error = await Assert.ThrowsAsync<AmazonSimpleSystemsManagementException>(() => ssm.DescribeSessionsAsync(
            new DescribeSessionsRequest { State = SessionState.History, Filters = [new SessionFilter { Key = key, Value = value }] }, Cancel));

        Assert.Equal("ValidationException", error.ErrorCode);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seven_filters_are_too_many()
    {
        using var ssm = Server.Ssm();

        var error = await Assert.ThrowsAsync<AmazonSimpleSystemsManagementException>(() => ssm.DescribeSessionsAsync(
            new DescribeSessionsRequest { State = SessionState.History, Filters = [.. Enumerable.Repeat(new SessionFilter { Key = "Target", Value = "x" }, 7)] }, Cancel));

        Assert.Contains("Member must have length less than or equal to 6", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "Target")]
    [InlineData(null, "Owner")]
    public async Task A_token_is_good_for_its_own_question_only(string? token, string key)
    {
        Stored.Generate(100);
        using var ssm = Server.Ssm();
        token ??= (await ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = SessionState.History, MaxResults = 10 }, Cancel)).NextToken;

        await Assert.ThrowsAsync<InvalidNextTokenException>(() => ssm.DescribeSessionsAsync(
            new DescribeSessionsRequest { State = SessionState.History, NextToken = token, Filters = [new SessionFilter { Key = key, Value = "x" }] }, Cancel));
    }

    [Fact]
    public async Task Six_calls_a_second_are_the_quota_of_an_account_and_Region()
    {
        Server.Cloud.SessionRules = new SessionRules();
        using var ssm = Server.Ssm();
        using var elsewhere = Server.Ssm(region: SandboxAccounts.Virginia);
        for (var call = 0; call < 6; call++)
        {
            await ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = SessionState.History }, Cancel);
        }

        var error = await Assert.ThrowsAsync<AmazonSimpleSystemsManagementException>(
            () => ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = SessionState.History }, Cancel));
        await elsewhere.DescribeSessionsAsync(new DescribeSessionsRequest { State = SessionState.History }, Cancel);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = SessionState.History }, Cancel);

        Assert.Equal(("ThrottlingException", "Rate exceeded"), (error.ErrorCode, error.Message));
    }

    [Fact]
    public async Task The_rules_are_read_and_changed_over_HTTP()
    {
        using var http = new HttpClient();
        var address = new Uri(Server.Url + "/_sandbox/rules/sessions");

        using var changed = await http.PostAsJsonAsync(address, new { order = "Shuffled", callsPerSecond = 2.5 }, Cancel);

        Assert.Equal(new SessionRules { Order = SessionOrder.Shuffled, CallsPerSecond = 2.5 }, Server.Cloud.SessionRules);
        Assert.Contains("\"boundGrain\": \"Seconds\"", await http.GetStringAsync(address, Cancel), StringComparison.Ordinal);
    }

    private async Task<List<string>> StatusesAsync(SessionState state) =>
        [.. (await AllAsync(new DescribeSessionsRequest { State = state })).Select(session => $"{session.SessionId} {session.Status}")];

    private async Task<List<Session>> AllAsync(DescribeSessionsRequest request)
    {
        request.State ??= SessionState.History;
        using var ssm = Server.Ssm();
        var all = new List<Session>();
        do
        {
            var page = await ssm.DescribeSessionsAsync(request, Cancel);
            all.AddRange(page.Sessions ?? []);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);

        return all;
    }
}
