namespace SessionLogging.Files;

/// <summary>How a text is encoded: which bytes end a line, and what the others say.</summary>
internal sealed class TextFormat
{
    private static readonly TextFormat Utf8 = new("UTF-8", new UTF8Encoding(false, throwOnInvalidBytes: true), unitSize: 1, lowByte: 0);
    private static readonly TextFormat Utf16 = new("UTF-16", new UnicodeEncoding(bigEndian: false, false, throwOnInvalidBytes: true), unitSize: 2, lowByte: 0);
    private static readonly TextFormat Utf16BigEndian = new("UTF-16", new UnicodeEncoding(bigEndian: true, false, throwOnInvalidBytes: true), unitSize: 2, lowByte: 1);

    // UTF-16 without a mark, and UTF-32, begin so; further on a zero is somebody's data.
    private const int CharactersThatTell = 4;

    private readonly string _name;
    private readonly Encoding _encoding;
    private readonly int _lowByte;

    private TextFormat(string name, Encoding encoding, int unitSize, int lowByte)
    {
        _name = name;
        _encoding = encoding;
        UnitSize = unitSize;
        _lowByte = lowByte;
    }

    /// <summary>The bytes of one code unit.</summary>
    internal int UnitSize { get; }

    /// <summary>What the byte order mark says, which is passed over; UTF-8 where there is none.</summary>
    internal static TextFormat Of(SegmentBytes bytes)
    {
        var head = bytes.Peek(3).ToArray();
        var (format, mark) = head switch
        {
            [0xEF, 0xBB, 0xBF] => (Utf8, 3),
            [0xFF, 0xFE, ..] => (Utf16, 2),
            [0xFE, 0xFF, ..] => (Utf16BigEndian, 2),
            _ => (Utf8, 0),
        };
        bytes.Skip(mark);
        return format;
    }

    /// <summary>Where the first byte behind the next line feed lies; -1 where there is none.</summary>
    internal int AfterLineFeed(byte[] buffer, int from, int end)
    {
        if (UnitSize == 1)
        {
            return Array.IndexOf(buffer, (byte)'\n', from, end - from) + 1 is > 0 and var after ? after : -1;
        }

        for (var unit = from; unit + 1 < end; unit += UnitSize)
        {
            if (buffer[unit + _lowByte] == '\n' && buffer[unit + 1 - _lowByte] == 0)
            {
                return unit + UnitSize;
            }
        }

        return -1;
    }

    /// <summary>The text of a line.</summary>
    /// <exception cref="TextEncodingException">The bytes are no such text; or the file begins with a zero among its first characters, as text in another encoding does.</exception>
    internal string Decode(ArraySegment<byte> segment, TextPlace place)
    {
        string text;
        try
        {
            text = _encoding.GetString(segment.Array!, segment.Offset, segment.Count);
        }
        catch (DecoderFallbackException failure)
        {
            throw Refused(segment, UnitSize == 1 ? failure.Index : FirstHalfPair(segment), place);
        }

        var zero = place.Line == 1 ? text.IndexOf('\0', 0, Math.Min(text.Length, CharactersThatTell)) : -1;
        return zero < 0 ? text : throw Refused(segment, _encoding.GetByteCount(text.ToCharArray(0, zero)), place);
    }

    // Of UTF-16 the decoder says where it noticed, which is behind the half of a surrogate pair that stands alone.
    private int FirstHalfPair(ArraySegment<byte> segment)
    {
        char UnitAt(int index) =>
            (char)(segment.Array![segment.Offset + index + _lowByte] | (segment.Array[segment.Offset + index + 1 - _lowByte] << 8));

        var at = 0;
        while (at + 1 < segment.Count && (!char.IsSurrogate(UnitAt(at)) || (at + 3 < segment.Count && char.IsSurrogatePair(UnitAt(at), UnitAt(at + 2)))))
        {
            at += char.IsSurrogate(UnitAt(at)) ? 2 * UnitSize : UnitSize;
        }

        return at;
    }

    private TextEncodingException Refused(ArraySegment<byte> segment, int index, TextPlace place) =>
        new(place with { Offset = place.Offset + index }, segment.Array![segment.Offset + Math.Min(index, segment.Count - 1)], _name);
}
