namespace SessionLogging.Preferences;

/// <summary>A rule that a value or a document breaks.</summary>
/// <param name="Rule">The rule's stable name, for example <c>BucketNameLength</c>.</param>
/// <param name="Setting">The setting's name, or what else the rule judged.</param>
/// <param name="Message">What is wrong, with what the rule asks for.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RuleBreach(string Rule, string Setting, string Message, string Remedy)
{
    /// <summary>The rule's name, the message and the remedy.</summary>
    public override string ToString() => $"{Rule}: {Message} {Remedy}";
}

/// <summary>What the rules say of a change.</summary>
/// <param name="Violations">What must not be written.</param>
/// <param name="Warnings">What can be written and deserves a word.</param>
public sealed record RuleVerdict(IReadOnlyList<RuleBreach> Violations, IReadOnlyList<RuleBreach> Warnings)
{
    /// <summary>Ends the change where a rule forbids it.</summary>
    /// <exception cref="PreferenceRuleException">There are violations; it names all of them.</exception>
    public void ThrowIfViolated()
    {
        if (Violations.Count > 0)
        {
            throw new PreferenceRuleException(Violations);
        }
    }
}
