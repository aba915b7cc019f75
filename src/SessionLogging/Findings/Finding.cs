namespace SessionLogging.Findings;

/// <summary>How a rule came out.</summary>
public enum FindingStatus : long
{
    /// <summary>The rule holds, as far as was looked.</summary>
    Pass,

    /// <summary>The rule is broken: a change that would break it is refused.</summary>
    Fail,

    /// <summary>The rule is broken, and that need not hurt; or it was broken before and is only told.</summary>
    Warning,

    /// <summary>The rule asks nothing of this subject.</summary>
    NotApplicable,

    /// <summary>It cannot be told, because something may not be looked at or is filled in later.</summary>
    Unknown,

    /// <summary>It was broken or could not be told, and somebody has accepted that for a time.</summary>
    Accepted,
}

/// <summary>How much a broken rule matters.</summary>
public enum FindingSeverity : long
{
    /// <summary>Worth a word to whoever changes what it is about: nothing need be wrong.</summary>
    Information,

    /// <summary>Something is awkward, for example to a console.</summary>
    Low,

    /// <summary>Something works otherwise than one may think, or not for everybody.</summary>
    Medium,

    /// <summary>Logs or actions are lost without a word.</summary>
    High,

    /// <summary>Nobody can start a session.</summary>
    Critical,
}

/// <summary>How one rule came out on one subject.</summary>
public sealed record Finding
{
    /// <summary>The account that it was found in; <see langword="null"/> where that is not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>The name of that account, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The Region that it was found in; <see langword="null"/> where that is not known.</summary>
    public string? Region { get; init; }

    /// <summary>What was tested, by its name, for example an action; <see langword="null"/> for preferences.</summary>
    public string? Name { get; init; }

    /// <summary>The Session document that was tested; <see langword="null"/> for what is none, and for a file whose name does not say it.</summary>
    public string? DocumentName { get; init; }

    /// <summary>The number of the document's version; <see langword="null"/> where it is not known, or there is no document.</summary>
    public string? DocumentVersion { get; init; }

    /// <summary>The file that was tested; <see langword="null"/> where it was none.</summary>
    public string? Path { get; init; }

    /// <summary>The line of the file that it is about, counted from 1; <see langword="null"/> where no file was tested.</summary>
    public int? Line { get; init; }

    /// <summary>The rule's stable name, for example <c>BucketMissing</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>How much it matters where the rule is broken.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>How the rule came out.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>What was judged: a setting, a place in a document, a bucket, a key, an action …</summary>
    public required string Subject { get; init; }

    /// <summary>What was found and what will happen because of it.</summary>
    public required string Message { get; init; }

    /// <summary>How to mend it, for preferences of an account the command itself where there is one; empty where nothing is to be mended.</summary>
    public required string Remediation { get; init; }

    /// <summary>The controls that the rule is evidence for, for example <c>NIST 800-53 AU-14</c>; none for most.</summary>
    public IReadOnlyList<string> Controls { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>Where the rule comes from: a sentence of the documentation, or the name of an API or a program.</summary>
    public required string Reference { get; init; }

    /// <summary>Who has accepted it; <see langword="null"/> where nobody has, or no more.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Why it was accepted.</summary>
    public string? AcceptedReason { get; init; }

    /// <summary>Until when it is accepted, in UTC.</summary>
    public DateTimeOffset? AcceptedUntil { get; init; }

    /// <summary>The look that failed otherwise than by being denied, for which the rule could not be judged.</summary>
    internal AwsCallException? FailedLook { get; init; }

    /// <summary>The rule's name, the message and how to mend it.</summary>
    public override string ToString() => $"{RuleId}: {Message} {Remediation}".TrimEnd();
}
