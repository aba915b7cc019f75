namespace SessionLogging.Logs.Terminal;

/// <summary>The functions, by the names that ECMA-48, DEC and xterm's ctlseqs give them.</summary>
internal sealed partial class TerminalScreen
{
    public void Control(int character)
    {
        _lastPrinted = -1;
        switch (character)
        {
            case 0x08:
                Backspace();
                break;
            case 0x09:
                Tab(1);
                break;
            case 0x0a or 0x0b or 0x0c:
                LineFeed();
                break;
            case 0x0d:
                _column = 0;
                break;
            case 0x0e or 0x0f:
                _set = character == 0x0e ? 1 : 0;
                SeeWhetherSimple();
                break;
            case 0x84: // IND
                LineFeed();
                break;
            case 0x85: // NEL
                _column = 0;
                LineFeed();
                break;
            case 0x88: // HTS
                _tabs[Math.Min(_column, _size.Columns - 1)] = true;
                break;
            case 0x8d: // RI
                ReverseIndex();
                break;
            case 0x8e or 0x8f: // SS2, SS3
                _onlyNextSet = character - 0x8c;
                SeeWhetherSimple();
                break;
        }
    }

    public void Escape(char intermediate, char final)
    {
        _lastPrinted = -1;
        switch (intermediate, final)
        {
            case ('\0', '7'): // DECSC
                SaveCursor();
                break;
            case ('\0', '8'): // DECRC
                RestoreCursor();
                break;
            case ('\0', 'c'): // RIS
                Reset(clears: true);
                break;
            case ('\0', 'n' or 'o'): // LS2, LS3
                _set = final == 'n' ? 2 : 3;
                SeeWhetherSimple();
                break;
            case ('#', '8'): // DECALN
                FillWithLetters();
                break;
            case ('(' or ')' or '*' or '+', _): // SCS
                _drawsLines[intermediate - '('] = final == '0';
                SeeWhetherSimple();
                break;
        }
    }

    public void Sequence(char prefix, char intermediate, char final, ReadOnlySpan<int> parameters)
    {
        var repeated = _lastPrinted;
        _lastPrinted = -1;
        var first = parameters.Length > 0 ? parameters[0] : 0;
        var second = parameters.Length > 1 ? parameters[1] : 0;
        if (intermediate == '\0' && prefix == '\0')
        {
            Plain(final, first, second, repeated, parameters);
        }
        else if (intermediate == '\0' && prefix == '?')
        {
            Private(final, parameters);
        }
        else if (prefix == '\0')
        {
            Extended(intermediate, final, Math.Max(first, 1));
        }
    }

    private void Plain(char final, int first, int second, int repeated, ReadOnlySpan<int> parameters)
    {
        var count = Math.Max(first, 1);
        switch (final)
        {
            case '@': // ICH
                StayInLine();
                Row.Insert(_column, count);
                break;
            case 'A' or 'F': // CUU, CPL
                Up(count);
                _column = final == 'F' ? 0 : _column;
                break;
            case 'B' or 'E': // CUD, CNL
                Down(count);
                _column = final == 'E' ? 0 : _column;
                break;
            case 'e': // VPR, which minds no margins
                MoveTo(_row + count, _column);
                break;
            case 'C' or 'a': // CUF, HPR
                MoveTo(_row, _column + count);
                break;
            case 'D': // CUB
                MoveTo(_row, Math.Min(_column, _size.Columns - 1) - count);
                break;
            case 'G' or '`': // CHA, HPA
                MoveTo(_row, count - 1);
                break;
            case 'H' or 'f': // CUP, HVP
                Address(count - 1, Math.Max(second, 1) - 1);
                break;
            case 'd': // VPA
                Address(count - 1, Math.Min(_column, _size.Columns - 1));
                break;
            case 'I': // CHT
                Tab(count);
                break;
            case 'Z': // CBT
                TabBack(count);
                break;
            case 'J': // ED
                EraseInDisplay(first);
                break;
            case 'K': // EL
                EraseInLine(first);
                break;
            case 'X': // ECH
                StayInLine();
                Row.Erase(_column, count);
                break;
            case 'P': // DCH
                StayInLine();
                Row.Delete(_column, count);
                break;
            case 'L': // IL
                InsertLines(count);
                break;
            case 'M': // DL
                DeleteLines(count);
                break;
            case 'S': // SU
                for (var left = Math.Min(count, _bottom - _top + 1); left > 0; left--)
                {
                    _grid.ScrollUp(_top, _bottom);
                }

                break;
            case 'T' when parameters.Length < 2: // SD; with five parameters it is a question of the mouse
                for (var left = Math.Min(count, _bottom - _top + 1); left > 0; left--)
                {
                    _grid.ScrollDown(_top, _bottom);
                }

                break;
            case 'b': // REP
                for (var left = repeated < 0 ? 0 : Math.Min(count, _size.Columns * _size.Rows); left > 0; left--)
                {
                    Print(repeated);
                }

                break;
            case 'g': // TBC
                if (first == 0)
                {
                    _tabs[Math.Min(_column, _size.Columns - 1)] = false;
                }
                else if (first == 3)
                {
                    Array.Clear(_tabs, 0, _tabs.Length);
                }

                break;
            case 'h' or 'l': // SM, RM
                foreach (var mode in parameters)
                {
                    Mode(mode, final == 'h');
                }

                break;
            case 'r': // DECSTBM
                Margins(count - 1, second == 0 ? _size.Rows - 1 : Math.Min(second, _size.Rows) - 1);
                break;
            case 's': // SCOSC
                SaveCursor();
                break;
            case 'u': // SCORC
                RestoreCursor();
                break;
        }
    }

