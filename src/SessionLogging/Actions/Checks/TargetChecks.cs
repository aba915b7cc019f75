using SessionLogging.Actions.Policies;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Actions.Checks;

/// <summary>Looks at what a target needs besides its own permission: that it is there, its key, and the role that EventBridge starts it with.</summary>
internal sealed class TargetChecks(IAccount account)
{
    private const string AwsManagedAlias = "alias/aws/sns";
    private static readonly string[] KeyActions = ["kms:GenerateDataKey", "kms:Decrypt"];

    /// <summary>The findings on a target; none where nothing is wrong.</summary>
    /// <param name="targetArn">The target.</param>
    /// <param name="roleArn">The role, where the target needs one.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A look failed otherwise than by being denied.</exception>
    internal async Task<IReadOnlyList<TargetFinding>> LookAsync(string targetArn, string? roleArn, CancellationToken cancellationToken)
    {
        var findings = new List<TargetFinding>();
        switch (TargetKindRule.Of(targetArn)?.Kind)
        {
            case ActionTargetKind.Topic:
                findings.AddRange(await LookAtTopicAsync(targetArn, cancellationToken).ConfigureAwait(false));
                break;
            case ActionTargetKind.Pipeline:
                findings.AddRange(await LookAtPipelineAsync(targetArn, cancellationToken).ConfigureAwait(false));
                break;
            case ActionTargetKind.Command:
                findings.AddRange(await LookAtDocumentAsync(targetArn, cancellationToken).ConfigureAwait(false));
                break;
        }

        if (roleArn is not null)
        {
            findings.AddRange(await LookAtRoleAsync(roleArn, cancellationToken).ConfigureAwait(false));
        }

        return findings;
    }

    private async Task<IReadOnlyList<TargetFinding>> LookAtTopicAsync(string arn, CancellationToken cancellationToken)
    {
        var name = $"topic '{arn}'";
        var look = await account.Topics.LookAsync(arn, cancellationToken).ConfigureAwait(false);
        return look.State switch
        {
            LookState.Missing => [TargetFinding.Blocking("TopicMissing", name, $"There is no {name}.", "Create the topic first, or name another one.")],
            LookState.Denied => [TargetFinding.NotSeen("TopicNotSeen", name, look.Denial)],
            _ when look.Facts.IsFifo =>
                [TargetFinding.Blocking("TopicIsFifo", name, $"The {name} is a FIFO topic, which EventBridge cannot send to.", "Name a standard topic.")],
            _ => look.Facts.KmsKeyId is { } key ? await LookAtKeyAsync(name, key, cancellationToken).ConfigureAwait(false) : [],
        };
    }

    private async Task<IReadOnlyList<TargetFinding>> LookAtKeyAsync(string topic, string keyId, CancellationToken cancellationToken)
    {
        if (keyId.EndsWith(AwsManagedAlias, StringComparison.Ordinal))
        {
            return [AwsManagedKey(topic)];
        }

        var name = $"KMS key '{keyId}' of the {topic}";
        var key = PossibleName.IsKey(keyId) ? await account.Keys.LookAsync(keyId, cancellationToken).ConfigureAwait(false) : Looked.NotAName<KeyFacts>();
        if (key.State is not LookState.Known)
        {
            return key.State is LookState.Denied
                ? [TargetFinding.NotSeen("TopicKeyNotSeen", name, key.Denial)]
                : [TargetFinding.Blocking("TopicKeyMissing", name, $"There is no {name}: nothing can be published.", "Give the topic another key.")];
        }

        if (key.Facts.IsAwsManaged)
        {
            return [AwsManagedKey(topic)];
        }

        if (key.Facts.State != "Enabled")
        {
            return [TargetFinding.Blocking("TopicKeyNotEnabled", name, $"The {name} is {key.Facts.State}: nothing can be published.", "Enable the key, or give the topic another one.")];
        }

        var policy = await account.Keys.LookAtPolicyAsync(key.Facts.Arn, cancellationToken).ConfigureAwait(false);
        return policy.State switch
        {
            LookState.Denied => [TargetFinding.NotSeen("TopicKeyNotSeen", name, policy.Denial)],
            LookState.Known when Array.TrueForAll(KeyActions, action => PolicyGrant.Allows(policy.Facts.Text, action)) => [],
            _ =>
            [
                TargetFinding.Doubtful(
                    "TopicKeyClosed",
                    name,
                    $"The policy of the {name} does not let {PolicyGrant.EventBridge} use it: the messages are lost without a word.",
                    $"Allow {PolicyGrant.EventBridge} {string.Join(" and ", KeyActions)} in the key's policy."),
            ],
        };
    }

