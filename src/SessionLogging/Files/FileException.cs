namespace SessionLogging.Files;

/// <summary>A file cannot be read or written. Where it was to be written, what was there is as it was.</summary>
public sealed class FileException : SessionLoggingException
{
    private FileException(string id, FailureCategory category, string path, string message, string? remedy, Exception? cause = null)
        : base(category, message, remedy, path, cause) => ErrorId = id;

    /// <summary><c>FileNotFound</c>, <c>FileFailed</c>, <c>FileExists</c>, <c>FileBusy</c> or <c>NotARegularFile</c>.</summary>
    public override string ErrorId { get; }

    /// <summary>Whether a failure is one that the system answered with when it was asked for a file.</summary>
    public static bool IsAbout(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>There is no file.</summary>
    /// <param name="path">The path, or the pattern that nothing matches.</param>
    public static FileException Missing(string path) =>
        new("FileNotFound", FailureCategory.InvalidInput, path, $"There is no file '{ShownText.Of(path)}'.", "Check the path.");

    /// <summary>A file cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failure">What the system answered.</param>
    public static FileException Reading(string path, Exception failure) =>
        new("FileFailed", CategoryOf(failure), path, $"The file '{ShownText.Of(path)}' could not be read: {ReasonOf(failure, path)}", remedy: null, failure);

    /// <summary>A file cannot be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failure">What the system answered.</param>
    /// <param name="temporary">The file that was to become it, which the answer may name.</param>
    internal static FileException Writing(string path, Exception failure, string? temporary = null) =>
        new("FileFailed", CategoryOf(failure), path, $"The file '{ShownText.Of(path)}' could not be written: {ReasonOf(failure, temporary)}", remedy: null, failure);

    internal static FileException Exists(string path) => new(
        "FileExists",
        FailureCategory.Conflict,
        path,
        $"The file '{ShownText.Of(path)}' was not written: another one has come into its place meanwhile.",
        "Look at what came, and write under another name or replace it.");

    internal static FileException NotRegular(string path, string kind) => new(
        "NotARegularFile",
        FailureCategory.InvalidInput,
        path,
        $"'{ShownText.Of(path)}' is {kind}, and only a file can be written whole or not at all.",
        "Name a file, and send its content on from there.");

    internal static FileException NotReadAsLog(string path, string kind) => new(
        "NotARegularFile",
        FailureCategory.InvalidInput,
        path,
        $"'{ShownText.Of(path)}' is {kind}, and a log is read from a file.",
        $"Name the files, for example '{ShownText.Of(path)}/*.log', or save what comes from there first.");

    internal static FileException Busy(string path, TimeSpan waited) => new(
        "FileBusy",
        FailureCategory.Timeout,
        path,
        FormattableString.Invariant($"The file '{ShownText.Of(path)}' was not written: for {waited.TotalMinutes:0} minutes another process has been writing in its folder, and holds '{FolderLock.Name}' there."),
        "Run the command again when the other one has ended.");

    internal static FileException InUse(string path) => new(
        "FileBusy",
        FailureCategory.Conflict,
        path,
        $"Nothing is added to the file '{ShownText.Of(path)}': another process is adding to it.",
        "Name another file, or wait until the other one has ended.");

    private static FailureCategory CategoryOf(Exception failure) => failure switch
    {
        UnauthorizedAccessException => FailureCategory.Denied,
        FileNotFoundException or DirectoryNotFoundException => FailureCategory.NotFound,
        PathTooLongException => FailureCategory.InvalidInput,
        _ => FailureCategory.Unavailable,
    };

    private static string ReasonOf(Exception failure, string? named) => failure switch
    {
        UnauthorizedAccessException => "access is denied.",
        FileNotFoundException => "it does not exist.",
        DirectoryNotFoundException => "its folder does not exist.",
        PathTooLongException => "its path is longer than the system allows.",
        _ => ShownText.Of(named is null ? failure.Message : failure.Message.Replace($" : '{named}'", "").Replace($"'{named}'", "it").TrimEnd('.') + "."),
    };
}
