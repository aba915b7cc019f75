using SessionLogging.Files;

namespace SessionLogging.Sessions.Reports;

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
