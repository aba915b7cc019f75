using SessionLogging.Checks;
using SessionLogging.Findings;

namespace SessionLogging.Preferences.Editing;

/// <summary>A change worked out and judged, before anybody has agreed to it: whether sessions would be refused or logs lost.</summary>
public sealed class ChangeProposal
{
    private readonly IReadOnlyList<Finding> _findings;

    private ChangeProposal(PreferencePlan plan, IReadOnlyList<Finding> findings, PreferenceEvidence? evidence)
    {
        Plan = plan;
        _findings = findings;
        Evidence = evidence;
    }

    /// <summary>What would be written.</summary>
    public PreferencePlan Plan { get; }

    /// <summary>What the change would break, or keep broken among the settings that it names.</summary>
    public IReadOnlyList<Finding> Blocking => [.. _findings.Where(finding => finding.Status is FindingStatus.Fail)];

    /// <summary>What deserves attention before the change is made: that nothing is logged any more, what the plan says, what was broken before or could not be seen.</summary>
    public IReadOnlyList<Finding> Warnings =>
    [
        .. NothingIsLogged is { } lost ? [lost] : Enumerable.Empty<Finding>(),
        .. Plan.Warnings,
        .. _findings.Where(finding => finding.Status is not FindingStatus.Fail),
    ];

    /// <summary>That the change turns off the last log destination, which needs consent; <see langword="null"/> where it does not.</summary>
    public Finding? NothingIsLogged => Plan.NothingIsLogged;

    /// <summary>What was looked at; <see langword="null"/> where nothing was.</summary>
    internal PreferenceEvidence? Evidence { get; }

    /// <summary>A plan of which nothing was looked at.</summary>
    internal static ChangeProposal Unjudged(PreferencePlan plan) => new(plan, [], evidence: null);

    /// <summary>Looks at what the resulting document names and judges the whole of it. What the change does not touch can only warn.</summary>
    /// <exception cref="AwsCallException">A look at something that the change touches failed otherwise than by being denied.</exception>
    internal static async Task<ChangeProposal> JudgeAsync(IAccount account, PreferencePlan plan, ChangeOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var looking = DocumentWriter.LookAsync(account, plan, options.History, now, cancellationToken);
        var collecting = PreferenceEvidence.CollectAsync(account, plan.After, options.Buckets, cancellationToken);
        await Task.WhenAll(looking, collecting).ConfigureAwait(false);
        var evidence = await collecting.ConfigureAwait(false);
        var writer = await looking.ConfigureAwait(false);

        // A draft that becomes the default changes settings that the edit need not name.
        var touched = plan.Edit.Values.Select(value => value.Setting.Name).Concat(plan.Changes.Changed.Select(change => change.Setting)).ToList();
        var findings = PreferenceChecks.Find(evidence).ToLookup(found => found.Settings.Any(touched.Contains), found => found.Finding);
        return findings[true].Select(finding => finding.FailedLook).OfType<AwsCallException>().FirstOrDefault() is { } failure
            ? throw failure
            : new ChangeProposal(plan, [.. ChangeRules.ManagedElsewhere.Find(writer), .. findings[true], .. findings[false].Where(finding => finding.Severity > FindingSeverity.Information).Select(Older)], evidence);
    }

    /// <summary>Ends a change that would refuse sessions or lose logs.</summary>
    /// <exception cref="PreferenceGuardException">There is something that blocks.</exception>
    public void ThrowIfBlocked()
    {
        if (Blocking.Count > 0)
        {
            throw new PreferenceGuardException(Plan.Target, Blocking);
        }
    }

    private static Finding Older(Finding finding) => finding.Status is FindingStatus.Fail ? finding with { Status = FindingStatus.Warning } : finding;
}
