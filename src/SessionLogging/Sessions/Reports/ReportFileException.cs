namespace SessionLogging.Sessions.Reports;

/// <summary>A report's file cannot be written as asked, or cannot be added to; what was there is as it was.</summary>
public sealed class ReportFileException : SessionLoggingException
{
    private ReportFileException(string rule, FailureCategory category, string path, string message, string remedy)
        : base(category, message, remedy, path) => ErrorId = rule;

    /// <summary>The rule: <c>ReportFormatUnknown</c>, <c>ReportExists</c>, <c>AppendNotPossible</c> or <c>ReportNotReadable</c>.</summary>
    public override string ErrorId { get; }

    /// <summary>A file to which a report is to be added is no such report.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it, and where.</param>
    public static ReportFileException NotReadable(string path, string reason) => new(
        "ReportNotReadable",
        FailureCategory.InvalidData,
        path,
        $"Nothing can be added to '{path}': {reason}. It was not touched.",
        "Name a file that Export-SsmSessionReport wrote in the same format, or a new one.");

    internal static ReportFileException FormatUnknown(string path) => new(
        "ReportFormatUnknown",
        FailureCategory.InvalidInput,
        path,
        $"The extension of '{path}' is none of .html, .htm, .csv, .jsonl and .ndjson.",
        "Use one of them, or give -Format.");

    internal static ReportFileException Exists(string path) => new(
        "ReportExists",
        FailureCategory.Conflict,
        path,
        $"The file '{path}' exists.",
        "Use -Force to replace it, -Append to add to a CSV or JSON lines file, or another name.");

    internal static ReportFileException AppendNotPossible(string path) => new(
        "AppendNotPossible",
        FailureCategory.InvalidInput,
        path,
        $"Nothing can be added to '{path}': an HTML report is written as a whole.",
        "Append to a .jsonl file, and write the HTML from all of its records.");
}

/// <summary>What is to be reported is neither a session nor a coverage.</summary>
public sealed class NotASessionException : SessionLoggingException
{
    /// <summary>Says what it is.</summary>
    /// <param name="input">What was given; <see langword="null"/> for null itself, of which a mistyped variable is made.</param>
    /// <param name="reason">What is wrong with it, where it looks like one.</param>
    public NotASessionException(object? input, string? reason = null)
        : base(
            FailureCategory.InvalidInput,
            reason is null
                ? $"{(input is null ? "Null" : $"An object of type {input.GetType()}")} is neither a session nor a coverage of a report. Nothing was done."
                : $"An object looks like a session of a report, and cannot be read as one: {reason}. Nothing was done.",
            "Pipe what Get-SsmSessionReport gives, or what Import-Csv, Import-Clixml or ConvertFrom-Json has made of it, with all its properties.",
            input)
    {
    }

    /// <inheritdoc/>
    public override string ErrorId => "NotASession";
}
