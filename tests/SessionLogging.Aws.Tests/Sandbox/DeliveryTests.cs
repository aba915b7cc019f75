using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Ssm.Nodes;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class DeliveryTests : SandboxTest
{
    private const string Node = "i-02573cafcfEXAMPLE";
    private const string RuleArn = "arn:aws:events:eu-west-1:111122223333:rule/r";
    private const string TopicArn = "arn:aws:sns:eu-west-1:111122223333:";
    private const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:" + ActionSeeds.Function;
    private const string PipelineArn = "arn:aws:codepipeline:eu-west-1:111122223333:" + ActionSeeds.Pipeline;
    private const string CommandArn = "arn:aws:ssm:eu-west-1:111122223333:document/" + ActionSeeds.CommandDocument;
    private const string Commands = """{"commands":["echo"]}""";
    private const string Everything = """{"source":["aws.ssm"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventSource":["ssm.amazonaws.com"]}}""";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { Clock = _clock };

    private IReadOnlyList<Delivery> Deliveries => Server.Cloud.Deliveries.All;

    [Fact]
    public async Task A_session_that_starts_is_resumed_and_ends_tells_the_topic_so()
    {
        await PutRuleAsync();
        await LetInAsync(ActionSeeds.Topic);
        using var ssm = Ssm();

        var id = (await ssm.StartSessionAsync(new StartSessionRequest { Target = Node, Reason = "a \"reason\"" }, Cancel)).SessionId;
        await ssm.ResumeSessionAsync(new ResumeSessionRequest { SessionId = id }, Cancel);
        await ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = id }, Cancel);

        Assert.All(Deliveries, delivery => Assert.Equal(
            (RuleArn, "one", TopicArn + ActionSeeds.Topic, "sns:Publish", true), (delivery.Rule, delivery.TargetId, delivery.Target, delivery.Action, delivery.Delivered)));
        var details = Deliveries.Select(delivery => JsonNode.Parse(delivery.Message)!["detail"]!).ToList();
        Assert.Equal(["StartSession", "ResumeSession", "TerminateSession"], details.Select(detail => $"{detail["eventName"]}"));
        Assert.Equal((Node, "a \"reason\""), ($"{details[0]["requestParameters"]!["target"]}", $"{details[0]["requestParameters"]!["reason"]}"));
        Assert.Null(details[0]["requestParameters"]!["documentName"]);
        Assert.Equal(id, $"{details[0]["responseElements"]!["sessionId"]}");
        Assert.All(details.Skip(1), detail => Assert.Equal(id, $"{detail["requestParameters"]!["sessionId"]}"));
        Assert.Equal("arn:aws:iam::111122223333:user/sandbox", $"{details[0]["userIdentity"]!["arn"]}");
        Assert.Null(details[0]["errorCode"]);
        var session = Assert.Single((await ssm.DescribeSessionsAsync(new DescribeSessionsRequest { State = SessionState.History }, Cancel)).Sessions);
        Assert.Equal((id, SessionStatus.Terminated, null), (session.SessionId, session.Status, session.DocumentName));
    }

    [Fact]
    public async Task Somebody_without_a_client_can_start_a_session_as_the_accounts_user()
    {
        await PutRuleAsync();
        await LetInAsync(ActionSeeds.Topic);
        var node = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Nodes.All.First(it => it.PingStatus == "Online");
        using var http = new HttpClient();
        var calls = new Uri($"{Server.Url}/_sandbox/ssm/{SandboxAccounts.First.Id}/{SandboxAccounts.Ireland}/calls/StartSession");

        using var started = await http.PostAsync(calls, new StringContent($$"""{ "Target": "{{node.InstanceId}}" }"""), Cancel);
        using var refused = await http.PostAsync(calls, new StringContent("""{ "Target": "i-0" }"""), Cancel);

        Assert.Equal((System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.BadRequest), (started.StatusCode, refused.StatusCode));
        Assert.Equal("arn:aws:iam::111122223333:user/sandbox", $"{JsonNode.Parse(Assert.Single(Deliveries).Message)!["detail"]!["userIdentity"]!["arn"]}");
    }

    [Fact]
    public async Task A_denied_start_is_told_with_its_error()
    {
        await PutRuleAsync();
        await LetInAsync(ActionSeeds.Topic);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "StartSession" });
        using var ssm = Ssm();

        await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => StartAsync(ssm));

        var detail = JsonNode.Parse(Assert.Single(Deliveries).Message)!["detail"]!;
        Assert.Equal("AccessDenied", $"{detail["errorCode"]}");
        Assert.Contains("is not authorized to perform: ssm:StartSession", $"{detail["errorMessage"]}", StringComparison.Ordinal);
        Assert.Equal(Node, $"{detail["requestParameters"]!["target"]}");
        Assert.Null(detail["responseElements"]);
    }

    [Fact]
    public async Task A_role_session_is_told_with_its_role()
    {
        await PutRuleAsync();
        await LetInAsync(ActionSeeds.Topic);
        using var sts = Server.Sts();
        var keys = (await sts.AssumeRoleAsync(new Amazon.SecurityToken.Model.AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/Audit", RoleSessionName = "me" }, Cancel)).Credentials;
        AddNode();
        using var ssm = new AmazonSimpleSystemsManagementClient(keys, SandboxClients.With(new AmazonSimpleSystemsManagementConfig(), Server, SandboxAccounts.Ireland));

        await StartAsync(ssm);

        var identity = JsonNode.Parse(Assert.Single(Deliveries).Message)!["detail"]!["userIdentity"]!;
        Assert.Equal(("AssumedRole", "arn:aws:sts::111122223333:assumed-role/Audit/me"), ($"{identity["type"]}", $"{identity["arn"]}"));
        Assert.Equal("arn:aws:iam::111122223333:role/Audit", $"{identity["sessionContext"]!["sessionIssuer"]!["arn"]}");
    }

    public static TheoryData<string, Trail?> Trails => new()
    {
        { "none", null },
        { "stopped", new Trail("t", SandboxAccounts.First.Id, SandboxAccounts.Ireland) { IsLogging = false } },
        { "elsewhere", new Trail("t", SandboxAccounts.First.Id, SandboxAccounts.Virginia) { IsMultiRegion = false } },
        { "another account's", new Trail("t", SandboxAccounts.Second.Id, SandboxAccounts.Ireland) },
        { "reads only", new Trail("t", SandboxAccounts.First.Id, SandboxAccounts.Ireland) { EventSelectors = [new() { ReadWriteType = "ReadOnly" }] } },
        { "no management events", new Trail("t", SandboxAccounts.First.Id, SandboxAccounts.Ireland) { EventSelectors = [new() { IncludeManagementEvents = false }] } },
        { "reads only, said the advanced way", Advanced(new FieldSelector("eventCategory", "Equals", "Management"), new FieldSelector("readOnly", "Equals", "true")) },
        { "all but this service", Advanced(new FieldSelector("eventCategory", "Equals", "Management"), new FieldSelector("eventSource", "NotEquals", "ssm.amazonaws.com")) },
        { "data events", Advanced(new FieldSelector("eventCategory", "Equals", "Data"), new FieldSelector("resources.type", "Equals", "AWS::S3::Object")) },
    };

    public static TheoryData<string, Trail> RecordingTrails => new()
    {
        { "here only", new Trail("t", SandboxAccounts.First.Id, SandboxAccounts.Ireland) { IsMultiRegion = false } },
        { "writes only", new Trail("t", SandboxAccounts.First.Id, SandboxAccounts.Virginia) { EventSelectors = [new() { ReadWriteType = "WriteOnly" }] } },
        { "the organization's", new Trail("t", SandboxAccounts.Second.Id, SandboxAccounts.Virginia) { IsOrganization = true } },
        { "said the advanced way", Advanced(new FieldSelector("eventCategory", "Equals", "Management"), new FieldSelector("eventSource", "NotEquals", "kms.amazonaws.com")) },
    };

    [Theory]
    [MemberData(nameof(Trails), DisableDiscoveryEnumeration = true)]
    public async Task Without_a_trail_that_records_it_nobody_hears_of_a_session(string trail, Trail? only) => Assert.False(await IsHeardOfAsync(only), trail);

    [Theory]
    [MemberData(nameof(RecordingTrails), DisableDiscoveryEnumeration = true)]
    public async Task With_one_it_is_heard_of(string trail, Trail only) => Assert.True(await IsHeardOfAsync(only), trail);

    [Theory]
    [InlineData(TopicArn + ActionSeeds.Topic, null, true)]
    [InlineData(TopicArn + ActionSeeds.OpenKeyTopic, null, true)]
    [InlineData(TopicArn + ActionSeeds.ClosedKeyTopic, "does not let events.amazonaws.com kms:GenerateDataKey", true)]
    [InlineData(TopicArn + ActionSeeds.AwsKeyTopic, "managed by AWS", true)]
    [InlineData(TopicArn + ActionSeeds.FifoTopic, "FIFO", true)]
    [InlineData(TopicArn + ActionSeeds.Topic, "does not let events.amazonaws.com sns:Publish", false)]
    [InlineData(TopicArn + "none", "does not exist", false)]
    [InlineData(FunctionArn, "does not let events.amazonaws.com lambda:InvokeFunction", false)]
    [InlineData(FunctionArn, null, true)]
    [InlineData(FunctionArn + ":live", null, true)]
    [InlineData(FunctionArn + ":none", "does not exist", false)]
    public async Task A_topic_or_function_receives_what_it_lets_in(string target, string? problem, bool letIn)
    {
        await PutRuleAsync(target);
        if (letIn && target.StartsWith(TopicArn, StringComparison.Ordinal))
        {
            await LetInAsync(target[TopicArn.Length..]);
        }
        else if (letIn)
        {
            await PermitAsync(target[(FunctionArn.Length - ActionSeeds.Function.Length)..]);
        }

        using var ssm = Ssm();

        await StartAsync(ssm);

        CheckProblem(problem, Assert.Single(Deliveries));
    }

    [Theory]
    [InlineData(PipelineArn, ActionSeeds.EventBridgeRole, null, null)]
    [InlineData(PipelineArn, ActionSeeds.PipelineRole, null, "does not let events.amazonaws.com assume it")]
    [InlineData(PipelineArn, "None", null, "does not exist in the account")]
    [InlineData(PipelineArn + "x", ActionSeeds.EventBridgeRole, null, "pipeline does not exist")]
    [InlineData(CommandArn, ActionSeeds.EventBridgeRole, Commands, null)]
    [InlineData(CommandArn, ActionSeeds.EventBridgeRole, null, "not an object of parameters")]
    [InlineData(CommandArn, Seeds.AuditRole, Commands, "does not let events.amazonaws.com assume it")]
    [InlineData(CommandArn + "x", ActionSeeds.EventBridgeRole, Commands, "no document")]
    public async Task A_pipeline_or_command_is_started_with_a_role_that_trusts_EventBridge(string target, string role, string? input, string? problem)
    {
        await PutRuleAsync(target, "arn:aws:iam::111122223333:role/" + role, input);
        using var ssm = Ssm();

        await StartAsync(ssm);

        CheckProblem(problem, Assert.Single(Deliveries));
        Assert.Equal("arn:aws:iam::111122223333:role/" + role, Deliveries[0].As);
    }

    [Fact]
    public async Task What_is_started_is_told_as_its_request()
    {
        await PutRuleAsync(CommandArn, "arn:aws:iam::111122223333:role/" + ActionSeeds.EventBridgeRole, Commands);
        using var ssm = Ssm();

        await StartAsync(ssm);

        Assert.Equal("ssm:SendCommand", Deliveries[0].Action);
        Assert.Equal($$"""{"DocumentName":"AWS-RunShellScript","Targets":[{"Key":"tag:Env","Values":["prod"]}],"Parameters":{{Commands}}}""", Deliveries[0].Message);
    }

    [Fact]
    public async Task A_disabled_rule_and_one_that_does_not_match_are_silent()
    {
        await PutRuleAsync();
        await LetInAsync(ActionSeeds.Topic);
        await EventsAsync("DisableRule", new JsonObject { ["Name"] = "r" });
        await EventsAsync("PutRule", new JsonObject { ["Name"] = "other", ["EventPattern"] = """{"source":["aws.ec2"]}""" });
        await EventsAsync("PutTargets", new JsonObject { ["Rule"] = "other", ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "1", ["Arn"] = TopicArn + ActionSeeds.Topic }) });
        using var ssm = Ssm();

        await StartAsync(ssm);

        Assert.Empty(Deliveries);
    }

    [Fact]
    public async Task What_somebody_publishes_or_invokes_himself_is_told_too_but_no_dry_run()
    {
        await Server.AskAsync("sns", Parameters(("Action", "Publish"), ("TopicArn", TopicArn + ActionSeeds.AwsKeyTopic), ("Message", "hello"), ("Subject", "s")), Cancel);
        await Server.AskAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{ActionSeeds.Function}:live/invocations", """{"a":1}""", Cancel);

        Assert.Equal([("sns:Publish", "hello", "s"), ("lambda:InvokeFunction", """{"a":1}""", null)], Deliveries.Select(delivery => (delivery.Action, delivery.Message, delivery.Subject)));
        Assert.All(Deliveries, delivery => Assert.Equal((null, "arn:aws:iam::111122223333:user/sandbox"), (delivery.Rule, delivery.As)));
    }

    [Fact]
    public async Task Deliveries_are_told_and_forgotten_over_the_control_address()
    {
        await PutRuleAsync();
        using var ssm = Ssm();
        await StartAsync(ssm);
        using var http = new HttpClient();
        var address = new Uri(Server.Url + "/_sandbox/deliveries");

        var told = Assert.Single(JsonNode.Parse(await http.GetStringAsync(address, Cancel))!.AsArray())!;
        (await http.DeleteAsync(address, Cancel)).EnsureSuccessStatusCode();

        Assert.Equal((RuleArn, false), ($"{told["rule"]}", (bool)told["delivered"]!));
        Assert.Contains("policy does not let", $"{told["problem"]}", StringComparison.Ordinal);
        Assert.Empty(Deliveries);
    }

    [Theory]
    [InlineData("i-none", null, "TargetNotConnected")]
    [InlineData(Node, "None", "InvalidDocument")]
    [InlineData(Node, ActionSeeds.CommandDocument, "InvalidDocument")]
    public async Task A_session_that_cannot_start_is_refused_and_told(string target, string? document, string code)
    {
        await PutRuleAsync();
        using var ssm = Ssm();

        var refused = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => ssm.StartSessionAsync(new StartSessionRequest { Target = target, DocumentName = document }, Cancel));

        Assert.Equal(code, refused.ErrorCode);
        Assert.Equal(code, $"{JsonNode.Parse(Assert.Single(Deliveries).Message)!["detail"]!["errorCode"]}");
    }

    private static Trail Advanced(params FieldSelector[] fields)
        => new("t", SandboxAccounts.First.Id, SandboxAccounts.Ireland) { EventSelectors = [], AdvancedEventSelectors = [new([.. fields])] };

    private static void CheckProblem(string? problem, Delivery delivery)
    {
        Assert.Equal(problem is null, delivery.Delivered);
        if (problem is not null)
        {
            Assert.Contains(problem, delivery.Problem, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(params (string Name, string Value)[] parameters)
        => parameters.Append(("Version", "2010-03-31")).Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2));

    private async Task<bool> IsHeardOfAsync(Trail? only)
    {
        Server.Cloud.Trails.Remove(ActionSeeds.TrailArn);
        if (only is not null)
        {
            Server.Cloud.Trails.Put(only);
        }

        await PutRuleAsync();
        using var ssm = Ssm();
        await StartAsync(ssm);
        return Deliveries.Count > 0;
    }

    private AmazonSimpleSystemsManagementClient Ssm()
    {
        AddNode();
        return Server.Ssm();
    }

    private void AddNode() => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Nodes.Add(new StoredNode(Node));

    private static Task<StartSessionResponse> StartAsync(AmazonSimpleSystemsManagementClient ssm) => ssm.StartSessionAsync(new StartSessionRequest { Target = Node }, Cancel);

    private async Task PutRuleAsync(string target = TopicArn + ActionSeeds.Topic, string? role = null, string? input = null)
    {
        await EventsAsync("PutRule", new JsonObject { ["Name"] = "r", ["EventPattern"] = Everything });
        var entry = new JsonObject { ["Id"] = "one", ["Arn"] = target };
        if (role is not null)
        {
            entry["RoleArn"] = role;
        }

        if (input is not null)
        {
            entry["Input"] = input;
        }

        if (target.StartsWith(CommandArn, StringComparison.Ordinal))
        {
            entry["RunCommandParameters"] = new JsonObject { ["RunCommandTargets"] = new JsonArray(new JsonObject { ["Key"] = "tag:Env", ["Values"] = new JsonArray("prod") }) };
        }

        var answer = await EventsAsync("PutTargets", new JsonObject { ["Rule"] = "r", ["Targets"] = new JsonArray(entry) });
        Assert.Equal(0, (int)answer["FailedEntryCount"]!);
    }

    private Task<JsonNode> EventsAsync(string operation, JsonNode input) => Server.AskAsync("events", "AWSEvents", operation, input.ToJsonString(), Cancel);

    private async Task LetInAsync(string topic)
    {
        var policy = $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"{{{{TopicArn}}}}{{{{topic}}}}","Condition":{"ArnEquals":{"aws:SourceArn":"{{{{RuleArn}}}}"}}}]}""";
        var answer = await Server.AskAsync("sns", Parameters(("Action", "SetTopicAttributes"), ("TopicArn", TopicArn + topic), ("AttributeName", "Policy"), ("AttributeValue", policy)), Cancel);
        Assert.Equal("SetTopicAttributesResponse", answer.Name.LocalName);
    }

    private async Task PermitAsync(string function)
    {
        var input = $$"""{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"events.amazonaws.com","SourceArn":"{{RuleArn}}"}""";
        Assert.Equal(201, (await Server.AskAsync("lambda", HttpMethod.Post, $"/2015-03-31/functions/{function}/policy", input, Cancel)).Status);
    }
}
