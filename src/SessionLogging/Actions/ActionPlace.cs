using SessionLogging.Accounts;

namespace SessionLogging.Actions;

/// <summary>Where an action's rule lies: on the default event bus of an account in a Region.</summary>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="Region">The Region's system name.</param>
/// <param name="Partition">The partition in ARNs, for example <c>aws</c>.</param>
internal sealed record ActionPlace(string AccountId, string Region, string Partition)
{
    /// <summary>The ARN of a rule.</summary>
    internal string RuleArn(string name) => $"arn:{Partition}:events:{Region}:{AccountId}:rule/{name}";

    /// <summary>The place of an opened account.</summary>
    /// <exception cref="AwsCallException">STS refused or could not be reached.</exception>
    internal static async Task<ActionPlace> OfAsync(IAccount account, CancellationToken cancellationToken)
    {
        var identity = await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false);
        return new ActionPlace(identity.AccountId, account.Region, Arn.Parse(identity.Arn)?.Partition ?? "aws");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{AccountId}, {Region}";
}
