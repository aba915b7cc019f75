using CsCheck;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class LogsTests : SandboxTest
{
    private const string Group = Seeds.PlainLogGroup;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { Clock = _clock };

    private LogGroupStore Groups => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).LogGroups;

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task Groups_are_described_in_pages_by_prefix()
    {
        for (var number = 0; number < 3; number++)
        {
            Groups.Add($"/x/{number}");
        }

        var first = await AskAsync("DescribeLogGroups", """{"logGroupNamePrefix":"/x","limit":2}""");
        var second = await AskAsync("DescribeLogGroups", new JsonObject { ["logGroupNamePrefix"] = "/x", ["limit"] = 2, ["nextToken"] = first["nextToken"]!.ToString() }.ToJsonString());

        Assert.Equal(["/x/0", "/x/1"], Names(first));
        Assert.Equal(["/x/2"], Names(second));
        Assert.Null(second["nextToken"]);
    }

    [Fact]
    public async Task A_group_tells_its_key_retention_and_ARNs()
    {
        var groups = (await AskAsync("DescribeLogGroups", """{"logGroupNamePrefix":"/session-manager/"}"""))["logGroups"]!.AsArray();

        Assert.Equal(Seeds.KeyArn, groups[0]!["kmsKeyId"]!.ToString());
        Assert.Null(groups[1]!["kmsKeyId"]);
        Assert.Equal(30, groups[1]!["retentionInDays"]!.GetValue<int>());
        Assert.Equal("arn:aws:logs:eu-west-1:111122223333:log-group:/session-manager/plain:*", groups[1]!["arn"]!.ToString());
        Assert.Equal("arn:aws:logs:eu-west-1:111122223333:log-group:/session-manager/plain", groups[1]!["logGroupArn"]!.ToString());
        Assert.Equal(Now, groups[1]!["creationTime"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("CreateLogGroup", """{"logGroupName":"/session-manager/plain"}""", "ResourceAlreadyExistsException")]
    [InlineData("CreateLogGroup", """{"logGroupName":"aws/x"}""", "InvalidParameterException")]
    [InlineData("CreateLogGroup", """{"logGroupName":"a:b"}""", "InvalidParameterException")]
    [InlineData("CreateLogGroup", """{"logGroupName":"/x","kmsKeyId":"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890d0"}""", "InvalidParameterException")]
    [InlineData("AssociateKmsKey", """{"logGroupName":"/session-manager/plain","kmsKeyId":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-123456789005"}""", "InvalidParameterException")]
    [InlineData("DeleteLogGroup", """{"logGroupName":"/none"}""", "ResourceNotFoundException")]
    [InlineData("PutRetentionPolicy", """{"logGroupName":"/session-manager/plain","retentionInDays":2}""", "InvalidParameterException")]
    [InlineData("DescribeLogGroups", """{"limit":51}""", "InvalidParameterException")]
    [InlineData("DescribeLogGroups", """{"logGroupNamePrefix":"/x","logGroupNamePattern":"x"}""", "InvalidParameterException")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/session-manager/plain","logStreamNamePrefix":"x","orderBy":"LastEventTime"}""", "InvalidParameterException")]
    [InlineData("DescribeLogStreams", "{}", "InvalidParameterException")]
    [InlineData("GetLogEvents", """{"logGroupName":"/session-manager/plain","logStreamName":"none"}""", "ResourceNotFoundException")]
    [InlineData("PutLogEvents", """{"logGroupName":"/session-manager/plain","logStreamName":"none","logEvents":[{"timestamp":1,"message":"x"}]}""", "ResourceNotFoundException")]
    [InlineData("StartQuery", "{}", "UnknownOperationException")]
    public async Task What_cannot_be_is_refused_by_the_services_own_name(string operation, string input, string code)
        => Assert.Equal(code, (await AskAsync(operation, input))["__type"]!.ToString());

    [Fact]
    public async Task A_group_is_made_encrypted_kept_for_a_while_and_deleted()
    {
        await AskAsync("CreateLogGroup", """{"logGroupName":"/x"}""");
        await AskAsync("AssociateKmsKey", $$"""{"logGroupName":"/x","kmsKeyId":"{{Seeds.KeyArn}}"}""");
        await AskAsync("PutRetentionPolicy", """{"logGroupName":"/x","retentionInDays":14}""");
        Assert.Equal((Seeds.KeyArn, 14), (Groups.Find("/x")!.KmsKeyId, Groups.Find("/x")!.RetentionInDays));

        await AskAsync("DeleteLogGroup", """{"logGroupName":"/x"}""");
        Assert.Null(Groups.Find("/x"));
    }

    [Fact]
    public async Task Events_are_put_and_read_and_streams_ordered_by_their_last()
    {
        await AskAsync("CreateLogStream", $$"""{"logGroupName":"{{Group}}","logStreamName":"jdoe-2"}""");
        await AskAsync("CreateLogStream", $$"""{"logGroupName":"{{Group}}","logStreamName":"jdoe-1"}""");
        await PutAsync("jdoe-2", (Now - 2000, "first"), (Now - 1000, "second"));
        await PutAsync("jdoe-1", (Now - 5000, "older"));

        var read = await AskAsync("GetLogEvents", $$"""{"logGroupName":"{{Group}}","logStreamName":"jdoe-2"}""");
        var byName = await AskAsync("DescribeLogStreams", $$"""{"logGroupName":"{{Group}}"}""");
        var newestFirst = await AskAsync("DescribeLogStreams", $$"""{"logGroupName":"{{Group}}","orderBy":"LastEventTime","descending":true}""");

        Assert.Equal("first second", string.Join(' ', read["events"]!.AsArray().Select(logged => logged!["message"]!.ToString())));
        Assert.Equal(["jdoe-1", "jdoe-2"], Names(byName));
        Assert.Equal(["jdoe-2", "jdoe-1"], Names(newestFirst));
        Assert.Equal(Now - 2000, newestFirst["logStreams"]![0]!["firstEventTimestamp"]!.GetValue<long>());
    }

    [Fact]
    public async Task Events_too_old_too_new_or_expired_are_left_out_and_told()
    {
        Groups.Find(Group)!.RetentionInDays = 7;
        Groups.Find(Group)!.Stream("s");
        var day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

        var old = await PutAsync("s", (Now - (15 * day), "too old"), (Now - (14 * day), "expired"));
        var mixed = await PutAsync("s", (Now - 1, "kept"), (Now + (3 * 3_600_000), "too new"));

        Assert.Equal("""{"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":2}""", old["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal("""{"tooNewLogEventStartIndex":1}""", mixed["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal("kept", Assert.Single(Groups.Find(Group)!.Stream("s").Events).Message);
    }

    [Fact]
    public async Task Batches_out_of_order_too_long_or_too_large_are_refused()
    {
        Groups.Find(Group)!.Stream("s");

        Assert.Contains("chronological", (await PutAsync("s", (Now, "a"), (Now - 1, "b")))["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("24 hours", (await PutAsync("s", (Now - 90_000_000, "a"), (Now, "b")))["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("too large", (await PutAsync("s", (Now, new string('x', 600_000)), (Now, new string('y', 600_000))))["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_forward_or_backward_gives_every_event_once_and_the_last_token_again()
    {
        Gen.Select(Gen.Long[1, 5].Array[0, 20], Gen.Int[1, 4], Gen.Bool).Sample((times, limit, fromHead) =>
        {
            var events = times.Select((time, index) => new LogEvent(time, $"{index}", 0, index + 1)).OrderBy(logged => logged, LogEvent.Order).ToList();

            var read = new List<LogEvent>();
            var page = LogEventPage.Of(events, token: null, fromHead, limit)!;
            while (page.Events.Count > 0)
            {
                read.InsertRange(fromHead ? read.Count : 0, page.Events);
                page = LogEventPage.Of(events, Next(page), fromHead, limit)!;
            }

            Assert.Equal(events, read);
            Assert.Equal(Next(page), Next(LogEventPage.Of(events, Next(page), fromHead, limit)!));

            string Next(LogEventPage of) => fromHead ? of.ForwardToken : of.BackwardToken;
        });
    }

    [Fact]
    public void What_arrives_after_the_end_was_reached_is_read_with_the_repeated_token()
    {
        var events = new List<LogEvent> { new(5, "a", 0, 1) };
        var page = LogEventPage.Of(events, token: null, fromHead: true, limit: 10)!;
        events.Add(new LogEvent(5, "b", 0, 2));

        Assert.Equal("b", Assert.Single(LogEventPage.Of(events, page.ForwardToken, fromHead: true, limit: 10)!.Events).Message);
        Assert.Null(LogEventPage.Of(events, "x", fromHead: true, limit: 10));
    }

    private static List<string> Names(JsonNode answer)
        => [.. (answer["logGroups"] ?? answer["logStreams"])!.AsArray().Select(item => (item!["logGroupName"] ?? item["logStreamName"])!.ToString())];

    private Task<JsonNode> PutAsync(string stream, params (long Time, string Message)[] events) => AskAsync("PutLogEvents", new JsonObject
    {
        ["logGroupName"] = Group,
        ["logStreamName"] = stream,
        ["logEvents"] = new JsonArray([.. events.Select(logged => new JsonObject { ["timestamp"] = logged.Time, ["message"] = logged.Message })]),
    }.ToJsonString());

    [Fact]
    public async Task A_session_that_keeps_writing_is_started_over_HTTP_until_its_time_is_over()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Url) };
        var started = await StartAsync("""{"sessionId":"live-0123456789abcdef0","logGroup":"/session-manager/plain","seconds":5}""");
        var early = await Server.AskAsync("logs", "Logs_20140328", "DescribeLogStreams", """{"logGroupName":"/session-manager/plain","logStreamNamePrefix":"live"}""", Cancel);
        _clock.Advance(TimeSpan.FromSeconds(3));
        var soon = await LinesAsync();
        var running = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions.All.Single(session => session.SessionId == "live-0123456789abcdef0");
        _clock.Advance(TimeSpan.FromMinutes(1));
        var late = await LinesAsync();

        Assert.Equal(System.Net.HttpStatusCode.Created, started);
        Assert.Empty(early["logStreams"]!.AsArray());
        Assert.Equal((3, 4), (soon, late));
        Assert.Equal(TimeSpan.FromSeconds(5), running.EndDate - running.StartDate);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await StartAsync("""{"sessionId":"x-0","logGroup":"/none"}"""));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await StartAsync("""{"logGroup":"/session-manager/plain"}"""));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await StartAsync("[]"));

        async Task<System.Net.HttpStatusCode> StartAsync(string wanted)
        {
            using var content = new StringContent(wanted);
            using var answer = await http.PostAsync(new Uri($"/_sandbox/logs/{SandboxAccounts.First.Id}/{SandboxAccounts.Ireland}/live", UriKind.Relative), content, Cancel);
            return answer.StatusCode;
        }

        async Task<int> LinesAsync() =>
            (await AskAsync("GetLogEvents", """{"logGroupName":"/session-manager/plain","logStreamName":"live-0123456789abcdef0","startFromHead":true}"""))["events"]!.AsArray().Count;
    }

    private Task<JsonNode> AskAsync(string operation, string input) => Server.AskAsync("logs", "Logs_20140328", operation, input, Cancel);
}
