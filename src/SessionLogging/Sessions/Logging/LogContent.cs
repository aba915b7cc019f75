using System.Text;

namespace SessionLogging.Sessions.Logging;

/// <summary>What lies in an object that should be a session's log.</summary>
internal enum LogContent
{
    /// <summary>Output, or more than was looked at.</summary>
    Output,

    /// <summary>The framing of <c>script</c> alone: the session had no output.</summary>
    Framing,

    /// <summary>The agent's word that it could not make a log.</summary>
    FailureText,
}

/// <summary>Tells small logs apart by their content.</summary>
internal static class SmallLog
{
    /// <summary>The most bytes that a log without output has; what is larger is not read.</summary>
    /// <remarks>The framing holds the path of the session's file on the node, with the node's and the session's id: about 300 bytes.</remarks>
    internal const int MostBytes = 1024;

    // What the agent puts into the object where it could not write the session's log (amazon-ssm-agent).
    private const string FailureText = "unable to generate log data";
    private const string Started = "Script started on ";
    private const string Done = "Script done on ";

    /// <summary>What a whole object holds.</summary>
    internal static LogContent Of(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content).Trim('\ufeff', ' ', '\t', '\r', '\n', '\0');
        if (text.TrimEnd('.').Equals(FailureText, StringComparison.OrdinalIgnoreCase))
        {
            return LogContent.FailureText;
        }

        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines is [var first, var last] && first.StartsWith(Started, StringComparison.Ordinal) && last.StartsWith(Done, StringComparison.Ordinal)
            ? LogContent.Framing
            : LogContent.Output;
    }
}
