using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Accounts;
using SessionLogging.Actions.Changes;
using SessionLogging.Aws.Tests.Sandbox;
using SessionLogging.Aws.Tests.Sandbox.Witness;
using SessionLogging.Findings;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Tests.Actions;

namespace SessionLogging.Aws.Tests.Actions;

/// <summary>Actions through the ports against the sandbox, up to the message that arrives.</summary>
public sealed class SandboxActionTests : AccountTest
{
    private const string Name = "tell";
    private const string Node = "i-02573cafcfEXAMPLE";
    private const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:" + ActionSeeds.Function;
    private const string RoleArn = "arn:aws:iam::111122223333:role/" + ActionSeeds.EventBridgeRole;

    private static readonly Dictionary<string, ActionTarget> Targets = new(StringComparer.Ordinal)
    {
        ["topic"] = ActionTarget.Topic(TopicArn(ActionSeeds.Topic)),
        ["topic with an open key"] = ActionTarget.Topic(TopicArn(ActionSeeds.OpenKeyTopic)),
        ["function"] = ActionTarget.Function(FunctionArn),
        ["alias"] = ActionTarget.Function($"{FunctionArn}:{ActionSeeds.FunctionAlias}"),
        ["pipeline"] = ActionTarget.Pipeline("arn:aws:codepipeline:eu-west-1:111122223333:" + ActionSeeds.Pipeline, RoleArn),
        ["command by id"] = ActionTarget.Command(
            ActionSeeds.CommandDocument, RoleArn, [Node], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["commands"] = ["echo 'a \"b\"'"] }),
        ["command by tag"] = ActionTarget.Command(ActionSeeds.CommandDocument, RoleArn, KeyValuePair.Create<string, IReadOnlyList<string>>("Env", ["prod"])),
    };

    public static TheoryData<string> Kinds => [.. Targets.Keys];

    public static TheoryData<string, FaultKind, FaultMoment> Disturbances
    {
        get
        {
            var rows = new TheoryData<string, FaultKind, FaultMoment>();
            foreach (var kind in Targets.Keys)
            {
                rows.Add(kind, FaultKind.Deny, FaultMoment.Before);
                rows.Add(kind, FaultKind.Deny, FaultMoment.After);
            }

            // Each of these is sent again after a wait.
            rows.Add("topic", FaultKind.Drop, FaultMoment.After);
            rows.Add("alias", FaultKind.Drop, FaultMoment.After);

            return rows;
        }
    }

    public static TheoryData<string> Rows => [.. PatternTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_action_fires_is_listed_and_goes_without_a_trace(string kind)
    {
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        var before = await PoliciesAsync(account);
        var request = new SessionActionRequest { Name = Name, Target = Targets[kind] };

        await actions.RegisterAsync(await actions.PlanAsync(request, Cancel), Cancel);
        Assert.True((await actions.PlanAsync(request, Cancel)).IsUnchanged);
        await StartAsync();

        var delivery = Assert.Single(Server.Cloud.Deliveries.All);
        Assert.True(delivery.Delivered, delivery.Problem);
        var listed = Assert.Single(await actions.ListAsync(names: [], Cancel).ToListAsync(Cancel));
        Assert.Equal((Name, delivery.Target, Targets[kind].Kind), (listed.Name, listed.TargetArn, listed.TargetKind!.Value));
        Assert.Empty(listed.Problems);

        await actions.UnregisterAsync(Name, Cancel);
        Assert.Null(await account.EventRules.FindAsync(Name, Cancel));
        Assert.True(JsonNode.DeepEquals(before, await PoliciesAsync(account)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_table_of_patterns_holds_also_for_the_service(string row)
    {
        var (filter, expected) = PatternTable.Rows[row];
        using var account = await OpenAsync();

        var matches = new List<string>();
        foreach (var (name, whole) in PatternTable.Events)
        {
            if (await account.EventRules.TestPatternAsync(SessionEventPattern.Write(filter), whole, Cancel) == true)
            {
                matches.Add(name);
            }
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), matches.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_arrives_with_its_fields_filled_and_quotes_as_they_were()
    {
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        await actions.RegisterAsync(
            await actions.PlanAsync(new SessionActionRequest { Name = Name, Target = Targets["topic"], Message = "<event> \"on\" <target>\nfor <reason>\\" }, Cancel), Cancel);

        await StartAsync("a \"reason\"");

        var lines = Assert.Single(Server.Cloud.Deliveries.All).Message.Split('\n');
        Assert.Equal($"StartSession \"on\" {Node}", JsonNode.Parse(lines[0])!.GetValue<string>());
        Assert.StartsWith("\"for a ", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActionSeeds.AwsKeyTopic, "TopicKeyIsAwsManaged")]
    [InlineData(ActionSeeds.Topic + "-absent", "TopicMissing")]
    public async Task A_topic_that_would_never_receive_is_refused(string topic, string rule)
    {
        using var account = await OpenAsync();
        var request = new SessionActionRequest { Name = Name, Target = ActionTarget.Topic(TopicArn(topic)) };

        var refusal = await Assert.ThrowsAsync<SessionActionException>(() => new SessionActions(account, TimeProvider.System).PlanAsync(request, Cancel));

        Assert.Equal(rule, refusal.ErrorId);
        Assert.Null(await account.EventRules.FindAsync(Name, Cancel));
    }

    [Fact]
    public async Task A_key_that_does_not_let_EventBridge_in_is_warned_of()
    {
        using var account = await OpenAsync();
        var request = new SessionActionRequest { Name = Name, Target = ActionTarget.Topic(TopicArn(ActionSeeds.ClosedKeyTopic)) };

        var plan = await new SessionActions(account, TimeProvider.System).PlanAsync(request, Cancel);

        Assert.Equal("TopicKeyClosed", Assert.Single(plan.Warnings).RuleId);
    }

    [Fact]
    public async Task A_role_that_does_not_trust_EventBridge_is_refused()
    {
        using var account = await OpenAsync();
        var target = ActionTarget.Pipeline("arn:aws:codepipeline:eu-west-1:111122223333:" + ActionSeeds.Pipeline, "arn:aws:iam::111122223333:role/" + ActionSeeds.PipelineRole);

        var refusal = await Assert.ThrowsAsync<SessionActionException>(
            () => new SessionActions(account, TimeProvider.System).PlanAsync(new SessionActionRequest { Name = Name, Target = target }, Cancel));

        Assert.Equal("RoleNotTrusting", refusal.ErrorId);
    }

    [Fact]
    public async Task A_test_finds_all_in_order_and_sends_a_marked_message()
    {
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        await actions.RegisterAsync(await actions.PlanAsync(new SessionActionRequest { Name = Name, Target = Targets["topic"] }, Cancel), Cancel);

        var findings = await actions.TestAsync(Name, send: true, Cancel);

        Assert.Equal(
            ["RuleEnabled", "TrailRecordsSessions", "PatternMatchesAsIntended", "TargetLetsRuleIn", "TargetAnswers"],
            findings.Where(finding => finding.Status is FindingStatus.Pass).Select(finding => finding.RuleId));
        Assert.All(findings, finding => Assert.Equal(FindingStatus.Pass, finding.Status));
        Assert.Contains("TEST", Assert.Single(Server.Cloud.Deliveries.All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_tried_without_running_it()
    {
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        await actions.RegisterAsync(await actions.PlanAsync(new SessionActionRequest { Name = Name, Target = Targets["alias"] }, Cancel), Cancel);

        var findings = await actions.TestAsync(Name, send: true, Cancel);

        Assert.Equal(FindingStatus.Pass, Assert.Single(findings, finding => finding.RuleId == "TargetAnswers").Status);
        Assert.Empty(Server.Cloud.Deliveries.All);
    }

    [Fact]
    public async Task Targets_that_fail_in_an_answer_that_is_a_success_are_an_error_and_nothing_remains()
    {
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        var before = await PoliciesAsync(account);
        var plan = await actions.PlanAsync(new SessionActionRequest { Name = Name, Target = Targets["topic"] }, Cancel);
        Server.Cloud.TargetRules = new TargetRules { FailsPutTargets = true };

        var failure = await Assert.ThrowsAsync<SessionActionException>(() => actions.RegisterAsync(plan, Cancel));

        Assert.Equal("PutTargets", Assert.IsType<AwsCallException>(failure.InnerException).Operation);
        Assert.Empty(failure.Remains);
        Assert.Null(await account.EventRules.FindAsync(Name, Cancel));
        Assert.True(JsonNode.DeepEquals(before, await PoliciesAsync(account)));
    }

    [Theory]
    [InlineData("GetTopicAttributes", "sns:GetTopicAttributes")]
    [InlineData("DescribeRule", "events:DescribeRule")]
    public async Task A_denied_look_is_an_error_that_names_the_right(string operation, string right)
    {
        using var account = await OpenAsync();
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });

        var denial = await Assert.ThrowsAsync<AwsCallException>(() => new SessionActions(account, TimeProvider.System)
            .PlanAsync(new SessionActionRequest { Name = Name, Target = Targets["topic"] }, Cancel));

        Assert.Equal((AwsCallFailure.Denied, right), (denial.Kind, denial.Action));
    }

    [Theory]
    [MemberData(nameof(Disturbances))]
    public async Task Whichever_call_fails_nothing_remains_and_running_again_ends_right(string kind, FaultKind fault, FaultMoment moment)
    {
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        var request = new SessionActionRequest { Name = Name, Target = Targets[kind] };
        var before = await PoliciesAsync(account);
        var isStruck = true;
        for (var call = 1; isStruck; call++)
        {
            isStruck = await DisturbedAsync(RegisterAsync);
            await RegisterAsync();
            Assert.Empty((await actions.FindAsync(Name, Cancel)).Problems);

            isStruck |= await DisturbedAsync(() => actions.UnregisterAsync(Name, Cancel));
            if (await account.EventRules.FindAsync(Name, Cancel) is not null)
            {
                await actions.UnregisterAsync(Name, Cancel);
            }

            Assert.Null(await account.EventRules.FindAsync(Name, Cancel));
            Assert.True(JsonNode.DeepEquals(before, await PoliciesAsync(account)));

            async Task<bool> DisturbedAsync(Func<Task> change)
            {
                var state = await StateAsync(account);
                var calls = Server.Calls.All.Count;
                Server.Faults.Add(new SandboxFault { Kind = fault, When = moment, Nth = call, Times = 1 });
                var failure = await Record.ExceptionAsync(change);
                Server.Faults.Clear();
                if (failure is not null)
                {
                    Assert.IsType<SessionLoggingException>(failure, exactMatch: false);
                    Assert.Empty((failure as SessionActionException)?.Remains ?? []);
                    Assert.True(JsonNode.DeepEquals(state, await StateAsync(account)), $"call {call}: {failure.Message}");
                }

                return Server.Calls.All.Count - calls >= call;
            }
        }

        async Task RegisterAsync() => await actions.RegisterAsync(await actions.PlanAsync(request, Cancel), Cancel);
    }

    [Fact]
    public async Task The_AWS_CLI_reads_back_what_was_registered()
    {
        Assert.SkipUnless(AwsCli.IsHere, "The AWS CLI is not on PATH: what was registered has no second witness here.");
        using var account = await OpenAsync();
        var actions = new SessionActions(account, TimeProvider.System);
        var made = await actions.RegisterAsync(
            await actions.PlanAsync(new SessionActionRequest { Name = Name, Target = Targets["alias"], Message = "<event> \"by\" <user>", Description = "why" }, Cancel), Cancel);

        var home = Directory.CreateTempSubdirectory("actions-cli-");
        var answers = await AwsCli.RunAsync(
            Server,
            home.FullName,
            [
                ["events", "describe-rule", "--name", Name, "--output", "json"],
                ["events", "list-targets-by-rule", "--rule", Name, "--output", "json"],
                ["lambda", "get-policy", "--function-name", ActionSeeds.Function, "--qualifier", ActionSeeds.FunctionAlias, "--query", "Policy", "--output", "text"],
            ],
            Cancel);
        home.Delete(recursive: true);

        Assert.All(answers, answer => Assert.True(answer.ExitCode == 0, answer.Error));
        var rule = JsonNode.Parse(answers[0].Output)!;
        var target = Assert.Single(JsonNode.Parse(answers[1].Output)!["Targets"]!.AsArray())!;
        Assert.Equal((made.Pattern, "ENABLED", $"why [{target["Id"]}]"), ($"{rule["EventPattern"]}", $"{rule["State"]}", $"{rule["Description"]}"));
        Assert.Equal((made.TargetArn, "\"<event> \\\"by\\\" <user>\""), ($"{target["Arn"]}", $"{target["InputTransformer"]!["InputTemplate"]}"));
        var statement = Assert.Single(JsonNode.Parse(answers[2].Output)!["Statement"]!.AsArray())!;
        Assert.Equal(($"{target["Id"]}", "events.amazonaws.com"), ($"{statement["Sid"]}", $"{statement["Principal"]!["Service"]}"));
    }

    private static string TopicArn(string name) => "arn:aws:sns:eu-west-1:111122223333:" + name;

    private static async Task<JsonArray> PoliciesAsync(IAccount account)
    {
        var policies = new JsonArray();
        foreach (var target in Targets.Values.Where(target => target.Kind is ActionTargetKind.Topic))
        {
            policies.Add(JsonNode.Parse((await account.Topics.LookAsync(target.Name, Cancel)).Facts.Policy));
        }

        foreach (var target in Targets.Values.Where(target => target.Kind is ActionTargetKind.Function))
        {
            policies.Add(await account.Functions.GetPolicyAsync(target.Name, Cancel) is { } policy ? JsonNode.Parse(policy) : null);
        }

        return policies;
    }

    private static async Task<JsonArray> StateAsync(IAccount account)
    {
        var state = await PoliciesAsync(account);
        if (await account.EventRules.FindAsync(Name, Cancel) is { } rule)
        {
            state.Add(rule.ToString());
            foreach (var target in await account.EventRules.ListTargetsAsync(Name, Cancel))
            {
                state.Add(JsonNode.Parse(target.Json));
            }
        }

        return state;
    }

    private async Task StartAsync(string? reason = null)
    {
        Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Nodes.Add(new StoredNode(Node));
        using var ssm = Server.Ssm();
        await ssm.StartSessionAsync(new StartSessionRequest { Target = Node, Reason = reason }, Cancel);
    }
}
