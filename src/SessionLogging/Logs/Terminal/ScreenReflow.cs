namespace SessionLogging.Logs.Terminal;

/// <summary>Cuts the lines on a screen anew for another width.</summary>
internal sealed class ScreenReflow
{
    private readonly TerminalSize _size;

    internal ScreenReflow(ScreenRow[] rows, TerminalSize size, int cursorRow, int cursorColumn)
    {
        _size = size;
        var written = rows.Length;
        while (written > cursorRow + 1 && rows[written - 1] is { Used: 0, Frames: null })
        {
            written--;
        }

        for (var row = 0; row < written; row++)
        {
            var begins = row == 0 || !rows[row - 1].IsWrapped;
            if (begins)
            {
                Rows.Add(new ScreenRow(size.Columns));
            }

            if (rows[row].Frames is { } frames)
            {
                (Last.Frames ??= []).AddRange(frames);
            }

            Append(rows[row], row == cursorRow ? cursorColumn : -1);
        }
    }

    internal List<ScreenRow> Rows { get; } = [];

    internal int CursorRow { get; private set; }

    internal int CursorColumn { get; private set; }

    private ScreenRow Last => Rows[Rows.Count - 1];

    private void Append(ScreenRow row, int cursor)
    {
        var from = 0;
        while (true)
        {
            var room = _size.Columns - Last.Used;
            var to = row.Used - from <= room ? row.Used : row.CutBefore(from + room);
            if (cursor >= from && (cursor < to || to == row.Used))
            {
                (CursorRow, CursorColumn) = (Rows.Count - 1, Math.Min(Last.Used + cursor - from, _size.Columns));
            }

            row.CopyTo(Last, from, to - from, Last.Used);
            from = to;
            if (from >= row.Used)
            {
                break;
            }

            Last.IsWrapped = true;
            Rows.Add(new ScreenRow(_size.Columns));
        }
    }
}
