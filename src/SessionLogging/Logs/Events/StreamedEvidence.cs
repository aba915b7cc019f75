namespace SessionLogging.Logs.Events;

/// <summary>
/// Marks streamed lines of which their neighbours show that they are not what stood on the screen: pages of editors and pagers, text that
/// was pasted and echoed again, lines painted over by a later copy, columns whose tabs became a blank. Lines wait until enough follow.
/// </summary>
internal sealed class StreamedEvidence
{
    private const int Waiting = 64;
    private const int LongestLine = 4096;

    private static readonly Regex FullScreen = new(
        @"[$#%>❯] (.*[|;&] *)?(sudo +(-\S+ +)*)?(vi|vim|view|vimdiff|nano|pico|emacs|mc|less|more|most|man|info|top|htop|atop|watch|tmux|screen|visudo|vipw|sudoedit|nmtui|journalctl|crontab +-e)( |$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly List<StreamedLine> _lines = [];
    private readonly Queue<string> _pasted = new();
    private bool _inFullScreen;
    private bool _inSearch;
    private bool _isZsh;
    private bool _listsCompletions;
    private bool _inDifference;

    /// <summary>Takes a line, and gives those that nothing can mark any more.</summary>
    internal IEnumerable<StreamedLine> Take(StreamedLine line)
    {
        Judge(line);
        _lines.Add(line);
        FindPaintedOver();
        if (_lines.Count >= 2 * Waiting)
        {
            foreach (var ready in _lines.Take(Waiting))
            {
                yield return ready;
            }

            _lines.RemoveRange(0, Waiting);
        }
    }

    /// <summary>Nothing follows.</summary>
    internal IEnumerable<StreamedLine> Complete()
    {
        foreach (var ready in _lines)
        {
            yield return ready;
        }

        _lines.Clear();
    }

    private void Judge(StreamedLine line)
    {
        if (line.Text.Length > LongestLine)
        {
            return;
        }

        var isTyped = line.IsTyped;
        _isZsh |= EntryDamage.IsFilledRow(line.Entry);
        if (isTyped)
        {
            (_inFullScreen, _inSearch, _listsCompletions, _inDifference) = (false, false, false, false);
        }
        else if (_inFullScreen || _inSearch || _listsCompletions || _pasted.Contains(line.Text))
        {
            line.IsDamaged = true;
        }
        else if (_lines.Count > 0)
        {
            Compare(_lines[_lines.Count - 1], line);
        }

        if (isTyped && FullScreen.IsMatch(line.Text))
        {
            _inFullScreen = true;
        }

        _inSearch |= line.Text.Contains("i-search");
        _listsCompletions |= _isZsh && line.Entry.Contains('\a') && !line.Entry.Contains("\u001b]");
        if (line.Text.StartsWith("@@ ", StringComparison.Ordinal))
        {
            _inDifference = true;
        }

        Remember(line.Entry);
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
        if (before.IsDamaged || before.IsTyped)
        {
            MarkLostTab(before, line);
        }
        else if (Columns.AreOutOfLine(before.Text, line.Text))
        {
            before.IsDamaged = line.IsDamaged = true;
        }
        else
        {
            MarkLostTab(before, line);
        }

        if (before.IsDamaged && Columns.AreOutOfLine(before.Text, line.Text))
        {
            line.IsDamaged = true;
        }
    }

    /// <summary>One blank where no line around it has one may have been a tab.</summary>
    private void MarkLostTab(StreamedLine before, StreamedLine line)
    {
        if (!_inDifference && IsIndentedByOne(line.Text) && !IsIndentedByOne(before.Text) && !line.Text.Contains(" | "))
        {
            line.IsDamaged = true;
        }
    }

    private static bool IsIndentedByOne(string text) => text.Length > 1 && text[0] == ' ' && char.IsLetter(text[1]);

    /// <summary>Lines that are followed by themselves, some with more, were painted over by it.</summary>
    private void FindPaintedOver()
    {
        for (var length = 2; 2 * length <= _lines.Count && length <= Waiting / 2; length++)
        {
            var first = _lines.Count - (2 * length);
            var isCopy = true;
            var grows = false;
            for (var at = first; at < first + length && isCopy; at++)
            {
                var (before, after) = (_lines[at].Text, _lines[at + length].Text);
                isCopy = before.Length > 2 && after.Length >= before.Length && after[0] == before[0] && after.StartsWith(before, StringComparison.Ordinal);
                grows |= after.Length > before.Length;
            }

            for (var at = first; at < first + length && isCopy && grows; at++)
            {
                _lines[at].IsDamaged = true;
            }
        }
    }
}

/// <summary>A line that waits to be judged.</summary>
internal sealed class StreamedLine
{
    internal required string Entry { get; init; }

    internal required string Text { get; init; }

    internal required LineMarks Marks { get; init; }

    internal required SessionLogEvent? Event { get; init; }

    internal bool IsTyped { get; init; }

    internal bool IsDamaged { get; set; }
}
