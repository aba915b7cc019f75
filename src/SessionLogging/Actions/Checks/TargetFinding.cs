using SessionLogging.Findings;

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
    internal static TargetFinding NotSeen(string rule, string target, Accounts.AwsCallException denial)
    {
        var verdict = Verdict.NotSeen(denial, target, user: "EventBridge");
        return new(Lost(rule, target, verdict.Message, verdict.Remediation) with { Status = FindingStatus.Unknown, FailedLook = verdict.FailedLook }, Blocks: false);
    }

    /// <summary>The action would do nothing.</summary>
    internal static Finding Lost(string rule, string target, string message, string remediation) => new()
    {
        RuleId = rule,
        Status = FindingStatus.Fail,
        Severity = FindingSeverity.High,
        Subject = target,
        Message = message,
        Remediation = remediation,
        Reference = "",
    };
}
