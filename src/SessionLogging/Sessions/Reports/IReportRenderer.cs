using SessionLogging.Files;

namespace SessionLogging.Sessions.Reports;

/// <summary>Gives reports their look, and reads tables back. Implemented on libraries for charts, pages and tables.</summary>
public interface IReportRenderer
{
    /// <summary>Begins a report in a temporary file beside the one asked for, so that a place that cannot be written is known at once.</summary>
    /// <exception cref="ReportFileException">The options break a rule, or what is to be added to cannot be read.</exception>
    /// <exception cref="FileException">The folder does not exist or cannot be written, or the place is no file's.</exception>
    IReportWriter Begin(ReportOptions options);

    /// <summary>Reads a table of sessions row by row: what was written as CSV, also with its columns in another order or with others beside them.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The fields of each row by their columns' names, as they stand in the file.</returns>
    /// <exception cref="SessionRecordFormatException">The file is no table from there on.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>> ReadRows(string path);
}

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

/// <summary>What a report is written as.</summary>
public enum ReportFormat
{
    /// <summary>One page for people, with figures, charts and the sessions.</summary>
    Html,

    /// <summary>A table for spreadsheets: UTF-8 with a byte order mark, a row a session.</summary>
    Csv,

    /// <summary>A JSON object a line, as <see cref="SessionRecordJson"/> writes them.</summary>
    JsonLines,
}

/// <summary>Which report to write, and where.</summary>
public sealed record ReportOptions
{
    /// <summary>The file, as a full path.</summary>
    public required string Path { get; init; }

    /// <summary>What it is written as.</summary>
    public required ReportFormat Format { get; init; }

    /// <summary>Whether a file that exists is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Whether the sessions are added to those of a file that exists: of an account's and Region's sessions with the same id, what is
    /// given now wins over what the file holds, and of those given now the last.
    /// </summary>
    public bool Append { get; init; }

    /// <summary>The time zone of the HTML. CSV and JSON lines are always in UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The heading of the HTML; <see langword="null"/> for the usual one.</summary>
    public string? Title { get; init; }

    /// <summary>Whether CSV fields that a spreadsheet would take for a formula get a leading apostrophe.</summary>
    public bool FormulaGuard { get; init; } = true;

    /// <summary>The format that a file's extension stands for.</summary>
    /// <exception cref="ReportFileException"><c>ReportFormatUnknown</c>.</exception>
    public static ReportFormat FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => ReportFormat.Html,
        ".CSV" => ReportFormat.Csv,
        ".JSONL" or ".NDJSON" => ReportFormat.JsonLines,
        _ => throw ReportFileException.FormatUnknown(path),
    };

    /// <summary>Lets pass what can be written, before there is anything to write.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ReportFileException"><c>AppendNotPossible</c>: the format is HTML. <c>ReportExists</c>: the file is there, and is neither to be replaced nor added to.</exception>
    /// <exception cref="FileException"><c>NotARegularFile</c>: a folder, pipe, device or socket is there.</exception>
    public ReportOptions RequireWritable()
    {
        if (Append && Format is ReportFormat.Html)
        {
            throw ReportFileException.AppendNotPossible(Path);
        }

        if (FilePlace.Of(Path).IsTaken && !Append && !Force)
        {
            throw ReportFileException.Exists(Path);
        }

        return this;
    }
}
