namespace SessionLogging.Logs;

/// <summary>What was asked of a log contradicts itself. Nothing was read.</summary>
public sealed class LogRequestException : SessionLoggingException
{
    /// <summary>Names the rule and what breaks it.</summary>
    /// <param name="rule">A stable name of the rule, for example <c>EventsAreWhole</c>.</param>
    /// <param name="parameter">The parameter that does not go with another.</param>
    /// <param name="message">What does not go together.</param>
    /// <param name="remedy">What the caller can do.</param>
    public LogRequestException(string rule, string parameter, string message, string remedy = "Leave one of them out.")
        : base(message) => (ErrorId, Subject, RecommendedAction) = (rule, parameter, remedy);

    /// <inheritdoc/>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <inheritdoc/>
    public override string RecommendedAction { get; }

    /// <summary>The parameter, by its name.</summary>
    public override object Subject { get; }
}
