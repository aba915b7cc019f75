namespace SessionLogging.Logs.Framing;

/// <summary>Gives the body of a log to a terminal: without the last line of <c>script</c>, with the line ends that the terminal had.</summary>
internal sealed class TerminalFeed(LineEnds lineEnds, bool hasFooter, Action<byte[], int> take)
{
    private const int LongestFooter = 1024;

    private static readonly byte[] Done = Encoding.ASCII.GetBytes("\nScript done on ");

    private readonly byte[] _held = new byte[2 * LongestFooter];
    private byte[] _buffer = [];
    private int _heldLength;
    private int _returns;

    /// <summary>The last line of <c>script</c>, where it was there.</summary>
    internal string? Footer { get; private set; }

    internal void Write(byte[] bytes, int offset, int count)
    {
        if (!hasFooter)
        {
            Give(bytes, offset, count);
            return;
        }

        // What may be the last line waits until it is known to be the last.
        if (count >= LongestFooter)
        {
            Give(_held, 0, _heldLength);
            Give(bytes, offset, count - LongestFooter);
            Array.Copy(bytes, offset + count - LongestFooter, _held, 0, _heldLength = LongestFooter);
            return;
        }

        var leaves = Math.Max(0, _heldLength + count - LongestFooter);
        Give(_held, 0, Math.Min(leaves, _heldLength));
        var stays = Math.Max(0, _heldLength - leaves);
        Array.Copy(_held, _heldLength - stays, _held, 0, stays);
        Array.Copy(bytes, offset, _held, stays, count);
        _heldLength = stays + count;
    }

    internal void Complete()
    {
        var held = _held.AsSpan(0, _heldLength);
        var at = held.LastIndexOf(Done);
        if (at >= 0 && IsLast(held.Slice(at + 1)))
        {
            Footer = ShownText.Of(Encoding.UTF8.GetString(_held, at + Done.Length, _heldLength - at - Done.Length).Trim());
            _heldLength = at;
        }

        Give(_held, 0, _heldLength);
        _heldLength = 0;
        while (_returns > 0)
        {
            _returns--;
            take([(byte)'\r'], 1);
        }
    }

    private static bool IsLast(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)'\n');
        return end < 0 || end == line.Length - 1;
    }

    private void Give(byte[] bytes, int offset, int count)
    {
        if (count <= 0)
        {
            return;
        }

        if (_buffer.Length < (2 * count) + 2)
        {
            _buffer = new byte[(2 * count) + 2];
        }

        var length = lineEnds switch
        {
            LineEnds.Doubled => TakeReturns(bytes, offset, count),
            LineEnds.WithoutReturn => AddReturns(bytes, offset, count),
            _ => Copy(bytes, offset, count),
        };
        take(_buffer, length);
    }

    private int Copy(byte[] bytes, int offset, int count)
    {
        Array.Copy(bytes, offset, _buffer, 0, count);
        return count;
    }

    private int AddReturns(byte[] bytes, int offset, int count)
    {
        var length = 0;
        for (var at = offset; at < offset + count; at++)
        {
            if (bytes[at] == '\n')
            {
                _buffer[length++] = (byte)'\r';
            }

            _buffer[length++] = bytes[at];
        }

        return length;
    }

    /// <summary>Takes one carriage return before each line feed; one at the end waits for what follows.</summary>
    private int TakeReturns(byte[] bytes, int offset, int count)
    {
        var length = 0;
        for (var at = offset; at < offset + count; at++)
        {
            if (bytes[at] == '\r' && _returns == 0)
            {
                _returns = 1;
                continue;
            }

            if (_returns > 0 && bytes[at] != '\n')
            {
                _buffer[length++] = (byte)'\r';
                _returns = bytes[at] == '\r' ? 1 : 0;
                if (_returns > 0)
                {
                    continue;
                }
            }

            _returns = 0;
            _buffer[length++] = bytes[at];
        }

        return length;
    }
}
