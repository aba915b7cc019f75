using SessionLogging.Findings;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>Hands on the findings of a command, or with -Quiet keeps only whether all is well.</summary>
internal sealed class ToldFindings
{
    private bool _wereAny;
    private bool _isBroken;

    /// <summary>Whether something was tested, and nothing of it is Fail or Unknown.</summary>
    internal bool AreSound => _wereAny && !_isBroken;

    /// <summary>Takes what was found; -Verbose names what is not known.</summary>
    internal void Tell(CmdletPipeline pipeline, IReadOnlyList<Finding> findings, bool isQuiet)
    {
        _wereAny = true;
        _isBroken |= findings.Any(finding => finding.Status is FindingStatus.Fail or FindingStatus.Unknown);
        foreach (var finding in findings.Where(finding => finding.Status is FindingStatus.Unknown))
        {
            pipeline.Verbose($"Not known: {finding}");
        }

        if (!isQuiet)
        {
            pipeline.WriteEach(findings);
        }
    }
}
