namespace SessionLogging.Checks;

/// <summary>The finding for a thing that could not be looked at.</summary>
internal static class NotSeen
{
    internal static Finding Because(AwsCallException failure, string target, string rule, string user = "sessions") => new()
    {
        RuleId = rule,
        Status = FindingStatus.Unknown,
        Impact = FindingImpact.None,
        Target = target,
        Message = failure.Kind is AwsCallFailure.Denied
            ? $"The {target} could not be looked at, since {failure.Action} was denied; whether {user} can use it is not known."
            : $"The {target} could not be looked at, so whether {user} can use it is not known. {failure.Message}",
        Remediation = failure.Kind is AwsCallFailure.Denied
            ? $"Allow {failure.Action}, or look with other credentials."
            : failure.RecommendedAction ?? "Look at it with its service's own tools.",
        FailedLook = failure.Kind is AwsCallFailure.Denied ? null : failure,
    };

    /// <summary>The finding for a look that was denied or failed; <see langword="null"/> for any other.</summary>
    internal static Finding? Of<T>(Looked<T>? look, string target, string rule)
        where T : class => look is { State: LookState.Denied or LookState.Failed } ? Because(look.Failure, target, rule) : null;
}
