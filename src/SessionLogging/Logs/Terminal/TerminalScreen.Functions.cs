namespace SessionLogging.Logs.Terminal;

/// <summary>The functions, by the names that ECMA-48, DEC and xterm's ctlseqs give them: which one a sequence asks for.</summary>
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
}
