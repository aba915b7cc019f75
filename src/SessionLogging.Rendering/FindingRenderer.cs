using CsvHelper;
using SessionLogging.Audits;
using SessionLogging.Files;
using SessionLogging.Findings;
using SessionLogging.Rendering.Pages;
using SessionLogging.Text;

namespace SessionLogging.Rendering;

/// <summary>Findings as an HTML page, CSV, JSON lines and SARIF.</summary>
public sealed class FindingRenderer : IFindingRenderer
{
    private readonly TimeProvider _time;

    /// <summary>With the system's clock.</summary>
    public FindingRenderer()
        : this(TimeProvider.System)
    {
    }

    internal FindingRenderer(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public async Task<FileInfo> WriteAsync(IReadOnlyList<Finding> findings, FindingFileOptions options, CancellationToken cancellationToken)
    {
        using var file = PendingFile.Begin(options.RequireWritable().Path, options.Force, _time);
        switch (options.Format)
        {
            case FindingFormat.Html:
                await FindingPage.WriteAsync(file.Content, findings, options.Title, _time.GetUtcNow()).ConfigureAwait(false);
                break;
            case FindingFormat.Csv:
                WriteCsv(file.Content, findings, options.FormulaGuard);
                break;
            case FindingFormat.JsonLines:
                WriteLines(file.Content, findings);
                break;
            default:
                FindingSarif.Write(file.Content, findings, options.Folder, typeof(FindingRenderer).Assembly.GetName().Version!.ToString(3));
                break;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await file.PlaceAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void WriteCsv(Stream content, IReadOnlyList<Finding> findings, bool guards)
    {
        using var rows = CsvWriter.Create(
            content, CsvWriterOptions.Default with { NewLine = "\r\n", WriteByteOrderMark = true, Injection = CsvInjection.None }, leaveOpen: true);
        WriteRow(FindingJson.Fields.Select(field => (string?)field.Name));
        foreach (var finding in findings)
        {
            WriteRow(FindingJson.Fields.Select(field => field.TextOf(finding)));
        }

        void WriteRow(IEnumerable<string?> fields)
        {
            foreach (var field in fields)
            {
                rows.WriteField(guards ? FormulaGuard.Before(field) : field);
            }

            rows.EndRecord();
        }
    }

    private static void WriteLines(Stream content, IReadOnlyList<Finding> findings)
    {
        using var lines = new StreamWriter(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\n" };
        foreach (var finding in findings)
        {
            lines.WriteLine(FindingJson.Write(finding));
        }
    }
}
