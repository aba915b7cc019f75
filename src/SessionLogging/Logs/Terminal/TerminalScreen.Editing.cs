namespace SessionLogging.Logs.Terminal;

/// <summary>What is erased, put in and taken out.</summary>
internal sealed partial class TerminalScreen
{
    private void EraseInDisplay(int which)
    {
        switch (which)
        {
            case 0 when _row == 0 && _column == 0:
            case 2:
                RememberFrame();
                _grid.Clear();
                break;
            case 0:
                EraseInLine(0);
                for (var row = _row + 1; row < _size.Rows; row++)
                {
                    EraseRow(row);
                }

                break;
            case 1:
                EraseInLine(1);
                for (var row = 0; row < _row; row++)
                {
                    EraseRow(row);
                }

                break;
        }
    }

    private void EraseInLine(int which)
    {
        StayInLine();
        switch (which)
        {
            case 0 when _column > 0:
                Row.Erase(_column, _size.Columns);
                break;
            case 1 when _column < _size.Columns - 1:
                Row.Erase(0, _column + 1);
                break;
            case 0 or 1 or 2:
                EraseRow(_row);
                break;
        }
    }

    private void EraseRow(int row)
    {
        _grid[row].Erase(0, _size.Columns);
        _grid[row].IsWrapped = false;
        // Nothing of the row above runs on here any more.
        if (row > 0)
        {
            _grid[row - 1].IsWrapped = false;
        }
    }

    private void InsertLines(int count)
    {
        if (_row < _top || _row > _bottom)
        {
            return;
        }

        for (var left = Math.Min(count, _bottom - _row + 1); left > 0; left--)
        {
            _grid.ScrollDown(_row, _bottom);
        }

        _column = 0;
    }

    private void DeleteLines(int count)
    {
        if (_row < _top || _row > _bottom)
        {
            return;
        }

        for (var left = Math.Min(count, _bottom - _row + 1); left > 0; left--)
        {
            _grid.DeleteRow(_row, _bottom);
        }

        _column = 0;
    }

    /// <summary>Changes all rows between the margins, as long as the cursor is there.</summary>
    private void BetweenMargins(Action<ScreenRow> change)
    {
        for (var row = _top; row <= _bottom && _row >= _top && _row <= _bottom; row++)
        {
            change(_grid[row]);
        }
    }

    private void FillWithLetters()
    {
        (_top, _bottom) = (0, _size.Rows - 1);
        _grid.Clear();
        for (var row = 0; row < _size.Rows; row++)
        {
            for (var column = 0; column < _size.Columns; column++)
            {
                _grid[row].Write(column, 'E', 1);
            }
        }

        MoveTo(0, 0);
    }
}
