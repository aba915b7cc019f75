using SessionLogging.Files;

namespace SessionLogging.Sessions.Reports;

/// <summary>A report that is being written. Until it is finished nothing has changed; disposed before, it leaves nothing behind.</summary>
/// <remarks>CSV and JSON lines that are not added to are written as they come and take no memory; everything else is kept until the end. Not for several threads at once.</remarks>
public interface IReportWriter : IDisposable
{
    /// <summary>Takes a session.</summary>
    /// <exception cref="FileException">The temporary file cannot be written.</exception>
    void Add(SessionRecord session);

    /// <summary>Takes what one account and Region cover: shown by the HTML, which also asks the run that a record came from, a line of its own in JSON lines, left out of CSV.</summary>
    /// <exception cref="FileException">The temporary file cannot be written.</exception>
    void Add(SessionReportCoverage coverage);

    /// <summary>Writes what is left, once, and moves the file into its place.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="ReportFileException">What is to be added to cannot be read any more.</exception>
    /// <exception cref="FileException">The file cannot be written, or another one has come into its place meanwhile.</exception>
    Task<FileInfo> FinishAsync(CancellationToken cancellationToken);
}
