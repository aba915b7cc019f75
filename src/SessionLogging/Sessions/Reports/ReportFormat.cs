namespace SessionLogging.Sessions.Reports;

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
