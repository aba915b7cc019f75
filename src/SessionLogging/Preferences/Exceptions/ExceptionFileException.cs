namespace SessionLogging.Preferences.Exceptions;

/// <summary>A file of agreed exceptions cannot be gone by. Nothing was asked of AWS for any document, and nothing was changed.</summary>
public sealed class ExceptionFileException : SessionLoggingException
{
    private ExceptionFileException(string id, FailureCategory category, string path, string message, string remedy)
        : base(category, message, remedy, path) => ErrorId = id;

    /// <summary><c>ExceptionsNotReadable</c>, <c>ExceptionColumnUnknown</c> or <c>ExceptionsDisagree</c>.</summary>
    public override string ErrorId { get; }

    internal static ExceptionFileException NotReadable(string path, string reason) => new(
        "ExceptionsNotReadable",
        FailureCategory.InvalidData,
        path,
        $"The exceptions in '{ShownText.Of(path)}' cannot be read: {ShownText.Of(reason)}.",
        "Give a CSV file, a JSON array or JSON lines. Each row has AccountId, OrganizationalUnit or Region, the settings that differ there, AcceptedBy, AcceptedReason and AcceptedUntil.");

    internal static ExceptionFileException ColumnUnknown(string path, string column, IEnumerable<string> known) => new(
        "ExceptionColumnUnknown",
        FailureCategory.InvalidData,
        path,
        $"The exceptions in '{ShownText.Of(path)}' have a column '{ShownText.Of(column)}', which is no setting. The columns are {string.Join(", ", known)}.",
        column.Contains(';') ? "Separate the columns by commas." : "Name the setting as the properties of Get-SsmLoggingPreference do, or take the column out.");

    internal static ExceptionFileException Disagree(string path, string one, string other, string setting) => new(
        "ExceptionsDisagree",
        FailureCategory.InvalidData,
        path,
        $"The exceptions in '{ShownText.Of(path)}' contradict each other: {ShownText.Of(one)} and {ShownText.Of(other)} hold for the same account and Region and give {setting} different values.",
        "Narrow one of them, or take it out.");
}
