namespace SessionLogging.Logs.Terminal;

/// <summary>
/// Works a window's size out of what was written to it, which no log says. A shell that edits a line writes a blank and a carriage return
/// where the line passes the edge; progress bars write the same before they paint themselves anew, so only what goes on with other text
/// counts, and only a column where several lines break. zsh fills the row after its mark for output without an end.
/// </summary>
public sealed class TerminalSizeFinder : ITerminalFunctions
{
    private const int LeastColumns = 20;
    private const int LeastRows = 24;
    private const int MostRows = 300;
    private const int Several = 2;
    private const int Compared = 64;

    private readonly TerminalParser _parser;
    private readonly Dictionary<int, int> _breaks = [];
    private readonly char[] _before = new char[Compared];
    private readonly char[] _now = new char[Compared];
    private int _beforeLength;
    private int _column;
    private int _blanks;
    private int _broken;
    private int _filled;
    private int _highestRow;
    private int _lowestMargin;

    /// <summary>Begins with nothing known.</summary>
    public TerminalSizeFinder() => _parser = new TerminalParser(this);

    /// <summary>What the output so far tells: <see cref="TerminalSize.Usual"/> where it tells nothing.</summary>
    public TerminalSize Size
    {
        get
        {
            var columns = _breaks.Where(found => found.Value >= Several).OrderByDescending(found => found.Value).ThenByDescending(found => found.Key).Select(found => found.Key).FirstOrDefault();
            // Some programs move below the last row; margins are never beyond it.
            var rows = _lowestMargin > 0 ? _lowestMargin : _highestRow;
            return new TerminalSize(
                columns == 0 ? TerminalSize.Usual.Columns : columns,
                rows == 0 ? TerminalSize.Usual.Rows : Math.Max(rows, LeastRows));
        }
    }

    /// <summary>Takes the next bytes.</summary>
    /// <param name="output">UTF-8, as the terminal had it.</param>
    public void Write(ReadOnlySpan<byte> output) => _parser.Write(output);

    void ITerminalFunctions.PrintAscii(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length && _column + at < Compared; at++)
        {
            _now[_column + at] = (char)text[at];
        }

        _column += text.Length;
        var blanks = 0;
        while (blanks < text.Length && text[text.Length - 1 - blanks] == ' ')
        {
            blanks++;
        }

        _blanks = blanks == text.Length ? _blanks + blanks : blanks;
    }

    void ITerminalFunctions.Print(int character)
    {
        var width = CharacterWidth.Of(character);
        if (_column < Compared)
        {
            _now[_column] = '\ufffd';
        }

        _column += width;
        _blanks = 0;
    }

    void ITerminalFunctions.Control(int character)
    {
        if (character == '\r')
        {
            Return();
        }
        else if (character is '\n' or 0x84 or 0x85)
        {
            Forget();
        }
    }

    void ITerminalFunctions.Escape(char intermediate, char final)
    {
    }

    void ITerminalFunctions.Sequence(char prefix, char intermediate, char final, ReadOnlySpan<int> parameters)
    {
        if (prefix != '\0' || intermediate != '\0' || parameters.Length == 0)
        {
            return;
        }
        // Programs that ask how large the window is move far beyond it.
        if (final is 'H' or 'f' or 'd' && parameters[0] <= MostRows)
        {
            _highestRow = Math.Max(_highestRow, parameters[0]);
        }
        else if (final == 'r' && parameters.Length > 1 && parameters[1] <= MostRows)
        {
            _lowestMargin = Math.Max(_lowestMargin, parameters[1]);
        }
    }

    void ITerminalFunctions.HidLines()
    {
    }

    private void Return()
    {
        if (_filled > 0 && _column == 1 && _blanks == 1)
        {
            Count(_filled);
            (_filled, _broken) = (0, 0);
        }
        else if (_column == 0)
        {
            _broken = 0;
        }
        else
        {
            See();
            _filled = _blanks + 1 >= LeastColumns ? _blanks + 1 : 0;
            if (_blanks == 1 && _column > LeastColumns)
            {
                _broken = _column - 1;
                _beforeLength = Math.Min(_column - 1, Compared);
                Array.Copy(_now, _before, _beforeLength);
            }
        }

        (_column, _blanks) = (0, 0);
    }

    private void Forget()
    {
        See();
        (_column, _blanks, _filled, _broken) = (0, 0, 0, 0);
    }

    /// <summary>The row is over: what had broken went on in it, unless it was only painted anew.</summary>
    private void See()
    {
        if (_broken > 0 && _column > 0)
        {
            var length = Math.Min(_beforeLength, Math.Min(_column, Compared));
            var same = 0;
            for (var at = 0; at < length; at++)
            {
                same += _before[at] == _now[at] ? 1 : 0;
            }

            if (2 * same < length || (length < 4 && same < length))
            {
                Count(_broken);
            }

            _broken = 0;
        }
    }

    private void Count(int column)
    {
        // A hostile log does not make a table of its own.
        if (column <= TerminalSize.Most)
        {
            _breaks[column] = _breaks.TryGetValue(column, out var count) ? count + 1 : 1;
        }
    }
}
