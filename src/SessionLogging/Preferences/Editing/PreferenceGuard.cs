using SessionLogging.Accounts;
using SessionLogging.Checks;

namespace SessionLogging.Preferences.Editing;

/// <summary>Keeps a change from refusing sessions or losing logs: judges the whole document as it would be.</summary>
public static class PreferenceGuard
{
    /// <summary>Looks at what the resulting document names and judges it.</summary>
    /// <exception cref="AwsCallException">A look failed otherwise than by being denied.</exception>
    public static async Task<GuardVerdict> JudgeAsync(IAccount account, PreferencePlan plan, CancellationToken cancellationToken)
    {
        var evidence = await PreferenceEvidence.CollectAsync(account, plan.After, cancellationToken).ConfigureAwait(false);
        // A draft that becomes the default changes settings that the edit need not name.
        var changed = plan.Difference.Changes.Select(change => change.Setting);
        var touched = PreferenceSetting.All.Where(setting => plan.Edit[setting] is not null || changed.Contains(setting.Name)).ToList();
        var findings = PreferenceChecks.Judge(evidence).ToLookup(
            finding => finding.Finding.Impact is not FindingImpact.None && finding.Settings.Any(touched.Contains), finding => finding.Finding);
        return new GuardVerdict([.. findings[true]], [.. findings[false]]);
    }
}

/// <summary>What the guard says of a change.</summary>
/// <param name="Blocking">What the change would break, or keep broken among the settings that it names.</param>
/// <param name="Warnings">What was broken before, or could not be seen.</param>
public sealed record GuardVerdict(IReadOnlyList<Finding> Blocking, IReadOnlyList<Finding> Warnings)
{
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
