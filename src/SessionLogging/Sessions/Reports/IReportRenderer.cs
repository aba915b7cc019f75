using SessionLogging.Files;

namespace SessionLogging.Sessions.Reports;

/// <summary>Gives reports their look. Implemented on libraries for charts, pages and tables.</summary>
public interface IReportRenderer
{
    /// <summary>Begins a report in a temporary file beside the one asked for, so that a place that cannot be written is known at once.</summary>
    /// <exception cref="ReportFileException">The options break a rule, or what is to be added to cannot be read.</exception>
    /// <exception cref="FileException">The folder does not exist or cannot be written, or the place is no file's.</exception>
    IReportWriter Begin(ReportOptions options);
}
