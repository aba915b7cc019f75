namespace SessionLogging.Logs.Terminal;

/// <summary>How the cursor moves, and with it at the edges the rows.</summary>
internal sealed partial class TerminalScreen
{
    private void MoveTo(int row, int column)
    {
        _row = Clamp(row, 0, _size.Rows - 1);
        _column = Clamp(column, 0, _size.Columns - 1);
    }

    private void Address(int row, int column)
    {
        if (_isRelative)
        {
            row = Math.Min(row + _top, _bottom);
        }

        MoveTo(row, column);
    }

    private void Up(int count) => MoveTo(Math.Max(_row - count, _row >= _top ? _top : 0), _column);

    private void Down(int count) => MoveTo(Math.Min(_row + count, _row <= _bottom ? _bottom : _size.Rows - 1), _column);

    private void Backspace()
    {
        _column = Math.Min(_column, _size.Columns - 1);
        if (_column > 0)
        {
            _column--;
        }
        else if (_wrapsBack && _wraps)
        {
            _column = _size.Columns - 1;
            _row = _row == _top ? _bottom : Math.Max(_row - 1, 0);
        }
    }

    private void Tab(int count)
    {
        // At the edge it keeps what is full full.
        for (; count > 0 && _column < _size.Columns - 1; count--)
        {
            do
            {
                _column++;
            }
            while (_column < _size.Columns - 1 && !_tabs[_column]);
        }
    }

    private void TabBack(int count)
    {
        StayInLine();
        for (; count > 0 && _column > 0; count--)
        {
            do
            {
                _column--;
            }
            while (_column > 0 && !_tabs[_column]);
        }
    }

    private void StayInLine() => _column = Math.Min(_column, _size.Columns - 1);

    private void WrapLine()
    {
        if (!_wraps)
        {
            _column = _size.Columns - 1;
            return;
        }

        Row.IsWrapped = true;
        _column = 0;
        Index();
    }

    private void LineFeed()
    {
        // What begins on a row that nothing has run on into is a line of its own, though the row above is full.
        if (_row < _bottom && Row.IsWrapped && _grid[_row + 1].IsBlank)
        {
            Row.IsWrapped = false;
        }

        _column = Math.Min(_column, _size.Columns - 1);
        Index();
        if (_lineFeedReturns)
        {
            _column = 0;
        }
    }

    /// <summary>Moves down, and at the bottom the rows up.</summary>
    private void Index()
    {
        if (_row == _bottom)
        {
            _grid.ScrollUp(_top, _bottom);
        }
        else if (_row < _size.Rows - 1)
        {
            _row++;
        }
    }

    private void ReverseIndex()
    {
        _column = Math.Min(_column, _size.Columns - 1);
        if (_row == _top)
        {
            _grid.ScrollDown(_top, _bottom);
        }
        else if (_row > 0)
        {
            _row--;
        }
    }

    private void Margins(int top, int bottom)
    {
        if (top >= bottom)
        {
            return;
        }

        (_top, _bottom) = (top, bottom);
        Address(0, 0);
    }

    private static int Clamp(int value, int least, int most) => value < least ? least : value > most ? most : value;
}
