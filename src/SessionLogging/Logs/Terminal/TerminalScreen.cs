namespace SessionLogging.Logs.Terminal;

/// <summary>
/// The screen of an xterm: what text and functions do to its rows and its cursor. Looks (colours), sounds, questions and the mouse leave
/// no trace on it. What scrolls away or is cleared goes to the finished lines: evidence is everything that ever scrolled.
/// </summary>
internal sealed partial class TerminalScreen : ITerminalFunctions
{
    private const int TabWidth = 8;

    // So many frames wait for the row they stand at to leave the screen; a program that starts over and over does not fill the memory.
    private const int MostFramesOnARow = 16;

    private readonly FinishedLines _lines;
    private readonly bool _keepsFrames;
    private readonly bool[] _drawsLines = new bool[4];
    private TerminalSize _size;
    private ScreenGrid _main;
    private ScreenGrid? _alternate;
    private ScreenGrid _grid;
    private ScreenFrame? _lastFrame;
    private bool[] _tabs;
    private SavedCursor _savedOnMain = SavedCursor.Home;
    private SavedCursor _savedOnAlternate = SavedCursor.Home;

    private int _row;
    private int _column;
    private int _top;
    private int _bottom;
    private int _set;
    private int _onlyNextSet = -1;
    private bool _inserts;
    private bool _wraps = true;
    private bool _wrapsBack;
    private bool _isRelative;
    private bool _lineFeedReturns;
    private bool _isSimple = true;
    private int _lastPrinted = -1;

    internal TerminalScreen(TerminalSize size, FinishedLines lines, bool keepsFrames)
    {
        _lines = lines;
        _keepsFrames = keepsFrames;
        _size = size;
        _main = new ScreenGrid(size, lines);
        _grid = _main;
        _bottom = size.Rows - 1;
        _tabs = Tabs(size.Columns);
    }

    private ScreenRow Row => _grid[_row];

    private bool IsAlternate => !ReferenceEquals(_grid, _main);

    private ref SavedCursor Saved => ref IsAlternate ? ref _savedOnAlternate : ref _savedOnMain;

    /// <summary>The rows as text.</summary>
    internal IReadOnlyList<string> Texts => [.. Enumerable.Range(0, _grid.Rows).Select(row => _grid[row].TrimmedText())];

    public void PrintAscii(ReadOnlySpan<byte> text)
    {
        _lastPrinted = text[text.Length - 1];
        if (!_isSimple)
        {
            foreach (var character in text)
            {
                Put(character, 1);
            }

            return;
        }

        while (true)
        {
            var room = _size.Columns - _column;
            if (text.Length <= room)
            {
                Row.WriteAscii(_column, text);
                _column += text.Length;
                return;
            }

            if (room > 0)
            {
                Row.WriteAscii(_column, text.Slice(0, room));
            }

            text = text.Slice(room);
            WrapLine();
        }
    }

    public void Print(int character)
    {
        var width = CharacterWidth.Of(character);
        if (HiddenCharacters.IsHidden(character))
        {
            if (!HiddenCharacters.MayJoinEmoji(character) || _column == 0)
            {
                Row.HasHidden = true;
            }
            else
            {
                Row.Combine(Math.Min(_column, _size.Columns) - 1, character);
            }

            for (; width > 0; width--)
            {
                Put(' ', 1);
            }

            return;
        }

        if (width == 0)
        {
            if (_column > 0)
            {
                Row.Combine(_column - 1, character);
            }
            else
            {
                Row.HasHidden = true;
            }

            return;
        }

        Put(character, width);
        _lastPrinted = character;
    }

    public void HidLines() => Row.HasHidden = true;

    /// <summary>The output is over: all that is left on the screen is finished.</summary>
    internal void Complete()
    {
        LeaveAlternate();
        _main.Clear();
        _lines.Close();
        (_row, _column) = (0, 0);
    }

    /// <summary>The window has another size.</summary>
    internal void Resize(TerminalSize size)
    {
        var (row, column) = _main.Resize(size, IsAlternate ? _savedOnMain.Row : _row, IsAlternate ? _savedOnMain.Column : _column);
        _size = size;
        _tabs = Tabs(size.Columns);
        (_top, _bottom) = (0, size.Rows - 1);
        if (IsAlternate)
        {
            _alternate!.Resize(size, _row, _column);
            _savedOnMain = _savedOnMain with { Row = row, Column = column };
            MoveTo(_row, _column);
        }
        else
        {
            _alternate = null;
            (_row, _column) = (row, column);
        }
    }

    private static bool[] Tabs(int columns) => [.. Enumerable.Range(0, columns).Select(column => column % TabWidth == 0)];

    private void Put(int character, int width)
    {
        if (character < 0x80 && _drawsLines[_onlyNextSet >= 0 ? _onlyNextSet : _set])
        {
            character = LineDrawing.Of(character);
        }

        if (_onlyNextSet >= 0)
        {
            _onlyNextSet = -1;
            SeeWhetherSimple();
        }

        if (_column + width > _size.Columns)
        {
            if (_wraps)
            {
                WrapLine();
            }
            else
            {
                _column = _size.Columns - width;
            }
        }

        if (_inserts)
        {
            Row.Insert(_column, width);
        }

        Row.Write(_column, character, width);
        _column += width;
    }

    /// <summary>What DECSC keeps.</summary>
    private readonly record struct SavedCursor(int Row, int Column, int Set, bool IsRelative, bool DrawsLines)
    {
        internal static readonly SavedCursor Home = new(0, 0, 0, IsRelative: false, DrawsLines: false);
    }
}
