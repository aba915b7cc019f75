using System.Management.Automation;
using SessionLogging.Sessions;
using SsmSessionLogging.Abstractions;

namespace SsmSessionLogging.Sessions;

/// <summary>Shows how far a report has come in one Region.</summary>
internal sealed class ReportProgress
{
    private readonly CmdletPipeline _pipeline;
    private readonly string _region;

    internal ReportProgress(CmdletPipeline pipeline, string region)
    {
        _pipeline = pipeline;
        _region = region;
    }

    internal void Show(SessionProgress progress) => _pipeline.Progress(
        new ProgressRecord(
            activityId: StringComparer.Ordinal.GetHashCode(_region) & int.MaxValue,
            $"Sessions in {_region}",
            FormattableString.Invariant($"{progress.Sessions} sessions on {progress.Pages} pages, {progress.DaysCovered:0.0} of {progress.Days:0.0} days"))
        {
            PercentComplete = progress.Days <= 0 ? 100 : (int)Math.Max(0, Math.Min(100, 100 * progress.DaysCovered / progress.Days)),
        });
}
