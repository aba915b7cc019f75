using SessionLogging.Files;
using SessionLogging.Rendering.Files;
using SessionLogging.Rendering.Pages;

namespace SessionLogging.Rendering;

/// <summary>Reports as HTML pages, CSV and JSON lines.</summary>
public sealed class ReportRenderer : IReportRenderer
{
    private readonly TimeProvider _time;

    /// <summary>With the system's clock.</summary>
    public ReportRenderer()
        : this(TimeProvider.System)
    {
    }

    internal ReportRenderer(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public IReportWriter Begin(ReportOptions options)
    {
        options.RequireWritable();
        var file = PendingFile.Begin(options.Path, options.Force || options.Append, _time);
        try
        {
            return options.Format switch
            {
                ReportFormat.Html => new PageReport(file, options, _time),
                ReportFormat.Csv => RecordReportOf(file, new CsvFormat(file.Content, options.FormulaGuard), options.Append),
                _ => RecordReportOf(file, new JsonLinesFormat(file.Content), options.Append),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>> ReadRows(string path) => CsvFormat.ReadRows(path);

    private static RecordReport RecordReportOf(PendingFile file, IRecordFormat format, bool isMerged)
    {
        // A file that cannot be added to is better known before the sessions are asked for than after.
        if (isMerged && file.Existing is { } older)
        {
            Check(format, older);
        }

        return new RecordReport(file, format, isMerged);
    }

    private static void Check(IRecordFormat format, string older)
    {
        try
        {
            format.Check(older);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(older, failure);
        }
    }
}
