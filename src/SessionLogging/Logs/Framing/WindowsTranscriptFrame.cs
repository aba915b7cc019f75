using SessionLogging.Logs.Terminal;

namespace SessionLogging.Logs.Framing;

/// <summary>
/// Takes a transcript of Windows PowerShell apart: its header stands between lines of asterisks and holds a time of 14 digits, in any
/// language; what the agent's replay typed around the session is nobody's.
/// </summary>
internal sealed class WindowsTranscriptFrame
{
    private const int LeastAsterisks = 10;
    private const int LongestHeader = 60;
    private const int LongestFooter = 5;
    private const string Logger = "ssm-session-logger.exe";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly Regex Time = new(@"(?<!\d)(?<time>\d{14})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex Exit = new(@"^(PS [^>]*> ?)?exit$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Patience);

    private readonly Dictionary<string, string> _header = new(StringComparer.Ordinal);
    private readonly Queue<TerminalLine> _held = new();
    private int _headerLines;
    private int _bodyLines;
    private bool _inHeader;
    private bool _inBody;

    internal IReadOnlyDictionary<string, string> Header => new PlainTexts<string>(_header);

    internal string? Start { get; private set; }

    internal string? End { get; private set; }

    /// <summary>Whether the agent's replay wrote it.</summary>
    internal bool IsReplay { get; private set; }

    /// <summary>Whether a log begins so.</summary>
    internal static bool Begins(ReadOnlySpan<byte> beginning)
    {
        var asterisks = 0;
        while (asterisks < beginning.Length && beginning[asterisks] == '*')
        {
            asterisks++;
        }

        if (asterisks < LeastAsterisks)
        {
            return false;
        }

        var lines = Encoding.UTF8.GetString(beginning.Slice(0, Math.Min(beginning.Length, 8192)).ToArray()).Split('\n').Select(line => line.Trim());
        return lines.Skip(1).Take(LongestHeader).TakeWhile(line => !IsBorder(line)).Any(line => Time.IsMatch(line));
    }

    /// <summary>Takes a line and gives those that are the session's.</summary>
    internal IEnumerable<TerminalLine> Take(TerminalLine line)
    {
        if (!_inBody)
        {
            TakeHeader(line.Text);
            yield break;
        }

        _bodyLines++;
        if (_bodyLines <= 3 && line.Text.Contains(Logger))
        {
            // What the agent typed, and whatever the start of the transcript said before it.
            IsReplay = true;
            _held.Clear();
            yield break;
        }

        if (_bodyLines == 1 && SaysWhereItIs(line.Text))
        {
            yield break;
        }

        _held.Enqueue(line);
        while (_held.Count > LongestFooter + 1)
        {
            yield return _held.Dequeue();
        }
    }

    /// <summary>Gives the last lines without the frame's end.</summary>
    internal IEnumerable<TerminalLine> Complete()
    {
        var lines = _held.ToList();
        _held.Clear();
        var first = lines.Count >= 3 && IsBorder(lines[lines.Count - 1].Text) ? lines.FindLastIndex(lines.Count - 2, line => IsBorder(line.Text)) : -1;
        if (first >= 0 && lines.Skip(first).Select(line => Time.Match(line.Text)).FirstOrDefault(match => match.Success) is { } time)
        {
            End = time.Groups["time"].Value;
            lines.RemoveRange(first, lines.Count - first);
            if (IsReplay && lines.Count > 0 && Exit.IsMatch(lines[lines.Count - 1].Text))
            {
                lines.RemoveAt(lines.Count - 1);
            }

            while (lines.Count > 0 && lines[lines.Count - 1].Text.Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }
        }

        return lines;
    }

    private static bool IsBorder(string line) => line.Length >= LeastAsterisks && line.All(character => character == '*');

    /// <summary>The message of Start-Transcript, in any language, names the file at its end.</summary>
    private static bool SaysWhereItIs(string line)
    {
        var text = line.TrimEnd('.', ' ', '"', '\'', '»', '”', '。', '」');
        var separator = text.LastIndexOfAny(['\\', '/']);
        return separator > 0 && text.LastIndexOf('.') > separator && !text.StartsWith("PS ", StringComparison.Ordinal);
    }

    private void TakeHeader(string line)
    {
        _headerLines++;
        if (IsBorder(line))
        {
            _inBody = _inHeader;
            _inHeader = true;
            return;
        }

        if (_headerLines > LongestHeader)
        {
            _inBody = true;
        }

        if (Time.Match(line) is { Success: true } time && Start is null)
        {
            Start = time.Groups["time"].Value;
        }

        var colon = line.IndexOf(':');
        if (colon > 0)
        {
            _header[line.Substring(0, colon).Trim()] = line.Substring(colon + 1).Trim();
        }
    }
}
