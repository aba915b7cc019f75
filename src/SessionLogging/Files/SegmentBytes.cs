namespace SessionLogging.Files;

/// <summary>Cuts a stream behind each line feed, and keeps no more of it than one line.</summary>
internal sealed class SegmentBytes
{
    private const int BlockSize = 64 * 1024;

    private readonly Stream _content;
    private byte[] _buffer = new byte[BlockSize];
    private int _start;
    private int _end;
    private long _offsetOfBuffer;

    internal SegmentBytes(Stream content) => _content = content;

    /// <summary>Where the segment that was given last lies in the file.</summary>
    internal long Offset { get; private set; }

    /// <summary>The first bytes, fewer where there are no more.</summary>
    internal ArraySegment<byte> Peek(int count)
    {
        while (_end - _start < count && Fill())
        {
        }

        return new ArraySegment<byte>(_buffer, _start, Math.Min(count, _end - _start));
    }

    /// <summary>Passes over bytes that were looked at.</summary>
    internal void Skip(int count) => _start += count;

    /// <summary>The next line with its end, valid until the next call; nothing at the end.</summary>
    internal ArraySegment<byte> Next(TextFormat format)
    {
        var searched = 0;
        int after;
        while ((after = format.AfterLineFeed(_buffer, _start + searched, _end)) < 0)
        {
            searched = (_end - _start) / format.UnitSize * format.UnitSize;
            if (!Fill())
            {
                after = _end;
                break;
            }
        }

        var segment = new ArraySegment<byte>(_buffer, _start, after - _start);
        Offset = _offsetOfBuffer + _start;
        _start = after;
        return segment;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _offsetOfBuffer += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _content.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
