using SessionLogging.Accounts;

namespace SessionLogging.Checks;

/// <summary>The finding for a thing that may not be looked at.</summary>
internal static class NotSeen
{
    internal static Finding Because(AwsCallException denial, string target, string rule, string user = "sessions") => new()
    {
        RuleId = rule,
        Status = FindingStatus.Unknown,
        Impact = FindingImpact.None,
        Target = target,
        Message = $"The {target} could not be looked at, since {denial.Action} was denied; whether {user} can use it is not known.",
        Remediation = $"Allow {denial.Action}, or look with other credentials.",
    };
}
