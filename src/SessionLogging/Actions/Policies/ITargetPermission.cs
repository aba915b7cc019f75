namespace SessionLogging.Actions.Policies;

/// <summary>The right of one rule to use its target, which stands in the target's own policy as one statement. Every method looks first, so that doing it twice has no further effect.</summary>
internal interface ITargetPermission
{
    /// <summary>Names it in a message.</summary>
    string Description { get; }

    /// <summary>Whether the statement is there, as it is to be.</summary>
    Task<bool> IsGrantedAsync(CancellationToken cancellationToken);

    /// <summary>Whether a statement of this rule is there, whatever it says.</summary>
    Task<bool> IsThereAsync(CancellationToken cancellationToken);

    /// <summary>Adds the statement.</summary>
    Task GrantAsync(CancellationToken cancellationToken);

    /// <summary>Removes the statement, and nothing else.</summary>
    Task RevokeAsync(CancellationToken cancellationToken);
}

/// <summary>Finds the permission that a target needs.</summary>
internal static class TargetPermission
{
    /// <summary>The permission; <see langword="null"/> where EventBridge uses a role instead.</summary>
    internal static ITargetPermission? Of(Accounts.IAccount account, ActionPlace place, string ruleName, string targetArn) => TargetKindRule.Of(targetArn)?.Kind switch
    {
        ActionTargetKind.Topic => new TopicPermission(account.Topics, place, targetArn, place.RuleArn(ruleName)),
        ActionTargetKind.Function => new FunctionPermission(account.Functions, targetArn, place.RuleArn(ruleName)),
        _ => null,
    };
}
