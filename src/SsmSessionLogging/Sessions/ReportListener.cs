using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Reading;
using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Views;

namespace SsmSessionLogging.Sessions;

/// <summary>Hands on what a report gives as objects, errors, warnings, verbose lines and progress.</summary>
internal sealed class ReportListener : ISessionReportListener
{
    private readonly CmdletPipeline _pipeline;
    private readonly Action<AccountOpening, SessionLoggingException> _tell;

    internal ReportListener(CmdletPipeline pipeline, Action<AccountOpening, SessionLoggingException> tell)
    {
        _pipeline = pipeline;
        _tell = tell;
    }

    /// <summary>The variant of the table that the sessions are shown in.</summary>
    internal string? Table { get; init; }

    public void OnRecords(IReadOnlyList<SessionRecord> records)
    {
        foreach (var record in records)
        {
            SeenNames.Note(record);
        }

        _pipeline.WriteEach(records.Select(record => TableViews.In(Table, record)));
    }

    internal static void WarnOfIncomplete(CmdletPipeline pipeline, IEnumerable<SessionReportCoverage> coverages)
    {
        foreach (var cause in coverages.Where(coverage => !coverage.Complete)
            .OrderBy(coverage => coverage.AccountId, StringComparer.Ordinal).ThenBy(coverage => coverage.Region, StringComparer.Ordinal)
            .GroupBy(coverage => coverage.Error, StringComparer.Ordinal))
        {
            pipeline.Warning($"The report of {PlaceText.Of(cause)} is not complete: {cause.Key}");
        }
    }

    internal static void WarnOfGaps(CmdletPipeline pipeline, IEnumerable<SessionReportCoverage> coverages)
    {
        foreach (var gap in CoverageGap.Between(coverages))
        {
            pipeline.Warning(
                $"{$"{gap.AccountId} {gap.Region}".Trim()} was not read between {Shown(gap.After)} and {Shown(gap.Before)}{(gap.Selection is null ? "" : $" (only {gap.Selection})")}: "
                + "sessions that started then may be missing.");
        }

        static string Shown(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    public void OnProgress(string? accountId, string region, SessionProgress progress) => _pipeline.Progress(
        new ProgressRecord(
            ActivityOf(accountId, region),
            $"Sessions in {accountId} {region}",
            FormattableString.Invariant($"{progress.Sessions} sessions on {progress.Pages} pages, {progress.DaysCovered:0.0} of {progress.Days:0.0} days"))
        {
            PercentComplete = progress.Days <= 0 ? 100 : (int)Math.Max(0, Math.Min(100, 100 * progress.DaysCovered / progress.Days)),
        });

    public void OnOriginProgress(string? accountId, string region, long calls) => _pipeline.Progress(
        new ProgressRecord(ActivityOf(accountId, region), $"Sessions in {accountId} {region}", FormattableString.Invariant($"{calls} calls of StartSession in CloudTrail's Event history")));

    public void OnLogCheck(string region, LogCheckEstimate estimate) => _pipeline.Warning(
        FormattableString.Invariant($"{region}: looking for the logs of {estimate.Sessions:N0} sessions takes about {estimate.Calls:N0} calls. Ctrl+C stops it."));

    public void OnTargetsUnresolved(string region, AwsCallException failure) =>
        _pipeline.Warning($"{region}: TargetName and Platform stay empty where they were not listed yet: {failure.Message} {failure.RecommendedAction}");

    public void OnFailure(AccountOpening opening, SessionLoggingException failure) => _tell(opening, failure);

    public void OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure) =>
        _pipeline.Warning(
            $"{opening.Region} is left out: it does not know credentials that another Region took, so it is not enabled in the account, or a session token is not valid there. "
            + "Allow account:ListRegions to know, or name the Regions.");

    public void OnCovered(SessionReportCoverage coverage, TimeSpan elapsed)
    {
        _pipeline.Progress(new ProgressRecord(ActivityOf(coverage.AccountId, coverage.Region), $"Sessions in {coverage.AccountId} {coverage.Region}", "Done")
        {
            RecordType = ProgressRecordType.Completed,
        });
        _pipeline.Verbose(FormattableString.Invariant(
            $"{coverage.AccountId} {coverage.Region}: {coverage.Sessions} sessions{(coverage.Source is null ? "" : $" in {coverage.Source}")}, {coverage.Calls} calls, {coverage.Throttled} throttled, {elapsed.TotalSeconds:0.0} s").TrimStart());
    }

    private static int ActivityOf(string? accountId, string region) => StringComparer.Ordinal.GetHashCode($"{accountId} {region}") & int.MaxValue;
}
