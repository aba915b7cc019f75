namespace SessionLogging.Logs;

/// <summary>Part of a session log cannot be read as what it should be; the rest can.</summary>
public sealed class SessionLogFormatException : SessionLoggingException
{
    /// <summary>Says what and why.</summary>
    /// <param name="source">Where the log was read.</param>
    /// <param name="place">Which part, for example the number of an event.</param>
    /// <param name="reason">What is wrong with it.</param>
    public SessionLogFormatException(string source, string place, string reason)
        : base($"{place} of '{source}' cannot be read: {reason}.") => (LogSource, Place) = (source, place);

    /// <inheritdoc/>
    public override string ErrorId => "LogEventNotReadable";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidData;

    /// <inheritdoc/>
    public override string RecommendedAction => "What follows is read. Look at that part of the log itself: it may have been cut.";

    /// <inheritdoc/>
    public override object Subject => LogSource;

    /// <summary>Where the log was read.</summary>
    public string LogSource { get; }

    /// <summary>Which part of it.</summary>
    public string Place { get; }
}
