using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>What a rule is, whoever asks it.</summary>
public sealed record RuleDescription
{
    /// <summary>The rule's stable name, which its findings carry.</summary>
    public required string RuleId { get; init; }

    /// <summary>How much it matters where the rule is broken, at worst.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What it judges: settings, a document, what preferences name, a change, an action …</summary>
    public required string Judges { get; init; }

    /// <summary>The settings, or the kinds of things, that it looks at.</summary>
    public required IReadOnlyList<string> LooksAt { get; init => field = new PlainList<string>(value); }

    /// <summary>The sentence of the documentation, or the name of the API or program, that it comes from.</summary>
    public required string Reference { get; init; }

    /// <summary>The cmdlets that ask it.</summary>
    public required IReadOnlyList<string> AskedBy { get; init => field = new PlainList<string>(value); }

    /// <summary>The IAM actions that its look needs; none where it asks nobody.</summary>
    public required IReadOnlyList<string> Permissions { get; init => field = new PlainList<string>(value); }

    /// <summary>The controls that it is evidence for; none for most.</summary>
    public required IReadOnlyList<string> Controls { get; init => field = new PlainList<string>(value); }

    /// <summary>What a pass does not prove, in one sentence.</summary>
    public required string DoesNotProve { get; init; }

    /// <summary>The rule's name.</summary>
    public override string ToString() => RuleId;
}
