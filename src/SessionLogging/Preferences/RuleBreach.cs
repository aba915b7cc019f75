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

/// <summary>A change breaks a rule and was not made. Nothing was asked of AWS.</summary>
public sealed class PreferenceRuleException : SessionLoggingException
{
    /// <summary>Reports one breach.</summary>
    public PreferenceRuleException(RuleBreach breach)
        : this([breach])
    {
    }

    /// <summary>Reports several breaches of one change.</summary>
    /// <param name="breaches">At least one.</param>
    public PreferenceRuleException(IReadOnlyList<RuleBreach> breaches)
        : base(string.Join(" ", breaches.Select(breach => $"{breach.Rule}: {breach.Message}")))
    {
        Breaches = breaches;
    }

    /// <summary>Every breach of the change, the first one first.</summary>
    public IReadOnlyList<RuleBreach> Breaches { get; }

    /// <summary>The name of the first rule that is broken, for example <c>BucketNameLength</c>.</summary>
    public string Rule => Breaches[0].Rule;

    /// <summary>The setting that breaks <see cref="Rule"/>.</summary>
    public string Setting => Breaches[0].Setting;

    /// <inheritdoc cref="Rule"/>
    public override string ErrorId => Rule;

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <summary>The file that breaks the rule, where it is one.</summary>
    public override object? Subject => File;

    internal object? File { get; init; }

    /// <summary>What to do, for every breach.</summary>
    public override string RecommendedAction => string.Join(" ", Breaches.Select(breach => breach.Remedy).Distinct(StringComparer.Ordinal));
}
