namespace SessionLogging.Files;

/// <summary>What is written to a temporary file; where that fails, the failure names the file that it was to become.</summary>
internal sealed class PendingContent(FileStream temporary, string path) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => temporary.CanWrite;

    public override long Length => temporary.Length;

    public override long Position
    {
        get => temporary.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            temporary.Write(buffer, offset, count);
        }
        catch (IOException failure)
        {
            throw Named(failure);
        }
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
#pragma warning disable CA1835 // The overload that .NET Framework lacks is below.
            await temporary.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1835
        }
        catch (IOException failure)
        {
            throw Named(failure);
        }
    }

#if NET
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            temporary.Write(buffer);
        }
        catch (IOException failure)
        {
            throw Named(failure);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await temporary.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw Named(failure);
        }
    }
#endif

    public override void Flush()
    {
        try
        {
            temporary.Flush();
        }
        catch (IOException failure)
        {
            throw Named(failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private FileException Named(IOException failure) => FileException.Writing(path, failure, temporary.Name);
}
