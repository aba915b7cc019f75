using System.Management.Automation;
using SessionLogging;
using SessionLogging.Accounts;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;
using SsmSessionLogging.Abstractions;

namespace SsmSessionLogging.Sessions;

/// <summary>Hands on what a report gives as objects, errors, warnings, verbose lines and progress.</summary>
internal sealed class ReportListener : ISessionReportListener
{
    private readonly CmdletPipeline _pipeline;

    internal ReportListener(CmdletPipeline pipeline) => _pipeline = pipeline;

    public void OnRecords(IReadOnlyList<SessionRecord> records) => _pipeline.WriteEach(records);

    public void OnProgress(string region, SessionProgress progress) => _pipeline.Progress(
        new ProgressRecord(
            activityId: StringComparer.Ordinal.GetHashCode(region) & int.MaxValue,
            $"Sessions in {region}",
            FormattableString.Invariant($"{progress.Sessions} sessions on {progress.Pages} pages, {progress.DaysCovered:0.0} of {progress.Days:0.0} days"))
        {
            PercentComplete = progress.Days <= 0 ? 100 : (int)Math.Max(0, Math.Min(100, 100 * progress.DaysCovered / progress.Days)),
        });

    public void OnLogCheck(string region, LogCheckEstimate estimate) => _pipeline.Warning(
        FormattableString.Invariant($"{region}: looking for the logs of {estimate.Sessions:N0} sessions takes about {estimate.Calls:N0} calls. Ctrl+C stops it."));

    public void OnTargetsUnresolved(string region, AwsCallException failure) =>
        _pipeline.Warning($"{region}: TargetName and Platform stay empty: {failure.Message} {failure.RecommendedAction}");

    public void OnFailure(AccountOpening opening, SessionLoggingException failure) => _pipeline.Error(ErrorRecords.From(failure, document: null));

    public void OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure) =>
        _pipeline.Verbose($"{opening.Region} is left out: it is not enabled in the account, as it does not know credentials that another Region took.");

    public void OnCovered(SessionReportCoverage coverage, TimeSpan elapsed) => _pipeline.Verbose(FormattableString.Invariant(
        $"{coverage.AccountId} {coverage.Region}: {coverage.Sessions} sessions, {coverage.Calls} calls, {coverage.Throttled} throttled, {elapsed.TotalSeconds:0.0} s").TrimStart());
}
