using System.Text.Json.Nodes;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Events;

/// <summary>The default event bus: holds an event against every rule and sends it to the targets of those that match.</summary>
internal static class EventBus
{
    public static void Put(JsonObject happened, RegionState region)
    {
        foreach (var rule in region.EventRules.All.Where(rule => rule.Matches(happened)))
        {
            foreach (var target in rule.Targets.Values)
            {
                Deliver(happened, region, rule, target);
            }
        }
    }

    private static void Deliver(JsonObject happened, RegionState region, EventRule rule, EventTarget target)
    {
        if (!Arn.TryParse(target.Arn, out var arn) || TargetKinds.Of(arn) is not { } kind)
        {
            throw new InvalidOperationException($"PutTargets let {target.Arn} through.");
        }

        var ruleArn = region.EventRules.ArnOf(rule);
        var members = target.Members;
        var input = TargetInput.Of(members, happened, new RuleNames(rule.Name, ruleArn), region.Clock.GetUtcNow());
        var shot = new TargetShot(region.Account.Cloud, arn, members, ruleArn, region.Account.Id);
        var problem = kind.Send(shot, input, out var message);
        region.Account.Cloud.Deliveries.Add(new Delivery
        {
            Time = region.Clock.GetUtcNow(),
            Account = region.Account.Id,
            Region = region.Name,
            Rule = ruleArn,
            TargetId = target.Id,
            Target = target.Arn,
            Action = kind.Action,
            As = members["RoleArn"]?.ToString(),
            Message = message,
            Problem = problem,
        });
    }
}
