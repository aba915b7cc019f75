using SessionLogging.Files;
using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>What findings are written as.</summary>
public enum FindingFormat
{
    /// <summary>One page for people, in the report's look.</summary>
    Html,

    /// <summary>A table for spreadsheets: UTF-8 with a byte order mark, a row a finding.</summary>
    Csv,

    /// <summary>A JSON object a line, as <see cref="FindingJson"/> writes them.</summary>
    JsonLines,

    /// <summary>SARIF 2.1.0, which code scanning of forges and editors reads (OASIS).</summary>
    Sarif,
}

/// <summary>Which findings' file to write, and where.</summary>
public sealed record FindingFileOptions
{
    /// <summary>The file, as a full path.</summary>
    public required string Path { get; init; }

    /// <summary>What it is written as.</summary>
    public required FindingFormat Format { get; init; }

    /// <summary>The folder that SARIF names files below it from, as a repository does: the current one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether a file that exists is replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The heading of the HTML; <see langword="null"/> for the usual one.</summary>
    public string? Title { get; init; }

    /// <summary>Whether CSV fields that a spreadsheet would take for a formula get a leading apostrophe.</summary>
    public bool FormulaGuard { get; init; } = true;

    /// <summary>The format that a file's extension stands for.</summary>
    /// <exception cref="FindingFileException"><c>FindingFormatUnknown</c>.</exception>
    public static FindingFormat FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => FindingFormat.Html,
        ".CSV" => FindingFormat.Csv,
        ".JSONL" or ".NDJSON" => FindingFormat.JsonLines,
        ".SARIF" => FindingFormat.Sarif,
        _ => throw FindingFileException.FormatUnknown(path),
    };

    /// <summary>Lets pass what can be written, before there is anything to write.</summary>
    /// <exception cref="FindingFileException"><c>FindingFileExists</c>: the file is there, and is not to be replaced.</exception>
    /// <exception cref="FileException"><c>NotARegularFile</c>: a folder, pipe, device or socket is there.</exception>
    public FindingFileOptions RequireWritable() => FilePlace.Of(Path).IsTaken && !Force ? throw FindingFileException.Exists(Path) : this;
}

/// <summary>Writes findings to files. Implemented on libraries for pages and tables.</summary>
public interface IFindingRenderer
{
    /// <summary>Writes a file beside its place and moves it there at the end: whole or not at all.</summary>
    /// <exception cref="FileException">The file cannot be written, or another one has come into its place meanwhile.</exception>
    Task<FileInfo> WriteAsync(IReadOnlyList<Finding> findings, FindingFileOptions options, CancellationToken cancellationToken);
}
