using SessionLogging.Logs.Events;

namespace SessionLogging.Logs.Framing;

/// <summary>What the first bytes of a log tell of its frame.</summary>
internal sealed record LogFrame
{
    /// <summary>So many bytes are looked at.</summary>
    internal const int LookedAt = 64 * 1024;

    private const string Started = "Script started on ";
    private const int LongestHeader = 8192;
    private const string OldLogger = "ssm-session-logger";

    /// <summary>The form.</summary>
    internal SessionLogForm Form { get; init; }

    /// <summary>Where the body begins.</summary>
    internal int BodyOffset { get; init; }

    /// <summary>The time in the first line, as it stands there.</summary>
    internal string? Start { get; init; }

    /// <summary>Whether the frame is that of the agent's replay.</summary>
    internal bool IsReplay { get; init; }

    /// <summary>Which session it is, where the frame says it.</summary>
    internal SessionPlace Place { get; init; } = SessionPlace.Unknown;

    internal IReadOnlyDictionary<string, string> Header { get; init; } = new PlainTexts<string>([]);

    internal LineEnds LineEnds { get; init; }

    /// <summary>Looks at the beginning of a log.</summary>
    internal static LogFrame Of(ReadOnlySpan<byte> beginning)
    {
        var mark = beginning.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? 3 : 0;
        var text = beginning.Slice(mark);
        if (StartsWith(text, Started))
        {
            return OfScript(text, mark);
        }

        var first = text;
        while (first.Length > 0 && (first[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            first = first.Slice(1);
        }

        first = first.Slice(ExportedTime.Length(first));
        if (WindowsTranscriptFrame.Begins(text))
        {
            return new LogFrame { Form = SessionLogForm.WindowsTranscript, BodyOffset = mark, IsReplay = Contains(text, OldLogger), Place = SessionPlace.Of(Encoding.UTF8.GetString(text.Slice(0, Math.Min(text.Length, LongestHeader)).ToArray())), LineEnds = LineEndsOf(text) };
        }

        return first.Length > 0 && first[0] is (byte)'{' or (byte)'[' && LooksLikeEvents(first)
            ? new LogFrame { Form = SessionLogForm.StreamedEvents, BodyOffset = mark }
            : new LogFrame { Form = SessionLogForm.TerminalOutput, BodyOffset = mark, LineEnds = LineEndsOf(text) };
    }

    private static LogFrame OfScript(ReadOnlySpan<byte> text, int mark)
    {
        var end = text.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(text.Slice(0, end < 0 ? text.Length : end).ToArray()).TrimEnd('\r');
        var body = end < 0 ? [] : text.Slice(end + 1);
        var words = line.Substring(Started.Length);
        var bracket = words.IndexOf('[');
        var echo = body.Slice(0, Math.Min(body.Length, 1024));
        var isLive = Contains(echo, "/usr/bin/" + OldLogger);
        return new LogFrame
        {
            Form = isLive ? SessionLogForm.LiveScript : SessionLogForm.Script,
            BodyOffset = mark + (end < 0 ? text.Length : end + 1),
            Start = ShownText.Of((bracket < 0 ? words : words.Substring(0, bracket)).Trim()),
            IsReplay = !isLive,
            // The path stands in the header of a replay, else in the echo of the old agents' logger, which the window broke.
            Place = SessionPlace.Of(line).Or(SessionPlace.Of(Encoding.UTF8.GetString(echo.ToArray()).Replace(" \r", "").Replace(" \n", "").Replace("\n", ""))),
            Header = new PlainTexts<string>(new(StringComparer.Ordinal) { [Started.TrimEnd()] = ShownText.Of(words.Trim()) }),
            LineEnds = LineEndsOf(body),
        };
    }

    /// <summary>
    /// The replay turns each line feed into CR LF once more, the upload takes that back, and copies seen in public have lost their carriage
    /// returns. The first is certain only where no line of the beginning ends otherwise.
    /// </summary>
    private static LineEnds LineEndsOf(ReadOnlySpan<byte> body)
    {
        var (none, one, more) = (0, 0, 0);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != '\n' || (at == body.Length - 1 && at > 0 && body[at - 1] == '\n'))
            {
                continue;
            }

            if (at == 0 || body[at - 1] != '\r')
            {
                none++;
            }
            else if (at == 1 || body[at - 2] != '\r')
            {
                one++;
            }
            else
            {
                more++;
            }
        }

        if (one == 0 && more == 0)
        {
            return LineEnds.WithoutReturn;
        }
        // The line feed before the last line of script's is its own.
        return one == 0 && none <= 2 && more > 0 ? LineEnds.Doubled : LineEnds.AsWritten;
    }

    private static bool LooksLikeEvents(ReadOnlySpan<byte> text) =>
        Contains(text.Slice(0, Math.Min(text.Length, 4096)), "\"sessionData\"") || Contains(text.Slice(0, Math.Min(text.Length, 4096)), "eventVersion")
        || Contains(text.Slice(0, Math.Min(text.Length, 4096)), "\"message\"");

    private static bool StartsWith(ReadOnlySpan<byte> text, string ascii) => text.StartsWith(Encoding.ASCII.GetBytes(ascii));

    private static bool Contains(ReadOnlySpan<byte> text, string ascii) => text.IndexOf(Encoding.ASCII.GetBytes(ascii)) >= 0;
}

/// <summary>How lines end in a log, against how they ended on the terminal.</summary>
internal enum LineEnds
{
    /// <summary>As they did there.</summary>
    AsWritten,

    /// <summary>With one carriage return more.</summary>
    Doubled,

    /// <summary>With a line feed alone, which stands for CR LF.</summary>
    WithoutReturn,
}