    private void Private(char final, ReadOnlySpan<int> parameters)
    {
        var first = parameters.Length > 0 ? parameters[0] : 0;
        switch (final)
        {
            case 'J': // DECSED
                EraseInDisplay(first);
                break;
            case 'K': // DECSEL
                EraseInLine(first);
                break;
            case 'h' or 'l': // DECSET, DECRST
                foreach (var mode in parameters)
                {
                    PrivateMode(mode, final == 'h');
                }

                break;
        }
    }

    private void Extended(char intermediate, char final, int count)
    {
        switch (intermediate, final)
        {
            case (' ', '@'): // SL
                BetweenMargins(row => row.Delete(0, count));
                break;
            case (' ', 'A'): // SR
                BetweenMargins(row => row.Insert(0, count));
                break;
            case ('\'', '}'): // DECIC
                StayInLine();
                BetweenMargins(row => row.Insert(_column, count));
                break;
            case ('\'', '~'): // DECDC
                StayInLine();
                BetweenMargins(row => row.Delete(_column, count));
                break;
            case ('!', 'p'): // DECSTR
                Reset(clears: false);
                break;
        }
    }

    /// <summary>Changes all rows between the margins, as long as the cursor is there.</summary>
    private void BetweenMargins(Action<ScreenRow> change)
    {
        for (var row = _top; row <= _bottom && _row >= _top && _row <= _bottom; row++)
        {
            change(_grid[row]);
        }
    }

    private void Mode(int mode, bool isSet)
    {
        if (mode == 4) // IRM
        {
            _inserts = isSet;
        }
        else if (mode == 20) // LNM
        {
            _lineFeedReturns = isSet;
        }

        SeeWhetherSimple();
    }

    private void PrivateMode(int mode, bool isSet)
    {
        switch (mode)
        {
            case 6: // DECOM
                _isRelative = isSet;
                Address(0, 0);
                break;
            case 7: // DECAWM
                _wraps = isSet;
                SeeWhetherSimple();
                break;
            case 45: // reverse wraparound
                _wrapsBack = isSet;
                break;
            case 47 or 1047 when isSet:
                EnterAlternate(clears: false);
                break;
            case 47:
                LeaveAlternate();
                break;
            case 1047:
                RememberFrame();
                if (IsAlternate)
                {
                    _grid.Clear();
                }

                LeaveAlternate();
                break;
            case 1048 when isSet:
                SaveCursor();
                break;
            case 1048:
                RestoreCursor();
                break;
            case 1049 when isSet:
                if (!IsAlternate)
                {
                    SaveCursor();
                }

                EnterAlternate(clears: true);
                break;
            case 1049 when IsAlternate:
                LeaveAndRestore();
                break;
        }
    }

    private void LeaveAndRestore()
    {
        RememberFrame();
        _grid.Clear();
        _grid = _main;
        RestoreCursor();
        _grid = _alternate!;
        LeaveAlternate();
    }

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

    private void Up(int count) => MoveTo(Math.Max(_row - count, _row >= _top ? _top : 0), _column);

    private void Down(int count) => MoveTo(Math.Min(_row + count, _row <= _bottom ? _bottom : _size.Rows - 1), _column);

    private void Address(int row, int column)
    {
        if (_isRelative)
        {
            row = Math.Min(row + _top, _bottom);
        }

        MoveTo(row, column);
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

    private void SaveCursor() => Saved = new SavedCursor(_row, Math.Min(_column, _size.Columns - 1), _set, _isRelative, _drawsLines[0]);

    private void RestoreCursor()
    {
        (_set, _isRelative, _drawsLines[0]) = (Saved.Set, Saved.IsRelative, Saved.DrawsLines);
        MoveTo(Saved.Row, Saved.Column);
        SeeWhetherSimple();
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

    private void Reset(bool clears)
    {
        (_top, _bottom) = (0, _size.Rows - 1);
        Array.Clear(_drawsLines, 0, _drawsLines.Length);
        (_set, _onlyNextSet, _inserts, _wraps, _wrapsBack, _isRelative) = (0, -1, false, true, false, false);
        SeeWhetherSimple();
        Saved = SavedCursor.Home;
        if (!clears)
        {
            return;
        }

        LeaveAlternate();
        _lineFeedReturns = false;
        _tabs = Tabs(_size.Columns);
        _main.Clear();
        MoveTo(0, 0);
    }
}
