using SessionLogging.Rendering.Files;
using SessionLogging.Rendering.Pages;
using SessionLogging.Sessions.Reports;

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
        var older = options.Append && File.Exists(options.Path) ? options.Path : null;
        var file = new PendingFile(options.Path, options.Force || older is not null);
        try
        {
            return options.Format switch
            {
                ReportFormat.Html => new PageReport(file, options, _time),
                ReportFormat.Csv => RecordReportOf(file, new CsvFormat(file.Content, options.FormulaGuard), options.Append, older),
                _ => RecordReportOf(file, new JsonLinesFormat(file.Content), options.Append, older),
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static RecordReport RecordReportOf(PendingFile file, IRecordFormat format, bool isMerged, string? older)
    {
        // A file that cannot be added to is better known before the sessions are asked for than after.
        if (older is not null)
            format.Check(older);
        return new RecordReport(file, format, isMerged) { Older = older };
    }
}
