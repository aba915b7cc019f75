namespace SessionLogging.Sessions.Reports;

/// <summary>What is to be reported is neither a session nor a coverage.</summary>
public sealed class NotASessionException : SessionLoggingException
{
    /// <summary>Says what it is.</summary>
    /// <param name="input">What was given.</param>
    public NotASessionException(object input)
        : base($"An object of type {input.GetType()} is neither a session nor a coverage of a report.") => Subject = input;

    /// <inheritdoc/>
    public override string ErrorId => "NotASession";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <inheritdoc/>
    public override string RecommendedAction => "Pipe what Get-SsmSessionReport gives, without Select-Object or a conversion in between.";

    /// <summary>What was given.</summary>
    public override object Subject { get; }
}
