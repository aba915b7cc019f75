using SessionLogging.Checks;

namespace SessionLogging.Preferences.Editing;

/// <summary>Keeps a change from refusing sessions or losing logs: judges the whole document as it would be.</summary>
public static class PreferenceGuard
{
    /// <summary>Looks at what the resulting document names and judges it. What the change does not touch can only warn.</summary>
    /// <exception cref="AwsCallException">A look at something that the change touches failed otherwise than by being denied.</exception>
    public static async Task<GuardVerdict> JudgeAsync(IAccount account, PreferencePlan plan, CancellationToken cancellationToken)
    {
        var evidence = await PreferenceEvidence.CollectAsync(account, plan.After, cancellationToken).ConfigureAwait(false);
        // A draft that becomes the default changes settings that the edit need not name.
        var changed = plan.Difference.Changes.Select(change => change.Setting);
        var touched = PreferenceSetting.All.Where(setting => plan.Edit[setting] is not null || changed.Contains(setting.Name)).ToList();
        var findings = PreferenceChecks.Judge(evidence).ToLookup(finding => finding.Settings.Any(touched.Contains));
        if (findings[true].Select(finding => finding.Finding.FailedLook).OfType<AwsCallException>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }

        var blocking = findings[true].Select(finding => finding.Finding).Where(finding => finding.Impact is not FindingImpact.None).ToList();
        var others = findings[true].Concat(findings[false].Where(finding => !finding.IsNote)).Select(finding => finding.Finding);
        return new GuardVerdict(blocking, [.. others.Except(blocking)]) { Evidence = evidence };
    }
}

/// <summary>What the guard says of a change.</summary>
/// <param name="Blocking">What the change would break, or keep broken among the settings that it names.</param>
/// <param name="Warnings">What was broken before, or could not be seen.</param>
public sealed record GuardVerdict(IReadOnlyList<Finding> Blocking, IReadOnlyList<Finding> Warnings)
{
    /// <summary>What was looked at; <see langword="null"/> where nothing was.</summary>
    internal PreferenceEvidence? Evidence { get; init; }

    /// <summary>The verdict where nothing was looked at.</summary>
    public static GuardVerdict NotJudged { get; } = new([], []);

    /// <summary>Ends a change that would refuse sessions or lose logs.</summary>
    /// <exception cref="PreferenceGuardException">There is something that blocks.</exception>
    public void ThrowIfBlocked(PreferenceTarget target)
    {
        if (Blocking.Count > 0)
        {
            throw new PreferenceGuardException(target, Blocking);
        }
    }
}
