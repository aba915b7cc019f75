using SessionLogging.Findings;

namespace SessionLogging.Preferences.Document;

/// <summary>A change breaks a rule and was not made. Nothing was asked of AWS.</summary>
public sealed class PreferenceRuleException : SessionLoggingException
{
    /// <summary>Refuses an input.</summary>
    /// <param name="rule">The stable name of what is asked of it, for example <c>TextNotTaken</c>.</param>
    /// <param name="setting">The setting's or parameter's name, or what else is refused.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    public PreferenceRuleException(string rule, string setting, string message, string remedy)
        : base($"{rule}: {message}") => (Rule, Setting, RecommendedAction) = (rule, setting, remedy);

    /// <summary>Refuses values that rules forbid.</summary>
    /// <param name="findings">At least one.</param>
    public PreferenceRuleException(IReadOnlyList<Finding> findings)
        : base(string.Join(" ", findings.Select(finding => $"{finding.RuleId}: {finding.Message}")))
    {
        Findings = findings;
        (Rule, Setting) = (findings[0].RuleId, findings[0].Subject);
        RecommendedAction = string.Join(" ", findings.Select(finding => finding.Remediation).Distinct(StringComparer.Ordinal));
    }

    /// <summary>Every value that a rule forbids, the first one first; empty where an input is refused as such.</summary>
    public IReadOnlyList<Finding> Findings { get; } = [];

    /// <summary>The name of the first rule that is broken, for example <c>BucketNameLength</c>.</summary>
    public string Rule { get; }

    /// <summary>The setting that breaks <see cref="Rule"/>.</summary>
    public string Setting { get; }

    /// <inheritdoc cref="Rule"/>
    public override string ErrorId => Rule;

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <summary>The file that breaks the rule, where it is one.</summary>
    public override object? Subject => File;

    internal object? File { get; init; }

    /// <summary>What to do, for everything that is refused.</summary>
    public override string RecommendedAction { get; }
}
