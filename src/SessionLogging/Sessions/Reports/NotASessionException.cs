namespace SessionLogging.Sessions.Reports;

/// <summary>What is to be reported is neither a session nor a coverage.</summary>
public sealed class NotASessionException : SessionLoggingException
{
    /// <summary>Says what it is.</summary>
    /// <param name="input">What was given; <see langword="null"/> for null itself, of which a mistyped variable is made.</param>
    /// <param name="reason">What is wrong with it, where it looks like one.</param>
    public NotASessionException(object? input, string? reason = null)
        : base(reason is null
            ? $"{(input is null ? "Null" : $"An object of type {input.GetType()}")} is neither a session nor a coverage of a report. Nothing was done."
            : $"An object looks like a session of a report, and cannot be read as one: {reason}. Nothing was done.") => Subject = input;

    /// <inheritdoc/>
    public override string ErrorId => "NotASession";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <inheritdoc/>
    public override string RecommendedAction => "Pipe what Get-SsmSessionReport gives, or what Import-Csv, Import-Clixml or ConvertFrom-Json has made of it, with all its properties.";

    /// <summary>What was given.</summary>
    public override object? Subject { get; }
}
