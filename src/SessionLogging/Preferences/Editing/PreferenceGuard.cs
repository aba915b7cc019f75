using SessionLogging.Checks;
using SessionLogging.Findings;

namespace SessionLogging.Preferences.Editing;

/// <summary>Keeps a change from refusing sessions or losing logs: judges the whole document as it would be.</summary>
public sealed class PreferenceGuard
{
    private PreferenceGuard(IReadOnlyList<Finding> findings, PreferenceEvidence? evidence)
    {
        Blocking = [.. findings.Where(finding => finding.Status is FindingStatus.Fail)];
        Warnings = [.. findings.Where(finding => finding.Status is not FindingStatus.Fail)];
        Evidence = evidence;
    }

    /// <summary>What is said where nothing was looked at.</summary>
    public static PreferenceGuard NotAsked { get; } = new([], evidence: null);

    /// <summary>What the change would break, or keep broken among the settings that it names.</summary>
    public IReadOnlyList<Finding> Blocking { get; }

    /// <summary>What was broken before, or could not be seen.</summary>
    public IReadOnlyList<Finding> Warnings { get; }

    /// <summary>What was looked at; <see langword="null"/> where nothing was.</summary>
    internal PreferenceEvidence? Evidence { get; }

    /// <summary>Looks at what the resulting document names and judges it. What the change does not touch can only warn.</summary>
    /// <exception cref="AwsCallException">A look at something that the change touches failed otherwise than by being denied.</exception>
    public static async Task<PreferenceGuard> JudgeAsync(IAccount account, PreferencePlan plan, CancellationToken cancellationToken)
    {
        var evidence = await PreferenceEvidence.CollectAsync(account, plan.After, cancellationToken).ConfigureAwait(false);

        // A draft that becomes the default changes settings that the edit need not name.
        var touched = plan.Edit.Values.Select(value => value.Setting.Name).Concat(plan.Difference.Changes.Select(change => change.Setting)).ToList();
        var findings = PreferenceChecks.Find(evidence).ToLookup(found => found.Settings.Any(touched.Contains), found => found.Finding);
        return findings[true].Select(finding => finding.FailedLook).OfType<AwsCallException>().FirstOrDefault() is { } failure
            ? throw failure
            : new PreferenceGuard([.. findings[true], .. findings[false].Where(finding => finding.Severity > FindingSeverity.Information).Select(Older)], evidence);
    }

    /// <summary>Ends a change that would refuse sessions or lose logs.</summary>
    /// <exception cref="PreferenceGuardException">There is something that blocks.</exception>
    public void ThrowIfBlocked(PreferenceTarget target)
    {
        if (Blocking.Count > 0)
        {
            throw new PreferenceGuardException(target, Blocking);
        }
    }

    private static Finding Older(Finding finding) => finding.Status is FindingStatus.Fail ? finding with { Status = FindingStatus.Warning } : finding;
}
