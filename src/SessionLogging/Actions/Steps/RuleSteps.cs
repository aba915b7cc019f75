using SessionLogging.Actions.Json;
using SessionLogging.Actions.Policies;

namespace SessionLogging.Actions.Steps;

/// <summary>The changes that actions are made of.</summary>
internal sealed class RuleSteps(IEventRules rules, string ruleName)
{
    /// <summary>Makes or replaces the rule.</summary>
    internal ActionStep Put(EventRule? before, EventRule after) => new()
    {
        Remainder = before is null ? $"the rule '{ruleName}'" : $"the rule '{ruleName}' as it was to be",
        DoAsync = ct => rules.PutAsync(after, ct),
        IsDoneAsync = async ct => IsSame(await rules.FindAsync(ruleName, ct).ConfigureAwait(false), after),
        UndoAsync = ct => before is null ? DeleteAsync(ct) : rules.PutAsync(before, ct),
    };

    /// <summary>Deletes the rule.</summary>
    internal ActionStep Delete(EventRule before) => new()
    {
        Remainder = $"the rule '{ruleName}' is gone, or has no targets",
        DoAsync = DeleteAsync,
        IsDoneAsync = async ct => await rules.FindAsync(ruleName, ct).ConfigureAwait(false) is null,
        UndoAsync = ct => rules.PutAsync(before, ct),
    };

    /// <summary>Adds the target, or replaces the one of its id.</summary>
    internal ActionStep PutTarget(EventTarget? before, EventTarget after) => new()
    {
        Remainder = $"the target {after.Arn} of the rule '{ruleName}'",
        DoAsync = ct => rules.PutTargetsAsync(ruleName, [after], ct),
        IsDoneAsync = ct => HasAsync(after, ct),
        UndoAsync = ct => before is null ? RemoveAsync([after.Id], ct) : rules.PutTargetsAsync(ruleName, [before], ct),
    };

    /// <summary>Removes targets.</summary>
    internal ActionStep RemoveTargets(IReadOnlyList<EventTarget> before) => new()
    {
        Remainder = $"the rule '{ruleName}' lacks the targets {string.Join(", ", before.Select(target => target.Json))}",
        DoAsync = ct => RemoveAsync([.. before.Select(target => target.Id)], ct),
        IsDoneAsync = async ct => !(await ListAsync(ct).ConfigureAwait(false)).Any(target => before.Any(one => one.Id == target.Id)),
        UndoAsync = ct => rules.PutTargetsAsync(ruleName, before, ct),
    };

    /// <summary>Lets the rule use its target.</summary>
    internal static ActionStep Grant(ITargetPermission permission) => new()
    {
        Remainder = permission.Description,
        DoAsync = permission.GrantAsync,
        IsDoneAsync = permission.IsGrantedAsync,
        UndoAsync = permission.RevokeAsync,
    };

    /// <summary>Takes the right away again.</summary>
    internal static ActionStep Revoke(ITargetPermission permission) => new()
    {
        Remainder = $"the lack of {permission.Description}",
        DoAsync = permission.RevokeAsync,
        IsDoneAsync = async ct => !await permission.IsThereAsync(ct).ConfigureAwait(false),
        UndoAsync = permission.GrantAsync,
    };

    /// <summary>Whether two rules say the same; where AWS wrote the one, with its ARN, does not matter.</summary>
    internal static bool IsSame(EventRule? left, EventRule right) =>
        left is not null
        && JsonEquality.Same(left.Pattern, right.Pattern)
        && left with { Arn = right.Arn, Pattern = right.Pattern } == right;

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        if (await rules.FindAsync(ruleName, cancellationToken).ConfigureAwait(false) is not null)
        {
            await rules.DeleteAsync(ruleName, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var present = (await ListAsync(cancellationToken).ConfigureAwait(false)).Select(target => target.Id).Intersect(ids).ToList();
        if (present.Count > 0)
        {
            await rules.RemoveTargetsAsync(ruleName, present, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> HasAsync(EventTarget wanted, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false)).Any(target => target.Id == wanted.Id && JsonEquality.Same(target.Json, wanted.Json));

    private async Task<IReadOnlyList<EventTarget>> ListAsync(CancellationToken cancellationToken) =>
        await rules.FindAsync(ruleName, cancellationToken).ConfigureAwait(false) is null
            ? []
            : await rules.ListTargetsAsync(ruleName, cancellationToken).ConfigureAwait(false);
}
