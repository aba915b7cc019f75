using SessionLogging.Findings;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>A change would refuse sessions or lose logs, and was not made.</summary>
public sealed class PreferenceGuardException : SessionLoggingException
{
    internal PreferenceGuardException(PreferenceTarget target, IReadOnlyList<Finding> findings)
        : base($"The change of {target} was not made. " + string.Join(" ", findings.Select(finding => $"{finding.RuleId}: {finding.Message}")))
    {
        Target = target;
        Findings = findings;
    }

    /// <summary><c>SessionsRefused</c>, or <c>LogsLost</c> where sessions would start.</summary>
    public override string ErrorId => ConsequenceOf(Findings.Max(finding => finding.Severity));

    /// <summary>What becomes of sessions where a rule of this severity is broken: <c>SessionsRefused</c> or <c>LogsLost</c>.</summary>
    public static string ConsequenceOf(FindingSeverity severity) => severity is FindingSeverity.Critical ? "SessionsRefused" : "LogsLost";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.Refused;

    /// <summary>The document concerned.</summary>
    public PreferenceTarget Target { get; }

    /// <summary>What would happen and how to mend it, one by one.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <inheritdoc/>
    public override object Subject => Target;

    /// <inheritdoc/>
    public override string RecommendedAction =>
        string.Join(" ", Findings.Select(finding => finding.Remediation).Distinct(StringComparer.Ordinal))
        + $" -SkipTargetCheck writes it without this look, and {(ErrorId == "SessionsRefused" ? "then sessions are refused" : "then logs are lost")}.";
}
