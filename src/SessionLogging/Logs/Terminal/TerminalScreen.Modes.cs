namespace SessionLogging.Logs.Terminal;

/// <summary>What stays set: modes, character sets, what DECSC keeps, and how all of it is put back.</summary>
internal sealed partial class TerminalScreen
{
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

    private void SeeWhetherSimple() => _isSimple = !_inserts && _wraps && _onlyNextSet < 0 && !_drawsLines[_set];

    private void SaveCursor() => Saved = new SavedCursor(_row, Math.Min(_column, _size.Columns - 1), _set, _isRelative, _drawsLines[0]);

    private void RestoreCursor()
    {
        (_set, _isRelative, _drawsLines[0]) = (Saved.Set, Saved.IsRelative, Saved.DrawsLines);
        MoveTo(Saved.Row, Saved.Column);
        SeeWhetherSimple();
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
