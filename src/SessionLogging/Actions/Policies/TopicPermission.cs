using SessionLogging.Actions.Json;

namespace SessionLogging.Actions.Policies;

/// <summary>The right of a rule to publish to a topic.</summary>
/// <remarks>SetTopicAttributes replaces the whole policy and knows no versions: it is read right before, and read back right after.</remarks>
internal sealed class TopicPermission(ITopics topics, ActionPlace place, string topicArn, string ruleArn) : ITargetPermission
{
    private const int MostTries = 3;

    private readonly string _id = OwnershipMark.Of(ruleArn);

    private readonly string _statement = JsonOut.Object(json =>
    {
        json.WriteString("Effect", "Allow");
        json.WriteStartObject("Principal");
        json.WriteString("Service", PolicyGrant.EventBridge);
        json.WriteEndObject();
        json.WriteString("Action", "sns:Publish");
        json.WriteString("Resource", topicArn);
        json.WriteStartObject("Condition");
        json.WriteStartObject("ArnEquals");
        json.WriteString("aws:SourceArn", ruleArn);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public string Description => $"the statement '{_id}' in the policy of the topic {topicArn}";

    public async Task<bool> IsGrantedAsync(CancellationToken cancellationToken) =>
        IsGrantedIn((await ReadAsync(cancellationToken).ConfigureAwait(false))?.Policy);

    public async Task<bool> IsThereAsync(CancellationToken cancellationToken) =>
        TopicPolicy.HasId((await ReadAsync(cancellationToken).ConfigureAwait(false))?.Policy, _id);

    public Task GrantAsync(CancellationToken cancellationToken) =>
        ChangeAsync(IsGrantedIn, topic => TopicPolicy.With(topic.Policy, _id, _statement), cancellationToken);

    public Task RevokeAsync(CancellationToken cancellationToken) =>
        ChangeAsync(policy => !TopicPolicy.HasId(policy, _id), topic => TopicPolicy.Without(topic.Policy, _id, DefaultPolicy(topic)), cancellationToken);

    private async Task ChangeAsync(Func<string?, bool> isDone, Func<TopicFacts, string> change, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var topic = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (isDone(topic?.Policy))
            {
                return;
            }

            if (topic is null)
            {
                throw new SessionActionException(
                    "TopicMissing", FailureCategory.NotFound, actionName: null, $"There is no topic {topicArn}.", "Create the topic first, or name another one.");
            }

            if (tries == MostTries)
            {
                throw new SessionActionException(
                    "PolicyOverwritten",
                    FailureCategory.Conflict,
                    actionName: null,
                    $"The policy of the topic {topicArn} was written {MostTries} times and others wrote over it each time.",
                    "Run the command again.");
            }

            await topics.SetPolicyAsync(topicArn, change(topic), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TopicFacts?> ReadAsync(CancellationToken cancellationToken)
    {
        var look = await topics.LookAsync(topicArn, cancellationToken).ConfigureAwait(false);
        return look.State switch
        {
            LookupState.Known => look.Facts,
            LookupState.Missing => null,
            _ => throw look.Denial,
        };
    }

    private bool IsGrantedIn(string? policy) => TopicPolicy.Has(policy, _id, _statement);

    // A topic cannot be without a policy; this is the one that CreateTopic gives.
    private string DefaultPolicy(TopicFacts topic) =>
        $$$$"""{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{{{{topicArn}}}}","Condition":{"StringEquals":{"AWS:SourceOwner":"{{{{(topic.Owner.Length > 0 ? topic.Owner : place.AccountId)}}}}"}}}]}""";
}
