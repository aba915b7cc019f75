namespace SessionLogging.Checks;

/// <summary>What a finding means for sessions.</summary>
public enum FindingImpact
{
    /// <summary>Nothing is lost or refused because of it.</summary>
    None,

    /// <summary>Sessions are as they were, and an action on them does not happen.</summary>
    ActionsLost,

    /// <summary>Sessions start, and their logs are lost without a word.</summary>
    LogsLost,

    /// <summary>Every session is refused.</summary>
    SessionsRefused,
}

/// <summary>How a rule came out.</summary>
public enum FindingStatus
{
    /// <summary>The rule is broken.</summary>
    Failed,

    /// <summary>The rule could not be judged, because something may not be looked at or is filled in later.</summary>
    Unknown,

    /// <summary>The rule holds; said where somebody asked for the answer.</summary>
    Passed,
}

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Logs or actions are lost.</summary>
    High,

    /// <summary>Nobody can start a session.</summary>
    Critical,
}

/// <summary>One thing that a check found.</summary>
public sealed record Finding
{
    /// <summary>The account that it was found in; <see langword="null"/> where that is not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region that it was found in; <see langword="null"/> where that is not known.</summary>
    public string? Region { get; init; }

    /// <summary>What was checked, by its name, for example an action; <see langword="null"/> for preferences.</summary>
    public string? Name { get; init; }

    /// <summary>The rule's stable name, for example <c>BucketMissing</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>How much it matters: follows from <see cref="Impact"/>.</summary>
    public FindingSeverity Severity => Impact switch
    {
        FindingImpact.SessionsRefused => FindingSeverity.Critical,
        FindingImpact.LogsLost or FindingImpact.ActionsLost => FindingSeverity.High,
        _ => FindingSeverity.Information,
    };

    /// <summary>How the rule came out.</summary>
    public FindingStatus Status { get; init; } = FindingStatus.Failed;

    /// <summary>What it means for sessions.</summary>
    public required FindingImpact Impact { get; init; }

    /// <summary>What was judged: a bucket, a log group, a key or a setting.</summary>
    public required string Target { get; init; }

    /// <summary>What is wrong and what would happen.</summary>
    public required string Message { get; init; }

    /// <summary>How to mend it.</summary>
    public required string Remediation { get; init; }

    /// <summary>The look that failed otherwise than by being denied, for which the rule could not be judged.</summary>
    internal AwsCallException? FailedLook { get; init; }

    /// <summary>A broken rule about a thing.</summary>
    /// <param name="thing">The thing, for example <c>bucket 'logs'</c>.</param>
    /// <param name="rule">The rule's name.</param>
    /// <param name="impact">What it means for sessions.</param>
    /// <param name="what">What is the matter with the thing, as the rest of a sentence.</param>
    /// <param name="remediation">How to mend it.</param>
    internal static Finding Of(string thing, string rule, FindingImpact impact, string what, string remediation) => new()
    {
        RuleId = rule,
        Impact = impact,
        Target = thing,
        Message = $"The {thing} {what}.",
        Remediation = remediation,
    };
}
