namespace SessionLogging.Sandbox.Wire;

/// <summary>A known number of bytes that can be read again and again, whether they lie in memory or are generated on the way: a gigabyte costs none.</summary>
public sealed class ContentSource
{
    private readonly Func<Stream> _open;
    private readonly long _offset;

    /// <summary>Bytes that are generated: <paramref name="open"/> gives a new stream of at least <paramref name="length"/> bytes at each reading.</summary>
    public ContentSource(long length, Func<Stream> open)
        : this(length, open, offset: 0)
    {
    }

    private ContentSource(long length, Func<Stream> open, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _open = open;
        _offset = offset;
    }

    /// <summary>No bytes.</summary>
    public static ContentSource Empty { get; } = Of([]);

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>Bytes in memory.</summary>
    public static ContentSource Of(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new ContentSource(bytes.Length, () => new MemoryStream(bytes, writable: false));
    }

    /// <summary>A part of this content.</summary>
    public ContentSource Slice(long offset, long length) => new(length, _open, _offset + offset);

    /// <summary>All bytes, for content that is small.</summary>
    public byte[] ToArray()
    {
        using var stream = OpenAtOffset();
        var bytes = new byte[Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes all bytes; <paramref name="halfway"/> is awaited after the first half.</summary>
    internal async Task CopyToAsync(Stream target, Func<Task> halfway, CancellationToken cancellationToken)
    {
        await using var stream = OpenAtOffset();
        await CopyAsync(stream, target, Length / 2, cancellationToken);
        await halfway();
        await CopyAsync(stream, target, Length - (Length / 2), cancellationToken);
    }

    private static async Task CopyAsync(Stream source, Stream target, long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[81_920];
        while (count > 0)
        {
            var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException($"The content ended {count} bytes before its length.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            count -= read;
        }
    }

    private Stream OpenAtOffset()
    {
        var stream = _open();
        if (stream.CanSeek)
        {
            stream.Seek(_offset, SeekOrigin.Current);
            return stream;
        }

        var skipped = new byte[81_920];
        for (var left = _offset; left > 0;)
        {
            var read = stream.Read(skipped, 0, (int)Math.Min(skipped.Length, left));
            if (read == 0)
            {
                throw new EndOfStreamException("The content ended before the part that was asked for.");
            }

            left -= read;
        }

        return stream;
    }
}
