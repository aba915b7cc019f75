using SessionLogging.Actions.Checks;
using SessionLogging.Actions.Json;
using SessionLogging.Actions.Policies;
using SessionLogging.Actions.Steps;
using SessionLogging.Findings;

namespace SessionLogging.Actions.Changes;

/// <summary>Works out what registering an action would change.</summary>
/// <remarks>
/// The order of the steps keeps a rule that says what belongs to it at every moment: a statement is there only while the target is, and the
/// target only while the rule is, so whatever is left after a failure can be found from the rule.
/// </remarks>
internal sealed class SessionActionPlanner(IAccount account)
{
    private const string Enabled = "ENABLED";
    private const string Disabled = "DISABLED";

    internal async Task<SessionActionPlan> PlanAsync(SessionActionRequest request, CancellationToken cancellationToken)
    {
        request.Require(account.Region);
        var place = await ActionPlace.OfAsync(account, cancellationToken).ConfigureAwait(false);
        var before = await RuleReading.FindAsync(account.EventRules, place, request.Name, cancellationToken).ConfigureAwait(false);
        RequireReplaceable(before, request);

        var rule = Rule(request, place, before);
        var target = Target(request, place);
        var findings = TargetRules.Find(await TargetEvidence.CollectAsync(account, target.Arn, request.Target.RoleArn, cancellationToken).ConfigureAwait(false)).ToList();
        RequireUsable(request, findings);

        var isOurs = before is null or { IsOurs: true };
        IReadOnlyList<EventTarget> lost = isOurs ? [] : before!.Others;
        var permission = TargetPermission.Of(account, place, request.Name, target.Arn);
        var grant = permission is not null && !await permission.IsGrantedAsync(cancellationToken).ConfigureAwait(false) ? permission : null;
        var revoke = await OutdatedAsync(before, target, place, cancellationToken).ConfigureAwait(false);
        return new SessionActionPlan(
            before?.ToAction(),
            new RuleReading(rule, [target], place).ToAction(),
            replacesForeign: !isOurs,
            [.. lost.Select(one => one.Json)],
            grant?.Description,
            findings,
            [.. Steps(before, rule, target, lost, revoke, grant)]);
    }

    private IEnumerable<ActionStep> Steps(
        RuleReading? before, EventRule rule, EventTarget target, IReadOnlyList<EventTarget> lost, ITargetPermission? revoke, ITargetPermission? grant)
    {
        var steps = new RuleSteps(account.EventRules, rule.Name);
        if (lost.Count > 0)
        {
            yield return steps.RemoveTargets(lost);
        }

        if (!RuleSteps.IsSame(before?.Rule, rule))
        {
            yield return steps.Put(before?.Rule, rule);
        }

        if (revoke is not null)
        {
            yield return RuleSteps.Revoke(revoke);
        }

        if (!JsonEquality.Same(before?.Own?.Json, target.Json))
        {
            yield return steps.PutTarget(before?.Own, target);
        }

        if (grant is not null)
        {
            yield return RuleSteps.Grant(grant);
        }
    }

    // The statement for the target that the action had before.
    private async Task<ITargetPermission?> OutdatedAsync(RuleReading? before, EventTarget target, ActionPlace place, CancellationToken cancellationToken) =>
        before?.Own is { } own
        && own.Arn != target.Arn
        && TargetPermission.Of(account, place, before.Rule.Name, own.Arn) is { } old
        && await old.IsThereAsync(cancellationToken).ConfigureAwait(false)
            ? old
            : null;

    private static EventRule Rule(SessionActionRequest request, ActionPlace place, RuleReading? before) => new(
        request.Name,
        before?.Rule.Arn,
        request.IsDisabled ? Disabled : before is { IsOurs: true } && before.Rule.State != Disabled ? before.Rule.State : Enabled,
        SessionEventPattern.Write(request.Filter),
        OwnershipMark.Describe(place.RuleArn(request.Name), request.Description));

    private static EventTarget Target(SessionActionRequest request, ActionPlace place)
    {
        var id = OwnershipMark.Of(place.RuleArn(request.Name));
        return new EventTarget(id, request.Target.ArnIn(place), request.Target.Json(id, place, request.ParseMessage()));
    }

    private static void RequireReplaceable(RuleReading? before, SessionActionRequest request)
    {
        if (before is { Rule.ManagedBy: { } service })
        {
            throw new SessionActionException(
                "ManagedRule",
                FailureCategory.Refused,
                request.Name,
                $"The rule '{request.Name}' belongs to {service}. Nothing was changed.",
                "Give another -Name.");
        }

        if (before is { IsOurs: false } && !request.Force)
        {
            throw new SessionActionException(
                "ForeignRule",
                FailureCategory.Conflict,
                request.Name,
                $"There is a rule '{request.Name}' that was made by others, with {before.Others.Count} targets. Nothing was changed.",
                "Give another -Name, or -Force to replace the rule and its targets.");
        }
    }

    private static void RequireUsable(SessionActionRequest request, List<Finding> findings)
    {
        if (findings.Find(finding => finding.FailedLook is not null) is { FailedLook: { } failure })
        {
            throw failure;
        }

        var blocking = findings.Where(finding => finding.Status is FindingStatus.Fail).ToList();
        if (blocking.Count > 0)
        {
            throw new SessionActionException(
                blocking[0].RuleId,
                FailureCategory.Refused,
                request.Name,
                $"The action '{request.Name}' was not registered. {string.Join(" ", blocking.Select(finding => finding.Message))}",
                string.Join(" ", blocking.Select(finding => finding.Remediation)));
        }
    }
}
