namespace SessionLogging.Logs.Events;

/// <summary>A message of a log stream: an event, raw text, or what should be an event and is not.</summary>
internal sealed record StreamedMessage
{
    /// <summary>The event.</summary>
    internal SessionLogEvent? Event { get; init; }

    /// <summary>Raw terminal output.</summary>
    internal string? RawText { get; init; }

    /// <summary>Why it is no event although it begins as one.</summary>
    internal string? Problem { get; init; }

    /// <summary>Tells what a message is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="depth">How many messages may stand in messages.</param>
    internal static StreamedMessage Of(string message, int depth)
    {
        if (depth == 0 || message.TrimStart() is not ['{', ..])
        {
            return new StreamedMessage { RawText = message };
        }

        var found = new List<StreamedMessage>();
        try
        {
            EventJson.Read(Encoding.UTF8.GetBytes(message), found);
            return found.Count > 0 ? found[0] : new StreamedMessage { RawText = message };
        }
        catch (JsonException problem)
        {
            return BeginsAsEvent(message) ? new StreamedMessage { Problem = problem.Message } : new StreamedMessage { RawText = message };
        }
    }

    /// <summary>Whether a broken message was an event once.</summary>
    internal static bool BeginsAsEvent(string message) => message.TrimStart().StartsWith("{\"eventVersion\"", StringComparison.Ordinal);
}
