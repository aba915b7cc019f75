namespace SessionLogging.Audits;

/// <summary>Findings cannot be written as asked, or a baseline is none; what was there is as it was.</summary>
public sealed class FindingFileException : SessionLoggingException
{
    private FindingFileException(string rule, FailureCategory category, object? subject, string message, string remedy)
        : base(message) => (ErrorId, Category, Subject, RecommendedAction) = (rule, category, subject, remedy);

    /// <summary>The rule: <c>FindingFormatUnknown</c>, <c>FindingFileExists</c>, <c>BaselineNotReadable</c> or <c>NotAFinding</c>.</summary>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override FailureCategory Category { get; }

    /// <summary>The file, or the object.</summary>
    public override object? Subject { get; }

    /// <inheritdoc/>
    public override string RecommendedAction { get; }

    /// <summary>What is to be exported is no finding.</summary>
    public static FindingFileException NotAFinding(object? given) => new(
        "NotAFinding",
        FailureCategory.InvalidInput,
        given,
        $"What was given is no finding but {(given is null ? "nothing" : given.GetType().Name)}. Nothing was written.",
        "Pipe findings of Test-SsmLoggingPreference or Test-SsmSessionAction, or what ConvertFrom-Json or Import-Csv gives back of them.");

    internal static FindingFileException FormatUnknown(string path) => new(
        "FindingFormatUnknown",
        FailureCategory.InvalidInput,
        path,
        $"The extension of '{path}' is none of .html, .htm, .csv, .jsonl, .ndjson and .sarif.",
        "Use one of them, or give -Format.");

    internal static FindingFileException Exists(string path) => new(
        "FindingFileExists", FailureCategory.Conflict, path, $"The file '{path}' exists.", "Use -Force to replace it, or another name.");

    internal static FindingFileException BaselineNotReadable(string path, string reason) => new(
        "BaselineNotReadable",
        FailureCategory.InvalidData,
        path,
        $"The baseline '{path}' cannot be read: {reason}.",
        "Give a JSON array, or JSON lines, of objects with RuleId, AcceptedBy, AcceptedReason and AcceptedUntil.");
}
