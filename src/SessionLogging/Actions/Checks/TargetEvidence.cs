using SessionLogging.Preferences.Rules;

namespace SessionLogging.Actions.Checks;

/// <summary>What was seen of an action's target, besides its own permission: that it is there, its key, and the role that EventBridge starts it with. A look that failed is evidence too.</summary>
/// <param name="Arn">The target.</param>
/// <param name="RoleArn">The role, where the target needs one.</param>
internal sealed record TargetEvidence(string Arn, string? RoleArn)
{
    private const string AwsManagedAlias = "alias/aws/sns";

    internal LookupResult<TopicFacts>? Topic { get; init; }

    /// <summary>The topic's key; <see langword="null"/> where it has none, or by its alias one that AWS manages.</summary>
    internal LookupResult<KeyFacts>? Key { get; init; }

    /// <summary>The key's policy; <see langword="null"/> where the key cannot be used whatever its policy says.</summary>
    internal LookupResult<KeyPolicy>? KeyPolicy { get; init; }

    internal LookupResult<PipelineFacts>? Pipeline { get; init; }

    internal LookupResult<DocumentDescription>? Document { get; init; }

    internal LookupResult<RoleFacts>? Role { get; init; }

    internal string? KeyId => Topic is { State: LookupState.Known } ? Topic.Facts.KmsKeyId : null;

    internal string DocumentName => Actions.Arn.Parse(Arn)!.Resource.Substring("document/".Length);

    internal bool HasAwsManagedKey => KeyId?.EndsWith(AwsManagedAlias, StringComparison.Ordinal) is true || Key is { State: LookupState.Known, Facts.IsAwsManaged: true };

    /// <summary>Looks with the caller's rights, at one thing after another.</summary>
    internal static async Task<TargetEvidence> CollectAsync(IAccount account, string targetArn, string? roleArn, CancellationToken cancellationToken)
    {
        var evidence = new TargetEvidence(targetArn, roleArn);
        evidence = TargetKindRule.Of(targetArn)?.Kind switch
        {
            ActionTargetKind.Topic => await evidence.WithTopicAsync(account, cancellationToken).ConfigureAwait(false),
            ActionTargetKind.Pipeline => evidence with
            {
                Pipeline = await LookupResult.OrFailedAsync(account.Pipelines.LookAsync(Actions.Arn.Parse(targetArn)!.Resource, cancellationToken)).ConfigureAwait(false),
            },
            ActionTargetKind.Command => evidence with { Document = await LookupResult.OrFailedAsync(evidence.DescribeAsync(account, cancellationToken)).ConfigureAwait(false) },
            _ => evidence,
        };
        return roleArn is null ? evidence : evidence with
        {
            Role = Actions.Arn.Parse(roleArn) is { LastName: var name } && PossibleName.IsRole(name)
                ? await LookupResult.OrFailedAsync(account.Roles.LookAsync(name, cancellationToken)).ConfigureAwait(false)
                : LookupResult.NotAName<RoleFacts>(),
        };
    }

    private async Task<TargetEvidence> WithTopicAsync(IAccount account, CancellationToken cancellationToken)
    {
        var evidence = this with { Topic = await LookupResult.OrFailedAsync(account.Topics.LookAsync(Arn, cancellationToken)).ConfigureAwait(false) };
        if (evidence.KeyId is not { } keyId || evidence.HasAwsManagedKey || evidence.Topic.Facts.IsFifo)
        {
            return evidence;
        }

        var key = PossibleName.IsKey(keyId) ? await LookupResult.OrFailedAsync(account.Keys.LookAsync(keyId, cancellationToken)).ConfigureAwait(false) : LookupResult.NotAName<KeyFacts>();
        return evidence with
        {
            Key = key,
            KeyPolicy = key is { State: LookupState.Known, Facts: { IsAwsManaged: false, State: "Enabled" } facts }
                ? await LookupResult.OrFailedAsync(account.Keys.LookAtPolicyAsync(facts.Arn, cancellationToken)).ConfigureAwait(false)
                : null,
        };
    }

    private async Task<LookupResult<DocumentDescription>> DescribeAsync(IAccount account, CancellationToken cancellationToken)
    {
        // A document that another account shares is known here by its ARN alone.
        var owner = Actions.Arn.Parse(Arn)!.AccountId;
        var own = owner.Length == 0 || owner == (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
        return await account.Documents.DescribeAsync(own ? DocumentName : Arn, cancellationToken).ConfigureAwait(false) is { } description
            ? LookupResult.Known(description)
            : LookupResult.Missing<DocumentDescription>();
    }
}
