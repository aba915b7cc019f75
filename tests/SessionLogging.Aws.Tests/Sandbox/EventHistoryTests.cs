using SessionLogging.Accounts;
using SessionLogging.Aws.Tests.Sandbox.Witness;
using SessionLogging.Recorded;
using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>CloudTrail's Event history as the sandbox has it, and as this module and the AWS CLI read it.</summary>
public sealed class EventHistoryTests : AccountTest
{
    private const string Start = "StartSession";

    private SessionLogging.Sandbox.State.RegionState Ireland => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    [Theory]
    [InlineData(EventOrder.NewestFirst)]
    [InlineData(EventOrder.Shuffled)]
    public async Task Every_page_of_ninety_days_is_given_once(EventOrder order)
    {
        Ireland.Sessions.Generate(220);
        Server.Cloud.TrailRules = new TrailRules { Order = order };
        using var account = await OpenAsync();

        var calls = await PagesAsync(account);

        var started = calls.Where(call => !call.IsRefused).ToDictionary(call => call.Answer.SessionId!);
        var sessions = Ireland.Sessions.All.Where(session => session.DocumentName != SessionWords.EcsExec).ToList();
        Assert.Equal(calls.Count, calls.Select(call => call.EventId).Distinct(StringComparer.Ordinal).Count());
        Assert.True(sessions.Count > 150);
        Assert.All(sessions, session => Assert.Equal(
            (session.Target, session.Owner, session.Reason, session.StartDate.ToUnixTimeSeconds()),
            (started[session.SessionId].Request.Target, started[session.SessionId].Caller.Arn, started[session.SessionId].Request.Reason, started[session.SessionId].EventTime.ToUnixTimeSeconds())));
        Assert.Contains(calls, call => call is { IsRefused: true, Answer.SessionId: null });
        Assert.Contains(calls, call => call.EventTime < Server.Cloud.Clock.GetUtcNow().AddDays(-60));
        Assert.Equal(order is EventOrder.NewestFirst, calls.Select(call => call.EventTime).SequenceEqual(calls.Select(call => call.EventTime).OrderDescending()));
    }

    [Fact]
    public async Task The_AWS_CLI_reads_the_same()
    {
        Assert.SkipUnless(AwsCli.IsHere, "The AWS CLI is not on PATH: paging has no second witness here.");
        Ireland.Sessions.Generate(130);
        using var account = await OpenAsync();
        var home = Directory.CreateTempSubdirectory("sandbox-cli-");
        try
        {
            var answers = await AwsCli.RunAsync(
                Server,
                home.FullName,
                [["cloudtrail", "lookup-events", "--lookup-attributes", $"AttributeKey=EventName,AttributeValue={Start}", "--query", "Events[].EventId", "--output", "text"]],
                Cancel);

            Assert.Equal(
                (await PagesAsync(account)).Select(call => call.EventId!),
                answers[0].Output.Split((char[])['\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_call_is_found_once_it_was_delivered_and_until_ninety_days_are_over()
    {
        Server.Cloud.TrailRules = new TrailRules { DeliveryDelay = TimeSpan.FromMinutes(5) };
        var now = Server.Cloud.Clock.GetUtcNow();
        foreach (var (name, age) in new[] { ("new", TimeSpan.FromMinutes(4)), ("there", TimeSpan.FromMinutes(6)), ("old", TimeSpan.FromDays(89)), ("gone", TimeSpan.FromDays(91)) })
        {
            Ireland.EventHistory.Put("UpdateDocument", now - age, name, "any");
        }

        using var account = await OpenAsync();

        Assert.Equal(["there", "old"], (await account.Trails.ListNewestCallsAsync("UpdateDocument", Cancel)).Select(call => call.Request.Name));
    }

    [Fact]
    public async Task More_than_two_calls_a_second_are_throttled()
    {
        Server.Cloud.TrailRules = new TrailRules { HasQuota = true };
        using var account = await OpenAsync();
        var query = new RecordedCallQuery(Start, After: null, Before: null);
        await account.Trails.LookUpAsync(query, nextToken: null, Cancel);
        await account.Trails.LookUpAsync(query, nextToken: null, Cancel);

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Trails.LookUpAsync(query, nextToken: null, Cancel));

        Assert.Equal((AwsCallFailure.Throttled, "ThrottlingException"), (failure.Kind, failure.Code));
        Assert.Equal(3, Server.Calls.Count("LookupEvents"));
    }

    [Fact]
    public async Task A_token_is_good_for_its_question_alone()
    {
        Ireland.Sessions.Generate(130);
        using var account = await OpenAsync();
        var page = await account.Trails.LookUpAsync(new RecordedCallQuery(Start, After: null, Before: null), nextToken: null, Cancel);

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Trails.LookUpAsync(new RecordedCallQuery("ResumeSession", After: null, Before: null), page.NextToken, Cancel));

        Assert.Equal("InvalidNextTokenException", failure.Code);
    }

    [Fact]
    public async Task The_module_reads_what_the_sandbox_has()
    {
        Ireland.Sessions.Generate(90);
        using var account = await OpenAsync();
        var (taken, expected) = (new List<RecordedCall>(), await PagesAsync(account));

        var reach = await new CallHistory(account, SandboxAccounts.First.Id).ReadAsync(Start, ReportWindow.Remembered(DateTimeOffset.UtcNow, CallHistory.Days), taken.AddRange, Cancel);

        Assert.Null(reach.Failure);
        Assert.Equal(expected.Select(call => call.EventId).Order(StringComparer.Ordinal), taken.Select(call => call.EventId).Order(StringComparer.Ordinal));
    }

    private static async Task<List<RecordedCall>> PagesAsync(IAccount account)
    {
        var calls = new List<RecordedCall>();
        var query = new RecordedCallQuery(Start, After: null, Before: null);
        string? token = null;
        do
        {
            var page = await account.Trails.LookUpAsync(query, token, Cancel);
            calls.AddRange(page.Calls);
            token = page.NextToken;
        }
        while (token is not null);

        return calls;
    }
}
