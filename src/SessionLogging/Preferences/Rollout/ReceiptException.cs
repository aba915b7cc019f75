namespace SessionLogging.Preferences.Rollout;

/// <summary>Receipts that were kept cannot be gone by. Nothing was asked of AWS for the document, and nothing was changed.</summary>
public sealed class ReceiptException : SessionLoggingException
{
    private ReceiptException(string id, FailureCategory category, string path, string message, string remedy)
        : base(category, message, remedy, path) => ErrorId = id;

    /// <summary><c>ReceiptsNotReadable</c>, <c>ResumeDiffers</c>.</summary>
    public override string ErrorId { get; }

    internal static ReceiptException NotReadable(string path, long line, string reason) => new(
        "ReceiptsNotReadable",
        FailureCategory.InvalidData,
        path,
        FormattableString.Invariant($"Line {line} of '{ShownText.Of(path)}' is no receipt of a change: {reason}."),
        "Name a file that -ReceiptPath has written, or a new one.");

    internal static ReceiptException Differs(string path, string what) => new(
        "ResumeDiffers",
        FailureCategory.InvalidInput,
        path,
        $"The receipts in '{ShownText.Of(path)}' are of other settings than this command's{what}.",
        "Go on with the command that wrote them, or change everything anew with another -ReceiptPath and without -ResumeFrom.");
}
