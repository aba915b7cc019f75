namespace SessionLogging.Preferences.Json;

/// <summary>A text is no JSON object and so no Session document.</summary>
public sealed class PreferenceFormatException : SessionLoggingException
{
    /// <summary>Says where reading ended and why.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The character in the line, from 1.</param>
    /// <param name="reason">What is wrong there.</param>
    public PreferenceFormatException(int line, int column, string reason)
        : this("The Session document", line, column, reason, subject: null, "Correct the document, or take an earlier version of it.")
    {
    }

    private PreferenceFormatException(string what, int line, int column, string reason, object? subject, string advice)
        : base(FailureCategory.InvalidData, FormattableString.Invariant($"{what} is not a JSON object: line {line}, column {column}: {reason}"), advice, subject) =>
        (Line, Column, Reason) = (line, column, reason);

    /// <inheritdoc/>
    public override string ErrorId => "DocumentNotJson";

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The character in the line, from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong there.</summary>
    public string Reason { get; }

    /// <summary>The same of a text with a name.</summary>
    internal PreferenceFormatException In(string origin, object? subject) => new(
        origin, Line, Column, Reason, subject, subject is null ? "Give the whole document as one text: Get-Content -Raw, or Out-String." : "Correct the file.");
}