    private async Task<IReadOnlyList<TargetFinding>> LookAtPipelineAsync(string arn, CancellationToken cancellationToken)
    {
        var name = $"pipeline '{arn}'";
        var look = await account.Pipelines.LookAsync(Arn.Parse(arn)!.Resource, cancellationToken).ConfigureAwait(false);
        return look.State switch
        {
            LookState.Missing => [TargetFinding.Blocking("PipelineMissing", name, $"There is no {name}.", "Create the pipeline first, or name another one.")],
            LookState.Denied => [TargetFinding.NotSeen("PipelineNotSeen", name, look.Denial)],
            _ => [],
        };
    }

    private async Task<IReadOnlyList<TargetFinding>> LookAtDocumentAsync(string arn, CancellationToken cancellationToken)
    {
        var parsed = Arn.Parse(arn)!;
        var document = parsed.Resource.Substring("document/".Length);
        var name = $"Run Command document '{document}'";
        try
        {
            // A document that another account shares is known here by its ARN alone.
            var own = parsed.AccountId.Length == 0 || parsed.AccountId == (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
            var description = await account.Documents.DescribeAsync(own ? document : arn, cancellationToken).ConfigureAwait(false);
            return description switch
            {
                null => [TargetFinding.Blocking("CommandDocumentMissing", name, $"There is no {name}.", "Create the document first, or name another one.")],
                { DocumentType: not "Command" } =>
                [
                    TargetFinding.Blocking(
                        "NotACommandDocument", name, $"The document '{document}' is of type {description.DocumentType}.", "Name a document of type Command."),
                ],
                _ => [],
            };
        }
        catch (AwsCallException denial) when (denial.Kind is AwsCallFailure.Denied)
        {
            return [TargetFinding.NotSeen("CommandDocumentNotSeen", name, denial)];
        }
    }

    private async Task<IReadOnlyList<TargetFinding>> LookAtRoleAsync(string arn, CancellationToken cancellationToken)
    {
        var name = $"role '{arn}'";
        var look = Arn.Parse(arn) is { LastName: var roleName } && PossibleName.IsRole(roleName)
            ? await account.Roles.LookAsync(roleName, cancellationToken).ConfigureAwait(false)
            : Looked.NotAName<RoleFacts>();
        return look.State switch
        {
            LookState.Missing or LookState.NotAName => [TargetFinding.Blocking("RoleMissing", name, $"There is no {name}.", "Create the role first, or name another one.")],
            LookState.Denied => [TargetFinding.NotSeen("RoleNotSeen", name, look.Denial)],
            _ when look.Facts.Arn != arn =>
            [
                TargetFinding.Blocking(
                    "RoleMissing", name, $"There is no {name}: the role of that name in this account is '{look.Facts.Arn}'.", $"Give '{look.Facts.Arn}', or another role of this account."),
            ],
            _ when !PolicyGrant.Allows(look.Facts.TrustPolicy, "sts:AssumeRole") =>
            [
                TargetFinding.Blocking(
                    "RoleNotTrusting",
                    name,
                    $"The {name} cannot be assumed by {PolicyGrant.EventBridge}: the target would never be started.",
                    $"Allow {PolicyGrant.EventBridge} sts:AssumeRole in the role's trust policy."),
            ],
            _ => [],
        };
    }

    private static TargetFinding AwsManagedKey(string topic) => TargetFinding.Blocking(
        "TopicKeyIsAwsManaged",
        topic,
        $"The {topic} is encrypted with the key that AWS manages for SNS, whose policy does not let EventBridge in and cannot be changed: the topic would never receive anything.",
        "Encrypt the topic with a key of your own, or not at all.");
}
