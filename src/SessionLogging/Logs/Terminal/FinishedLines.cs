namespace SessionLogging.Logs.Terminal;

/// <summary>The lines that left the screen, until they are read: rows that ran on are put together again, blank lines at the end are left out.</summary>
internal sealed class FinishedLines
{
    /// <summary>Where a line goes on in a next one, in bytes of UTF-8.</summary>
    internal const int LongestLine = 16 * 1024 * 1024;

    private readonly Queue<(long BlanksBefore, TerminalLine Line)> _ready = new();
    private readonly LineBuffer _open = new();
    private long _blanks;
    private long _blanksGiven;
    private LineMarks _marks;
    private bool _mayHoldJoiners;

    /// <summary>Takes a row that leaves the screen.</summary>
    internal void Add(ScreenRow row)
    {
        if (row.Frames is { } frames)
        {
            frames.ForEach(AddFrame);
            row.Frames = null;
        }

        _mayHoldJoiners |= row.MayHoldJoiners;
        if (row.HasHidden)
        {
            _marks |= LineMarks.Hidden;
        }

        if (!row.IsWrapped && !_open.IsOpen)
        {
            Finish(row.TrimmedText());
            return;
        }

        _open.Append(row);
        if (!row.IsWrapped)
        {
            Finish(_open.Take());
        }
        else if (_open.Length >= LongestLine)
        {
            Finish(_open.Take());
            _marks = LineMarks.Continued;
        }
    }

    internal void AddFrame(ScreenFrame frame)
    {
        foreach (var row in frame.Rows)
        {
            Give(new TerminalLine(row, LineMarks.FullScreen));
        }
    }

    /// <summary>Ends a line that waits for its next row.</summary>
    internal void Close()
    {
        if (_open.IsOpen)
        {
            Finish(_open.Take());
        }
    }

    internal bool TryRead(out TerminalLine line)
    {
        line = default;
        if (_ready.Count == 0)
        {
            return false;
        }

        var (blanks, next) = _ready.Peek();
        if (_blanksGiven < blanks)
        {
            _blanksGiven++;
            line = new TerminalLine("", LineMarks.None);
            return true;
        }

        _ready.Dequeue();
        _blanksGiven = 0;
        line = next;
        return true;
    }

    private void Finish(string text)
    {
        var marks = _marks;
        if (_mayHoldJoiners && HiddenCharacters.LeaveOut(text, out text))
        {
            marks |= LineMarks.Hidden;
        }

        (_marks, _mayHoldJoiners) = (LineMarks.None, false);
        if (text.Length == 0 && marks == LineMarks.None)
        {
            _blanks++;
        }
        else
        {
            Give(new TerminalLine(text, marks));
        }
    }

    private void Give(TerminalLine line)
    {
        _ready.Enqueue((_blanks, line));
        _blanks = 0;
    }
}
