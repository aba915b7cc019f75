namespace SessionLogging.Logs.Events;

/// <summary>The lines of a stream, as bytes without their line ends; each is good until the next.</summary>
internal sealed class ByteLines(Stream stream)
{
    /// <summary>Where a line is cut, since no message is so long.</summary>
    private const int Longest = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[128 * 1024];

    internal IEnumerable<ArraySegment<byte>> Read()
    {
        var (begin, end, searched) = (0, 0, 0);
        var isFirst = true;
        while (true)
        {
            var length = _buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (length >= 0 || end - begin >= Longest)
            {
                var lineEnd = length >= 0 ? searched + length : end;
                yield return Line(begin, lineEnd, isFirst);
                isFirst = false;
                begin = searched = Math.Min(lineEnd + 1, end);
                continue;
            }

            searched = end;
            if (begin > 0)
            {
                Buffer.BlockCopy(_buffer, begin, _buffer, 0, end - begin);
                (begin, end, searched) = (0, end - begin, searched - begin);
            }

            if (end == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var read = stream.Read(_buffer, end, _buffer.Length - end);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (end > begin)
        {
            yield return Line(begin, end, isFirst);
        }
    }

    private ArraySegment<byte> Line(int begin, int end, bool isFirst)
    {
        if (isFirst && end - begin >= 3 && _buffer[begin] == 0xef && _buffer[begin + 1] == 0xbb && _buffer[begin + 2] == 0xbf)
        {
            begin += 3;
        }

        if (end > begin && _buffer[end - 1] == '\r')
        {
            end--;
        }

        return new ArraySegment<byte>(_buffer, begin, end - begin);
    }
}
