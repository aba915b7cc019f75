using SessionLogging.Accounts;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Sessions;

/// <summary>The part of a report that is one account in one Region.</summary>
internal sealed class ReportRegion(SessionReportOptions options, IAccount account, string? accountId, ISessionReportListener listener, TimeProvider time)
{
    private readonly SessionReading _reading = new SessionSource(
        accountId,
        account.Region,
        account.Sessions,
        CallLimiterRegistry.Process.For(account.Connection.EndpointUrl, accountId, account.Region, options.MaxCallsPerSecond),
        time).Read(options.Request, progress => listener.OnProgress(accountId, account.Region, progress));

    private readonly SessionLogs _logs = new(account.Documents, time);
    private readonly TargetNames _targets = new(account.Nodes, failure => listener.OnTargetsUnresolved(account.Region, failure));

    internal SessionReportCoverage Coverage => _reading.Coverage;

    /// <summary>Gives the sessions.</summary>
    /// <param name="run">The run that the records belong to.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">Not all could be read; what came was given.</exception>
    internal Task ReadAsync(ReportRun run, CancellationToken cancellationToken) => options.LogStatus is LogStatusDepth.LookedFor
        ? ReadThenLookAsync(run, cancellationToken)
        : ReadAsTheyComeAsync(run, cancellationToken);

    private async Task ReadAsTheyComeAsync(ReportRun run, CancellationToken cancellationToken)
    {
        await foreach (var page in _reading.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var records = new SessionRecord[page.Count];
            for (var i = 0; i < records.Length; i++)
            {
                var log = options.LogStatus is LogStatusDepth.LeftOut ? null : await _logs.AssessAsync(page[i], cancellationToken).ConfigureAwait(false);
                records[i] = await RecordAsync(page[i], log, run, cancellationToken).ConfigureAwait(false);
            }

            listener.OnRecords(records);
        }
    }

    // What is known of all of them is collected first, so that they can be joined with what the services list.
    private async Task ReadThenLookAsync(ReportRun run, CancellationToken cancellationToken)
    {
        var assessments = new List<LogAssessment>();
        try
        {
            await foreach (var page in _reading.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var session in page)
                    assessments.Add(await _logs.AssessAsync(session, cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
                await LookAsync(assessments, run, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(List<LogAssessment> assessments, ReportRun run, CancellationToken cancellationToken)
    {
        var check = new LogCheck(account.LogObjects, account.LogStreams, account.LogGroups, time)
        {
            Announce = estimate => listener.OnLogCheck(account.Region, estimate),
        };
        var records = new List<SessionRecord>(assessments.Count);
        foreach (var assessment in await check.CheckAsync(assessments, cancellationToken).ConfigureAwait(false))
            records.Add(await RecordAsync(assessment.Session, assessment, run, cancellationToken).ConfigureAwait(false));
        listener.OnRecords(records);
    }

    private async ValueTask<SessionRecord> RecordAsync(Session session, LogAssessment? log, ReportRun run, CancellationToken cancellationToken)
    {
        var record = SessionRecords.From(session, accountId, account.Region, log, run);
        return options.ResolveTargets ? await _targets.NameAsync(record, cancellationToken).ConfigureAwait(false) : record;
    }
}
