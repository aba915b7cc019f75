namespace SessionLogging.Preferences;

/// <summary>A text is no JSON object and so no Session document.</summary>
public sealed class PreferenceFormatException : SessionLoggingException
{
    /// <summary>Says where reading ended and why.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The character in the line, from 1.</param>
    /// <param name="reason">What is wrong there.</param>
    public PreferenceFormatException(int line, int column, string reason)
        : base(FormattableString.Invariant($"The Session document is not a JSON object: line {line}, column {column}: {reason}"))
    {
        Line = line;
        Column = column;
        Reason = reason;
    }

    /// <inheritdoc/>
    public override string ErrorId => "DocumentNotJson";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidData;

    /// <inheritdoc/>
    public override string RecommendedAction => "Correct the document, or take an earlier version of it.";

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The character in the line, from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong there.</summary>
    public string Reason { get; }
}
