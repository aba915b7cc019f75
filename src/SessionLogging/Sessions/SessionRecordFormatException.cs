namespace SessionLogging.Sessions;

/// <summary>A line is no record of a session, or no coverage.</summary>
public sealed class SessionRecordFormatException : SessionLoggingException
{
    /// <summary>Says why.</summary>
    /// <param name="reason">What is wrong with the line.</param>
    public SessionRecordFormatException(string reason)
        : this("The line", reason)
    {
    }

    private SessionRecordFormatException(string line, string reason)
        : base($"{line} cannot be read as a session's record: {reason}.") => Reason = reason;

    /// <inheritdoc/>
    public override string ErrorId => "RecordNotReadable";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidData;

    /// <inheritdoc/>
    public override string RecommendedAction => "Give a file of JSON lines as this module exports them.";

    /// <summary>What is wrong with the line.</summary>
    public string Reason { get; }

    /// <summary>The file; <see langword="null"/> where the line is of none.</summary>
    public override object? Subject => Path;

    /// <summary>The line in the file, from 1; <see langword="null"/> where it is of none.</summary>
    public long? Line { get; private init; }

    private string? Path { get; init; }

    /// <summary>The same, and where the line is.</summary>
    internal SessionRecordFormatException In(string path, long line) =>
        new(FormattableString.Invariant($"Line {line} of '{ShownText.Of(path)}'"), Reason) { Path = path, Line = line };
}
