namespace SessionLogging.Tests.Actions;

public sealed class ActionTargetTests
{
    private const string Region = "eu-west-1";

    private static readonly ActionPlace Place = new(InMemoryActionAccount.Id, Region, "aws");

    public static TheoryData<ActionTarget, string> Refused => new()
    {
        { ActionTarget.Topic(ActionBench.TopicArn + ".fifo"), "TopicIsFifo" },
        { ActionTarget.Topic(ActionBench.TopicArn.Replace(Region, "us-east-1", StringComparison.Ordinal)), "TargetInOtherRegion" },
        { ActionTarget.Topic(ActionBench.FunctionArn), "TargetArnShape" },
        { ActionTarget.Topic("audit"), "TargetArnShape" },
        { ActionTarget.Topic(ActionBench.TopicArn + ":subscription"), "TargetArnShape" },
        { ActionTarget.Function(ActionBench.TopicArn), "TargetArnShape" },
        { ActionTarget.Function(ActionBench.FunctionArn + ":live:more"), "TargetArnShape" },
        { ActionTarget.Function(ActionBench.FunctionArn.Replace(Region, "us-east-1", StringComparison.Ordinal)), "TargetInOtherRegion" },
        { ActionTarget.Pipeline(ActionBench.PipelineArn + "/stage", ActionBench.RoleArn), "TargetArnShape" },
        { ActionTarget.Pipeline(ActionBench.PipelineArn, "events"), "RoleArnShape" },
        { ActionTarget.Pipeline(ActionBench.PipelineArn, "arn:aws:iam::111122223333:user/events"), "RoleArnShape" },
        { ActionTarget.Topic(ActionBench.TopicArn.Replace("111122223333", "${AWS::AccountId}", StringComparison.Ordinal)), "TargetArnShape" },
        { ActionTarget.Topic(ActionBench.TopicArn.Replace("111122223333", "", StringComparison.Ordinal)), "TargetArnShape" },
        { ActionTarget.Pipeline(ActionBench.PipelineArn, "arn:aws:iam::111122223333:role/${Role}"), "RoleArnShape" },
        { ActionTarget.Command("a b", ActionBench.RoleArn, ["i-02573cafcfEXAMPLE"]), "TargetArnShape" },
        { ActionTarget.Command("Collect-Logs", ActionBench.RoleArn, []), "CommandNodes" },
        { ActionTarget.Command("Collect-Logs", ActionBench.RoleArn, [.. Enumerable.Range(0, 51).Select(n => $"i-{n}")]), "CommandNodes" },
        { ActionTarget.Command("Collect-Logs", ActionBench.RoleArn, KeyValuePair.Create<string, IReadOnlyList<string>>("", ["x"])), "CommandNodes" },
        {
            ActionTarget.Command("Collect-Logs", ActionBench.RoleArn, ["i-1"], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["text"] = [new string('x', 8192)] }),
            "ParametersTooLong"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_no_rule_can_send_to_is_refused_before_any_call(ActionTarget target, string rule)
    {
        var account = ActionBench.Account();

        var refusal = await Assert.ThrowsAsync<SessionActionException>(() => account.RegisterAsync(ActionBench.Request(target)));

        Assert.Equal((rule, FailureCategory.InvalidInput), (refusal.ErrorId, refusal.Category));
        Assert.Empty(account.Operations);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("way-too-long-way-too-long-way-too-long-way-too-long-way-too-long-x")]
    public async Task A_name_that_no_rule_can_have_is_refused_before_any_call(string name)
    {
        var account = ActionBench.Account();

        var refusal = await Assert.ThrowsAsync<SessionActionException>(() => account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]) with { Name = name }));

        Assert.Equal("ActionName", refusal.ErrorId);
        Assert.Empty(account.Operations);
    }

    [Theory]
    [InlineData("pipeline")]
    [InlineData("command by id")]
    public async Task What_takes_no_message_is_not_given_one(string kind)
    {
        var request = ActionBench.Request(ActionBench.Targets[kind]) with { Message = "<event>" };

        Assert.Equal("MessageNotTaken", (await Assert.ThrowsAsync<SessionActionException>(() => ActionBench.Account().RegisterAsync(request))).ErrorId);
    }

    [Theory]
    [InlineData("Collect-Logs", "arn:aws:ssm:eu-west-1:111122223333:document/Collect-Logs")]
    [InlineData("AWS-RunShellScript", "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript")]
    [InlineData("AmazonCloudWatch-ManageAgent", "arn:aws:ssm:eu-west-1::document/AmazonCloudWatch-ManageAgent")]
    [InlineData("arn:aws:ssm:eu-west-1:444455556666:document/Shared", "arn:aws:ssm:eu-west-1:444455556666:document/Shared")]
    public void A_document_is_named_in_full(string document, string arn) =>
        Assert.Equal(arn, ActionTarget.Command(document, ActionBench.RoleArn, ["i-1"]).ArnIn(Place));

    [Fact]
    public void A_command_is_one_block_of_nodes_and_constant_parameters()
    {
        Assert.Equal(
            """{"Id":"id","Arn":"arn:aws:ssm:eu-west-1:111122223333:document/Collect-Logs","RoleArn":"arn:aws:iam::111122223333:role/service-role/events","RunCommandParameters":{"RunCommandTargets":[{"Key":"InstanceIds","Values":["i-02573cafcfEXAMPLE"]}]},"Input":"{\"lines\":[\"100\"]}"}""",
            ActionBench.Targets["command by id"].Json("id", Place, message: null));
        Assert.Contains("""[{"Key":"tag:Role","Values":["bastion"]}]""", ActionBench.Targets["command by tag"].Json("id", Place, message: null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topic", "TopicMissing")]
    [InlineData("pipeline", "PipelineMissing")]
    [InlineData("command by id", "CommandDocumentMissing")]
    public async Task A_target_that_is_not_there_is_refused(string kind, string rule)
    {
        var account = ActionBench.Account();
        account.TopicsByArn.Clear();
        account.PipelineNames.Clear();
        account.DocumentTypes.Clear();
        var before = account.State;

        Assert.Equal(rule, (await Assert.ThrowsAsync<SessionActionException>(() => account.RegisterAsync(ActionBench.Request(ActionBench.Targets[kind])))).ErrorId);
        Assert.Equal(before, account.State);
    }

    [Fact]
    public async Task A_document_of_another_type_and_a_missing_role_are_refused()
    {
        var account = ActionBench.Account();
        account.DocumentTypes["Collect-Logs"] = "Session";
        account.RolesByName.Clear();

        var refusal = await Assert.ThrowsAsync<SessionActionException>(() => account.RegisterAsync(ActionBench.Request(ActionBench.Targets["command by id"])));

        Assert.Equal("NotACommandDocument", refusal.ErrorId);
        Assert.Contains($"There is no role '{ActionBench.RoleArn}'.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alias/aws/sns", "TopicKeyIsAwsManaged")]
    [InlineData("alias/aws-managed", "TopicKeyIsAwsManaged")]
    [InlineData("alias/disabled", "TopicKeyNotEnabled")]
    [InlineData("absent", "TopicKeyMissing")]
    public async Task A_topic_whose_key_lets_nothing_through_is_refused(string key, string rule)
    {
        var account = WithKey(key);

        Assert.Equal(rule, (await Assert.ThrowsAsync<SessionActionException>(() => account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"])))).ErrorId);
    }

    [Theory]
    [InlineData("alias/open", null)]
    [InlineData("alias/closed", "TopicKeyClosed")]
    [InlineData("alias/hidden", "TopicKeyNotSeen")]
    public async Task The_policy_of_a_topics_key_is_looked_at(string key, string? rule)
    {
        var plan = await WithKey(key).Actions().PlanAsync(ActionBench.Request(ActionBench.Targets["topic"]), TestContext.Current.CancellationToken);

        Assert.Equal(rule is null ? [] : [rule], plan.Warnings.Select(warning => warning.RuleId));
    }

    private static InMemoryActionAccount WithKey(string key)
    {
        var account = ActionBench.Account();
        account.TopicsByArn[ActionBench.TopicArn] = account.TopicsByArn[ActionBench.TopicArn] with { KmsKeyId = key };
        foreach (var name in new[] { "alias/aws-managed", "alias/disabled", "alias/open", "alias/closed", "alias/hidden" })
        {
            account.KeyList.ByName[name] = new KeyFacts(name, Region, name == "alias/disabled" ? "Disabled" : "Enabled", IsSymmetric: true) { IsAwsManaged = name == "alias/aws-managed" };
        }

        account.KeyList.PolicyByArn["alias/open"] = LookupResult.Known(new KeyPolicy(
            """{"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":["kms:GenerateDataKey*","kms:Decrypt"],"Resource":"*"}]}"""));
        account.KeyList.PolicyByArn["alias/closed"] = LookupResult.Known(new KeyPolicy(
            """{"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*"}]}"""));
        account.KeyList.PolicyByArn["alias/hidden"] = LookupResult.Denied<KeyPolicy>(
            new AwsCallException(AwsCallFailure.Denied, "KMS", "GetKeyPolicy", "AccessDeniedException", "request-1", 400, "no"));
        return account;
    }
}
