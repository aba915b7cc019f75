using SessionLogging.Files;
using SessionLogging.Rendering.Files;

namespace SessionLogging.Rendering.Pages;

/// <summary>Keeps the sessions, out of memory where they are many, since the page begins with what they add up to. One that is given twice counts once, as its later record.</summary>
internal sealed class PageReport(PendingFile file, ReportOptions options, TimeProvider time) : IReportWriter
{
    private readonly GivenSessions _sessions = new(file.OpenScratch);
    private readonly List<SessionReportCoverage> _coverages = [];
    private readonly HashSet<ReportRun> _runs = [];

    public void Add(SessionRecord session)
    {
        _sessions.Add(session.AsOf(time.GetUtcNow()));
        if (ReportRun.Of(session) is { } run)
        {
            _runs.Add(run);
        }
    }

    public void Add(SessionReportCoverage coverage) => _coverages.Add(coverage);

    public async Task<FileInfo> FinishAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Page.WriteAsync(file.Content, _sessions, [.. _coverages, .. _runs.SelectMany(run => run.Coverages)], options, time.GetUtcNow()).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return await file.PlaceAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        using (file)
        {
            _sessions.Dispose();
        }
    }
}
