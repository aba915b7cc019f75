using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class EventsTests : SandboxTest
{
    private const string Pattern = """{"source":["app"]}""";

    private RegionState Region => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    [Fact]
    public async Task A_rule_loses_what_is_left_out_and_keeps_its_tags_and_targets()
    {
        await PutRuleAsync(("Description", "mine"), ("State", "DISABLED"), ("Tags", new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "b" })));
        await PutTargetsAsync(Topic("one"));

        await PutRuleAsync(("Tags", new JsonArray(new JsonObject { ["Key"] = "c", ["Value"] = "d" })));

        var rule = Region.EventRules.Find("r")!;
        Assert.Equal((null, "ENABLED"), (rule.Description, rule.State));
        Assert.Equal(KeyValuePair.Create("a", "b"), Assert.Single(rule.Tags));
        Assert.Equal("one", Assert.Single(rule.Targets).Key);
    }

    [Fact]
    public async Task Rules_and_targets_are_listed_in_pages()
    {
        foreach (var name in new[] { "b", "a", "other" })
        {
            await AskAsync("PutRule", new JsonObject { ["Name"] = name, ["EventPattern"] = Pattern });
        }

        var first = await AskAsync("ListRules", new JsonObject { ["Limit"] = 2 });
        var second = await AskAsync("ListRules", new JsonObject { ["Limit"] = 2, ["NextToken"] = $"{first["NextToken"]}" });
        var some = await AskAsync("ListRules", new JsonObject { ["NamePrefix"] = "o" });

        Assert.Equal(["a", "b"], first["Rules"]!.AsArray().Select(rule => $"{rule!["Name"]}"));
        Assert.Equal(["other"], second["Rules"]!.AsArray().Select(rule => $"{rule!["Name"]}"));
        Assert.Null(second["NextToken"]);
        Assert.Equal("other", $"{Assert.Single(some["Rules"]!.AsArray())!["Name"]}");
    }

    [Fact]
    public async Task A_rule_has_at_most_five_targets()
    {
        await PutRuleAsync();
        await PutTargetsAsync([.. Enumerable.Range(1, 5).Select(number => Topic($"{number}"))]);

        Assert.Equal("LimitExceededException", $"{(await PutTargetsAsync(Topic("6")))["__type"]}");
        Assert.Equal(0, (int)(await PutTargetsAsync(Topic("5")))["FailedEntryCount"]!);
        Assert.Equal(5, Region.EventRules.Find("r")!.Targets.Count);
    }

    [Fact]
    public async Task An_entry_that_fails_leaves_the_others_and_the_request_a_success()
    {
        await PutRuleAsync();

        var answer = await PutTargetsAsync(Topic("good"), Target("far", "arn:aws:sns:us-east-1:111122223333:t"), Target("odd", "arn:aws:sqs:eu-west-1:111122223333:q"));

        Assert.Equal(2, (int)answer["FailedEntryCount"]!);
        Assert.Equal(["far", "odd"], answer["FailedEntries"]!.AsArray().Select(entry => $"{entry!["TargetId"]}"));
        Assert.Equal(["good"], Region.EventRules.Find("r")!.Targets.Keys);
    }

    [Fact]
    public async Task Every_entry_can_be_made_to_fail()
    {
        await PutRuleAsync();
        await PutTargetsAsync(Topic("one"));
        Server.Cloud.TargetRules = new TargetRules { FailsPutTargets = true, FailsRemoveTargets = true };

        var put = await PutTargetsAsync(Topic("two"));
        var removed = await AskAsync("RemoveTargets", new JsonObject { ["Rule"] = "r", ["Ids"] = new JsonArray("one") });

        Assert.All([put, removed], answer => Assert.Equal("ConcurrentModificationException", $"{Assert.Single(answer["FailedEntries"]!.AsArray())!["ErrorCode"]}"));
        Assert.Equal(["one"], Region.EventRules.Find("r")!.Targets.Keys);
    }

    [Theory]
    [InlineData("PutRule", """{"Name":"a b","EventPattern":"{}"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"x"}""", "ValidationException")]
    [InlineData("PutRule", """{"Name":"x","EventPattern":"{}"}""", "InvalidEventPatternException")]
    [InlineData("PutTargets", """{"Rule":"none","Targets":[{"Id":"1","Arn":"arn:aws:sns:eu-west-1:111122223333:t"}]}""", "ResourceNotFoundException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[]}""", "ValidationException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[{"Id":"a b","Arn":"arn:aws:sns:eu-west-1:111122223333:t"}]}""", "ValidationException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:ssm:eu-west-1:111122223333:document/d"}]}""", "ValidationException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:ssm:eu-west-1:111122223333:document/d","RoleArn":"arn:aws:iam::111122223333:role/r"}]}""", "ValidationException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:ssm:eu-west-1:111122223333:document/d","RoleArn":"arn:aws:iam::111122223333:role/r","RunCommandParameters":{"RunCommandTargets":[{},{}]}}]}""", "ValidationException")]
    [InlineData("PutEvents", """{"Entries":[]}""", "ValidationException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:sns:eu-west-1:111122223333:t","Input":"{}","InputPath":"$"}]}""", "ValidationException")]
    [InlineData("PutTargets", """{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:sns:eu-west-1:111122223333:t","InputTransformer":{"InputTemplate":"<x>"}}]}""", "ValidationException")]
    [InlineData("RemoveTargets", """{"Rule":"none","Ids":["1"]}""", "ResourceNotFoundException")]
    [InlineData("EnableRule", """{"Name":"none"}""", "ResourceNotFoundException")]
    [InlineData("ListTargetsByRule", """{"Rule":"none"}""", "ResourceNotFoundException")]
    public async Task What_cannot_be_is_refused_by_the_services_own_name(string operation, string input, string code)
    {
        await PutRuleAsync();

        Assert.Equal(code, $"{(await AskAsync(operation, JsonNode.Parse(input)!))["__type"]}");
    }

    [Theory]
    [InlineData("""{"DetailType":"x","Detail":"{}"}""", "InvalidArgument")]
    [InlineData("""{"Source":"app","DetailType":"x","Detail":"x"}""", "MalformedDetail")]
    [InlineData("""{"Source":"aws.ssm","DetailType":"x","Detail":"{}"}""", "NotAuthorizedForSourceException")]
    [InlineData("""{"Source":"app","DetailType":"x","Detail":"{}","EventBusName":"other"}""", "ResourceNotFoundException")]
    public async Task An_event_that_cannot_be_put_fails_by_itself(string entry, string code)
    {
        var answer = await AskAsync("PutEvents", new JsonObject { ["Entries"] = new JsonArray(JsonNode.Parse(entry)) });

        Assert.Equal((1, code), ((int)answer["FailedEntryCount"]!, $"{answer["Entries"]![0]!["ErrorCode"]}"));
    }

    private static JsonObject Topic(string id) => Target(id, $"arn:aws:sns:eu-west-1:111122223333:{ActionSeeds.Topic}");

    private static JsonObject Target(string id, string arn) => new() { ["Id"] = id, ["Arn"] = arn };

    private Task<JsonNode> PutRuleAsync(params (string Member, JsonNode Value)[] members)
    {
        var input = new JsonObject { ["Name"] = "r", ["EventPattern"] = Pattern };
        foreach (var (member, value) in members)
        {
            input[member] = value;
        }

        return AskAsync("PutRule", input);
    }

    private Task<JsonNode> PutTargetsAsync(params JsonObject[] targets) => AskAsync("PutTargets", new JsonObject { ["Rule"] = "r", ["Targets"] = new JsonArray([.. targets]) });

    private Task<JsonNode> AskAsync(string operation, JsonNode input) => Server.AskAsync("events", "AWSEvents", operation, input.ToJsonString(), Cancel);
}
