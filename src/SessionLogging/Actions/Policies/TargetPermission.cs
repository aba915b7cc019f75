using SessionLogging.Actions.Json;

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

/// <summary>Judges whether a resource's policy lets a service in, as far as that can be said without its conditions.</summary>
internal static class PolicyGrant
{
    /// <summary>EventBridge as a principal.</summary>
    internal const string EventBridge = "events.amazonaws.com";

    /// <summary>Whether a statement allows EventBridge an action and none denies it without a condition. Conditions of a statement that names EventBridge are taken as met.</summary>
    /// <param name="policy">The policy's text.</param>
    /// <param name="action">The action, for example <c>sns:Publish</c>.</param>
    internal static bool Allows(string? policy, string action)
    {
        if (JsonReading.Parse(policy) is not { } root)
        {
            return false;
        }

        var concerned = root.Member("Statement").OneOrMany().Where(statement => Names(statement) && Covers(statement, action)).ToList();
        return concerned.Exists(statement => statement.Text("Effect") == "Allow")
            && !concerned.Exists(statement => statement.Text("Effect") == "Deny" && statement.Member("Condition") is null);
    }

    // The policy that a topic is born with opens it to everybody, on the condition of being the owner: that is not EventBridge.
    private static bool Names(JsonElement statement) => statement.Member("Principal") switch
    {
        { ValueKind: JsonValueKind.Object } kinds when kinds.Texts("Service").Contains(EventBridge) => true,
        { ValueKind: JsonValueKind.Object } kinds => kinds.Texts("AWS").Contains("*") && statement.Member("Condition") is null,
        { ValueKind: JsonValueKind.String } everybody => everybody.GetString() == "*" && statement.Member("Condition") is null,
        _ => false,
    };

    /// <summary>Whether a statement's actions are or include an action.</summary>
    internal static bool Covers(JsonElement statement, string action) => statement.Texts("Action").Any(pattern => Regex.IsMatch(
        action,
        "^" + Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".") + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)));
}
