using SessionLogging.Actions.Changes;

namespace SessionLogging.Tests.Actions;

/// <summary>An account in which an action of every kind can be made, and requests for them.</summary>
internal static class ActionBench
{
    public const string Name = "sessions";
    public const string TopicArn = "arn:aws:sns:eu-west-1:111122223333:audit";
    public const string OtherTopicArn = "arn:aws:sns:eu-west-1:111122223333:other";
    public const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:audit";
    public const string PipelineArn = "arn:aws:codepipeline:eu-west-1:111122223333:audit";
    public const string RoleArn = "arn:aws:iam::111122223333:role/service-role/events";

    public const string Policy =
        """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:Publish","SNS:SetTopicAttributes"],"Resource":"arn:aws:sns:eu-west-1:111122223333:audit","Condition":{"StringEquals":{"AWS:SourceOwner":"111122223333"}}}]}
        """;

    public static readonly IReadOnlyDictionary<string, ActionTarget> Targets = new Dictionary<string, ActionTarget>(StringComparer.Ordinal)
    {
        ["topic"] = ActionTarget.Topic(TopicArn),
        ["function"] = ActionTarget.Function(FunctionArn),
        ["alias"] = ActionTarget.Function(FunctionArn + ":live"),
        ["pipeline"] = ActionTarget.Pipeline(PipelineArn, RoleArn),
        ["command by id"] = ActionTarget.Command(
            "Collect-Logs", RoleArn, ["i-02573cafcfEXAMPLE"], new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["lines"] = ["100"] }),
        ["command by tag"] = ActionTarget.Command("Collect-Logs", RoleArn, KeyValuePair.Create<string, IReadOnlyList<string>>("Role", ["bastion"])),
    };

    public static InMemoryActionAccount Account()
    {
        var account = new InMemoryActionAccount();
        foreach (var arn in new[] { TopicArn, OtherTopicArn })
        {
            account.TopicsByArn[arn] = new TopicFacts(arn, InMemoryActionAccount.Id, Policy, KmsKeyId: null, IsFifo: false);
        }

        account.RolesByName["events"] = LookupResult.Known(new RoleFacts(
            RoleArn,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
        account.PipelineNames.Add("audit");
        account.DocumentTypes["Collect-Logs"] = "Command";
        return account;
    }

    public static SessionActionRequest Request(ActionTarget target) => new() { Name = Name, Target = target };

    public static SessionActions Actions(this InMemoryActionAccount account) => new(account, TimeProvider.System);

    public static async Task<SessionAction> RegisterAsync(this InMemoryActionAccount account, SessionActionRequest request)
    {
        var plan = await account.Actions().PlanAsync(request, TestContext.Current.CancellationToken);
        return await account.Actions().RegisterAsync(plan, TestContext.Current.CancellationToken);
    }
}
