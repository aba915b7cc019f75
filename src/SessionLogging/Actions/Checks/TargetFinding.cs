using SessionLogging.Checks;

namespace SessionLogging.Actions.Checks;

/// <summary>A finding on an action's target.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Blocks">Whether it is certain that the target would never do anything, so that no action is made of it.</param>
internal sealed record TargetFinding(Finding Finding, bool Blocks)
{
    /// <summary>The target would never do anything.</summary>
    internal static TargetFinding Blocking(string rule, string target, string message, string remediation) => new(Lost(rule, target, message, remediation), Blocks: true);

    /// <summary>The target would probably not do anything.</summary>
    internal static TargetFinding Doubtful(string rule, string target, string message, string remediation) => new(Lost(rule, target, message, remediation), Blocks: false);

    /// <summary>What concerns the target could not be looked at.</summary>
    internal static TargetFinding NotSeen(string rule, string target, Accounts.AwsCallException denial) =>
        new(SessionLogging.Checks.NotSeen.Because(denial, target, rule, user: "EventBridge"), Blocks: false);

    /// <summary>The action would do nothing.</summary>
    internal static Finding Lost(string rule, string target, string message, string remediation) => new()
    {
        RuleId = rule,
        Impact = FindingImpact.ActionsLost,
        Target = target,
        Message = message,
        Remediation = remediation,
    };
}
