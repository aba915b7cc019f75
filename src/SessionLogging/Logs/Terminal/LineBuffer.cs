namespace SessionLogging.Logs.Terminal;

/// <summary>A line over several rows while it grows, kept as UTF-8 in pieces: what is 16 MiB in the log is no more in memory.</summary>
internal sealed class LineBuffer
{
    private const int PieceLength = 64 * 1024;

    private readonly List<byte[]> _pieces = [];
    private readonly List<int> _lengths = [];

    /// <summary>Bytes of text.</summary>
    internal int Length { get; private set; }

    internal bool IsOpen { get; private set; }

    internal void Append(ScreenRow row)
    {
        IsOpen = true;
        var (text, length) = row.WholeText();
        var most = Encoding.UTF8.GetMaxByteCount(length);
        if (_lengths.Count == 0 || _pieces[_lengths.Count - 1].Length - _lengths[_lengths.Count - 1] < most)
        {
            Begin(most);
        }

        var last = _lengths.Count - 1;
        var written = Encoding.UTF8.GetBytes(text, 0, length, _pieces[last], _lengths[last]);
        _lengths[last] += written;
        Length += written;
    }

    /// <summary>The line without blanks at its end; the buffer is empty then.</summary>
    internal string Take()
    {
        while (_lengths.Count > 0 && TrimLast() == 0)
        {
            _lengths.RemoveAt(_lengths.Count - 1);
        }

        var text = Decode();
        _lengths.Clear();
        Length = 0;
        IsOpen = false;
        return text;
    }

    private void Begin(int most)
    {
        if (_pieces.Count == _lengths.Count)
        {
            _pieces.Add(new byte[Math.Max(PieceLength, most)]);
        }
        else if (_pieces[_lengths.Count].Length < most)
        {
            _pieces[_lengths.Count] = new byte[most];
        }

        _lengths.Add(0);
    }

    private int TrimLast()
    {
        var last = _lengths.Count - 1;
        while (_lengths[last] > 0 && _pieces[last][_lengths[last] - 1] == ' ')
        {
            _lengths[last]--;
        }

        return _lengths[last];
    }

    private string Decode()
    {
        var characters = 0;
        for (var piece = 0; piece < _lengths.Count; piece++)
        {
            characters += Encoding.UTF8.GetCharCount(_pieces[piece], 0, _lengths[piece]);
        }
#if NET
        return string.Create(characters, this, static (text, buffer) =>
        {
            for (var piece = 0; piece < buffer._lengths.Count; piece++)
            {
                text = text[Encoding.UTF8.GetChars(buffer._pieces[piece].AsSpan(0, buffer._lengths[piece]), text)..];
            }
        });
#else
        var text = new StringBuilder(characters);
        for (var piece = 0; piece < _lengths.Count; piece++)
        {
            text.Append(Encoding.UTF8.GetString(_pieces[piece], 0, _lengths[piece]));
        }

        return text.ToString();
#endif
    }
}
