namespace SessionLogging.Logs.Terminal;

/// <summary>
/// A row of the screen. Beyond <see cref="Used"/> nothing was written. A cell is a character; where it is more than one (a character
/// beyond the basic plane, combining marks) a mark stands in the cell and the text beside the row.
/// </summary>
internal sealed class ScreenRow(int columns)
{
    /// <summary>The second half of a character of two columns.</summary>
    internal const char SecondHalf = '\uffff';

    private const char Beside = '\ufffe';
    private const char Blank = ' ';

    // A mark more and a letter is no letter any more; a line must not grow without a column being written.
    private const int LongestCell = 32;

    private readonly char[] _cells = new char[columns];
    private Dictionary<int, string>? _beside;
    private bool _isPlain = true;

    /// <summary>How many cells were written, from the left.</summary>
    internal int Used { get; private set; }

    /// <summary>Whether the text went on in the next row because this one was full.</summary>
    internal bool IsWrapped { get; set; }

    /// <summary>Whether something on the row was not to be seen.</summary>
    internal bool HasHidden { get; set; }

    /// <summary>Whether the row holds a joiner or a selector.</summary>
    internal bool MayHoldJoiners { get; private set; }

    /// <summary>The last frames of full-screen programs that ended here.</summary>
    internal List<ScreenFrame>? Frames { get; set; }

    internal int Columns => _cells.Length;

    internal bool IsBlank
    {
        get
        {
            for (var column = 0; column < Used; column++)
            {
                if (_cells[column] != Blank)
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal void Clear()
    {
        Used = 0;
        _isPlain = true;
        _beside = null;
        IsWrapped = false;
        HasHidden = false;
        MayHoldJoiners = false;
    }

    internal void WriteAscii(int column, ReadOnlySpan<byte> ascii)
    {
        Prepare(column, ascii.Length);
        AsciiRun.CopyTo(ascii, _cells.AsSpan(column));
    }

    /// <summary>Writes a character that takes so many columns, 1 or 2, which are there.</summary>
    internal void Write(int column, int character, int width)
    {
        Prepare(column, width);
        if (character > char.MaxValue)
        {
            Put(column, char.ConvertFromUtf32(character));
        }
        else
        {
            _cells[column] = (char)character;
        }

        if (width == 2)
        {
            _cells[column + 1] = SecondHalf;
            _isPlain = false;
        }
    }

    /// <summary>Adds a character without a width to the one in the column.</summary>
    internal void Combine(int column, int character)
    {
        if (column > 0 && column < Used && _cells[column] == SecondHalf)
        {
            column--;
        }

        if (column >= Used)
        {
            Write(column, Blank, 1);
        }

        var text = Cell(column) + char.ConvertFromUtf32(character);
        if (text.Length <= LongestCell)
        {
            Put(column, text);
        }
        else
        {
            HasHidden = true;
        }

        MayHoldJoiners |= HiddenCharacters.MayJoinEmoji(character);
    }

    /// <summary>Erases cells; those at the end become unwritten again.</summary>
    internal void Erase(int column, int count)
    {
        count = Math.Min(count, Used - column);
        if (count <= 0)
        {
            return;
        }

        Split(column, count);
        if (column + count >= Used)
        {
            Used = column;
        }
        else
        {
            _cells.AsSpan(column, count).Fill(Blank);
        }

        if (Used == 0)
        {
            (_isPlain, _beside, MayHoldJoiners) = (true, null, false);
        }
    }

    /// <summary>Moves the cells from a column on to the right; what leaves the row is lost.</summary>
    internal void Insert(int column, int count)
    {
        count = Math.Min(count, Columns - column);
        if (column >= Used || count <= 0)
        {
            return;
        }

        Split(column, 0);
        var kept = Math.Min(Used, Columns - count) - column;
        // The first half of what is cut in two at the edge.
        if (kept > 0 && column + kept < Used)
        {
            Split(column + kept, 0);
        }

        Move(column, column + count, Math.Max(kept, 0));
        Used = column + count + Math.Max(kept, 0);
        _cells.AsSpan(column, count).Fill(Blank);
    }

    /// <summary>Takes cells away; those to the right move up.</summary>
    internal void Delete(int column, int count)
    {
        count = Math.Min(count, Used - column);
        if (count <= 0)
        {
            return;
        }

        Split(column, count);
        Move(column + count, column, Used - column - count);
        Used -= count;
    }

    /// <summary>The text without blanks at its end.</summary>
    internal string TrimmedText()
    {
        var end = Used;
        while (end > 0 && _cells[end - 1] == Blank)
        {
            end--;
        }

        return end == 0 ? "" : _isPlain ? new string(_cells, 0, end) : Text(end);
    }

    /// <summary>The whole text: so many characters of an array that is not to be kept.</summary>
    internal (char[] Characters, int Length) WholeText()
    {
        if (_isPlain)
        {
            return (_cells, Used);
        }

        var text = Text(Used).ToCharArray();
        return (text, text.Length);
    }

    /// <summary>Whether the row ends in the first half of a character that the edge would cut.</summary>
    internal int CutBefore(int column) => column < Used && _cells[column] == SecondHalf ? column - 1 : column;

    internal void CopyTo(ScreenRow other, int from, int count, int to)
    {
        other.Prepare(to, count);
        for (var at = 0; at < count; at++)
        {
            var cell = _cells[from + at];
            other._cells[to + at] = cell;
            other._isPlain &= cell is not (SecondHalf or Beside);
            if (cell == Beside)
            {
                (other._beside ??= [])[to + at] = _beside![from + at];
            }
        }

        other.HasHidden |= HasHidden;
        other.MayHoldJoiners |= MayHoldJoiners;
    }

    private string Cell(int column) => _cells[column] == Beside ? _beside![column] : _cells[column].ToString();

    private string Text(int end)
    {
        var text = new StringBuilder(end + 8);
        for (var column = 0; column < end; column++)
        {
            if (_cells[column] == Beside)
            {
                text.Append(_beside![column]);
            }
            else if (_cells[column] != SecondHalf)
            {
                text.Append(_cells[column]);
            }
        }

        return text.ToString();
    }

    private void Put(int column, string text)
    {
        (_beside ??= [])[column] = text;
        _cells[column] = Beside;
        _isPlain = false;
    }

    /// <summary>Makes room for cells to be written: the gap before them becomes blank, halves that are left over too.</summary>
    private void Prepare(int column, int count)
    {
        if (column > Used)
        {
            _cells.AsSpan(Used, column - Used).Fill(Blank);
        }
        else if (!_isPlain)
        {
            Split(column, count);
        }

        if (column + count > Used)
        {
            Used = column + count;
        }
    }

    /// <summary>Makes the edges of a range of cells edges of characters, too: the halves that are left of others become blank.</summary>
    private void Split(int column, int count)
    {
        if (_isPlain)
        {
            return;
        }

        if (column > 0 && column < Used && _cells[column] == SecondHalf)
        {
            (_cells[column - 1], _cells[column]) = (Blank, Blank);
        }

        var end = column + count;
        if (end > 0 && end < Used && _cells[end] == SecondHalf)
        {
            (_cells[end - 1], _cells[end]) = (Blank, Blank);
        }
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_cells, from, _cells, to, count);
        if (_beside is null)
        {
            return;
        }

        var moved = new Dictionary<int, string>();
        foreach (var cell in _beside)
        {
            if (cell.Key >= from && cell.Key < from + count)
            {
                moved[cell.Key - from + to] = cell.Value;
            }
            else if (cell.Key < Math.Min(from, to))
            {
                moved[cell.Key] = cell.Value;
            }
        }

        _beside = moved;
    }
}
