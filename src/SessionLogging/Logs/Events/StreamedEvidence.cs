using SessionLogging.Text;

namespace SessionLogging.Logs.Events;

/// <summary>
/// Marks streamed lines of which their neighbours show that they are not what stood on the screen: pages of editors and pagers, text that
/// was pasted and echoed again, lines painted over by a later copy, columns whose tabs became a blank. Lines wait until enough follow.
/// </summary>
/// <param name="give">Takes the lines that nothing can mark any more, in their order.</param>
internal sealed class StreamedEvidence(Action<StreamedLine> give)
{
    private const int Waiting = 64;
    private const int LongestLine = 4096;
    private const int LeastPainted = 3;
    private const int Beginning = 16;
    private const int ShortBeginning = 0;

    private static readonly Regex FullScreen = new(
        @"[$#%>❯] (.*[|;&] *)?(sudo +(-\S+ +)*)?(vi|vim|view|vimdiff|nano|pico|emacs|mc|less|more|most|man|info|top|htop|atop|watch|tmux|screen|visudo(?! +-c)|vipw|sudoedit|nmtui|journalctl|crontab +-e)( |$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly StreamedLine[] _lines = new StreamedLine[2 * Waiting];

    private readonly int[] _beginnings = new int[2 * Waiting];
    private readonly Queue<string> _pasted = new();
    private int _count;
    private bool _inFullScreen;
    private bool _inSearch;
    private bool _isZsh;
    private bool _listsCompletions;
    private bool _inDifference;

    /// <summary>Takes a line.</summary>
    internal void Take(StreamedLine line)
    {
        Judge(line);
        _beginnings[_count] = BeginningOf(line.Text);
        _lines[_count++] = line;
        FindPaintedOver();
        if (_count == _lines.Length)
        {
            Give(Waiting);
        }
    }

    /// <summary>A program takes the whole screen: what follows is of it.</summary>
    internal void EnterFullScreen() => _inFullScreen = true;

    /// <summary>It gives the screen back.</summary>
    internal void LeaveFullScreen() => _inFullScreen = false;

    /// <summary>Nothing follows.</summary>
    internal void Complete() => Give(_count);

    private void Give(int count)
    {
        for (var at = 0; at < count; at++)
        {
            give(_lines[at]);
        }

        _count -= count;
        Array.Copy(_lines, count, _lines, 0, _count);
        Array.Copy(_beginnings, count, _beginnings, 0, _count);
        Array.Clear(_lines, _count, count);
    }

    private void Judge(StreamedLine line)
    {
        if (line.Text.Length > LongestLine)
        {
            return;
        }

        if (line.Entry.Length == 0)
        {
            // What is empty has lost nothing, but for the line feed that moves down in a line of several rows or in what paints itself over.
            if (_count > 0 && _lines[_count - 1] is { IsRepainted: true } or { IsTyped: true, Text.Length: >= EntryDamage.NarrowWindow })
            {
                line.MarkDamaged();
            }

            return;
        }

        if (line.IsTyped)
        {
            (_inFullScreen, _inSearch, _listsCompletions, _inDifference) = (false, false, false, false);
        }
        else if (_inFullScreen || _inSearch || _listsCompletions || (_pasted.Count > 0 && _pasted.Contains(line.Text)))
        {
            line.MarkDamaged();
        }
        else if (_count > 0)
        {
            Compare(_lines[_count - 1], line);
        }

        if (line.IsRepainted)
        {
            MarkPaintedBefore(line);
        }

        _inFullScreen |= line.IsTyped && FullScreen.IsMatch(line.Text);
        // zsh asks below the line, and shows what it found in several.
        _inSearch |= line.Text.Contains("-i-search:");
        if (line.Text.StartsWith("@@ ", StringComparison.Ordinal))
        {
            _inDifference = true;
        }

        _isZsh = _isZsh || EntryDamage.IsFilledRow(line.Entry);
        if (!line.IsPrintable)
        {
            _listsCompletions |= _isZsh && line.Entry.Contains('\a') && !line.Entry.Contains("\u001b]");
            Remember(line.Entry);
        }
    }

    /// <summary>Bash shows what is pasted in reverse video, and then again.</summary>
    private void Remember(string entry)
    {
        var begin = entry.IndexOf("\u001b[7m", StringComparison.Ordinal);
        var end = begin < 0 ? -1 : entry.IndexOf("\u001b[27m", begin, StringComparison.Ordinal);
        if (end > begin + 4)
        {
            _pasted.Enqueue(entry.Substring(begin + 4, end - begin - 4).TrimEnd());
        }

        if (_pasted.Count > Waiting)
        {
            _pasted.Dequeue();
        }
    }

    private void Compare(StreamedLine before, StreamedLine line)
    {
        if (!before.IsTyped && (Columns.AreOutOfLine(before.Text, line.Text) || Columns.AreNumbers(before.Text, line.Text)))
        {
            before.MarkDamaged();
            line.MarkDamaged();
        }
        else
        {
            MarkLostTab(before, line);
        }
    }

    /// <summary>Where states stand one behind the other in a line, those before it of the same names were painted over, too.</summary>
    private void MarkPaintedBefore(StreamedLine line)
    {
        for (var at = _count - 1; at >= Math.Max(0, _count - (Waiting / 2)) && !_lines[at].IsTyped; at--)
        {
            var before = _lines[at];
            var name = before.Text.IndexOf(": ", StringComparison.Ordinal) + 2;
            if (name > LeastPainted && before.Text.IndexOf(' ') == name - 1 && line.Text.AsSpan().IndexOf(before.Text.AsSpan(0, name)) >= 0)
            {
                before.MarkDamaged();
            }
        }
    }

    /// <summary>One blank where no line around it has one may have been a tab.</summary>
    private void MarkLostTab(StreamedLine before, StreamedLine line)
    {
        if (!_inDifference && IsIndentedByOne(line.Text) && !IsIndentedByOne(before.Text) && !line.Text.Contains(" | ") && !Columns.AreOfBlanks(line.Text))
        {
            line.MarkDamaged();
        }
    }

    /// <summary>A number for how a line begins.</summary>
    private static int BeginningOf(string text)
    {
        if (text.Length < Beginning)
        {
            return ShortBeginning;
        }

        var hash = 1;
        for (var at = 0; at < Beginning; at++)
        {
            hash = (hash * 31) + text[at];
        }

        return hash;
    }

    private static bool IsIndentedByOne(string text) => text.Length > 1 && text[0] == ' ' && char.IsLetter(text[1]);

    /// <summary>Lines that are followed by themselves, some with more, were painted over by it.</summary>
    private void FindPaintedOver()
    {
        var last = _count - 1;
        var farthest = last - Math.Min(Waiting / 2, _count / 2);
        var end = last - 1;
        // The last line of what was painted over begins as this one does.
        while (end > farthest && _beginnings.AsSpan(farthest, end - farthest).LastIndexOfAny(_beginnings[last], ShortBeginning) is var found and >= 0)
        {
            end = farthest + found;
            MarkPaintedOver(last - end);
        }
    }

    private void MarkPaintedOver(int length)
    {
        var first = _count - (2 * length);
        var grows = false;
        for (var at = _count - length - 1; at >= first; at--)
        {
            var (before, after) = (_lines[at].Text, _lines[at + length].Text);
            if (before.Length < LeastPainted || after.Length < before.Length
                || after[before.Length - 1] != before[before.Length - 1] || !after.StartsWith(before, StringComparison.Ordinal))
            {
                return;
            }

            grows |= after.Length > before.Length;
        }

        for (var at = first; at < first + length && grows; at++)
        {
            _lines[at].MarkDamaged();
        }
    }
}

/// <summary>A line that waits to be judged.</summary>
internal sealed class StreamedLine
{
    /// <summary>As it stands in the event.</summary>
    internal required string Entry { get; init; }

    internal required string Text { get; init; }

    internal required LineMarks Marks { get; set; }

    internal required SessionLogEvent? Event { get; init; }

    /// <summary>Whether the entry is printable ASCII alone.</summary>
    internal bool IsPrintable { get; init; }

    internal bool IsTyped { get; init; }

    /// <summary>Whether states of what painted itself over stand in it one behind the other.</summary>
    internal bool IsRepainted { get; init; }

    internal void MarkDamaged() => Marks |= LineMarks.Damaged;
}
