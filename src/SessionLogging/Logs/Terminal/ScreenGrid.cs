namespace SessionLogging.Logs.Terminal;

/// <summary>The rows of a screen, and where those go that leave it at the top.</summary>
/// <param name="size">How many there are, and how wide.</param>
/// <param name="history">Takes what scrolls away and what is cleared; <see langword="null"/>: it is gone, as on the alternate screen.</param>
internal sealed class ScreenGrid(TerminalSize size, FinishedLines? history)
{
    private ScreenRow[] _rows = [.. Enumerable.Range(0, size.Rows).Select(_ => new ScreenRow(size.Columns))];

    internal int Rows => _rows.Length;

    internal ScreenRow this[int row] => _rows[row];

    /// <summary>Moves the rows from top to bottom up; the first goes to the history.</summary>
    internal void ScrollUp(int top, int bottom)
    {
        Leave(_rows[top]);
        MoveUp(top, bottom);
    }

    /// <summary>Moves the rows from top to bottom down; the last is lost, as on a terminal.</summary>
    internal void ScrollDown(int top, int bottom)
    {
        var row = _rows[bottom];
        KeepFrames(row);
        Array.Copy(_rows, top, _rows, top + 1, bottom - top);
        _rows[top] = row;
        row.Clear();
        if (top > 0)
        {
            _rows[top - 1].IsWrapped = false;
        }

        _rows[bottom].IsWrapped = false;
    }

    /// <summary>Takes a row away, which is lost as on a terminal; those below move up.</summary>
    internal void DeleteRow(int top, int bottom)
    {
        KeepFrames(_rows[top]);
        MoveUp(top, bottom);
    }

    private void MoveUp(int top, int bottom)
    {
        var row = _rows[top];
        Array.Copy(_rows, top + 1, _rows, top, bottom - top);
        _rows[bottom] = row;
        row.Clear();
        // The row above a region does not run on into what has moved there.
        if (top > 0)
        {
            _rows[top - 1].IsWrapped = false;
        }
    }

    /// <summary>Clears all; what was there goes to the history, up to the last row that was written.</summary>
    internal void Clear()
    {
        var written = _rows.Length;
        while (written > 0 && _rows[written - 1] is { Used: 0, Frames: null, HasHidden: false })
        {
            written--;
        }

        for (var row = 0; row < written; row++)
        {
            if (row == written - 1)
            {
                _rows[row].IsWrapped = false;
            }

            Leave(_rows[row]);
        }

        foreach (var row in _rows)
        {
            row.Clear();
        }
    }

    /// <summary>The rows as text, without blank ones at the end.</summary>
    internal ScreenFrame Frame()
    {
        var texts = _rows.Select(row => row.TrimmedText()).ToList();
        while (texts.Count > 0 && texts[texts.Count - 1].Length == 0)
        {
            texts.RemoveAt(texts.Count - 1);
        }

        for (var row = 0; row < texts.Count; row++)
        {
            if (_rows[row].MayHoldJoiners && HiddenCharacters.LeaveOut(texts[row], out var left))
            {
                texts[row] = left;
            }
        }

        return new ScreenFrame(texts);
    }

    /// <summary>Gives the rows another size: lines over several rows are cut anew, and what does not fit any more goes to the history.</summary>
    /// <param name="to">The new size.</param>
    /// <param name="row">Where the cursor is.</param>
    /// <param name="column">Where the cursor is.</param>
    /// <returns>Where the cursor is then.</returns>
    internal (int Row, int Column) Resize(TerminalSize to, int row, int column)
    {
        var reflow = new ScreenReflow(_rows, to, row, column);
        var rows = reflow.Rows;
        var above = Math.Max(0, rows.Count - to.Rows);
        for (var left = 0; left < above; left++)
        {
            Leave(rows[left]);
        }

        rows.RemoveRange(0, above);
        while (rows.Count < to.Rows)
        {
            rows.Add(new ScreenRow(to.Columns));
        }

        _rows = [.. rows];
        return (Math.Max(0, reflow.CursorRow - above), reflow.CursorColumn);
    }

    private void Leave(ScreenRow row)
    {
        if (history is null)
        {
            row.Frames = null;
        }
        else
        {
            history.Add(row);
        }
    }

    private void KeepFrames(ScreenRow row)
    {
        if (history is not null && row.Frames is { } frames)
        {
            frames.ForEach(history.AddFrame);
        }

        row.Frames = null;
    }
}
