#if NET
using System.Runtime.InteropServices;
#endif
using System.Security.Cryptography;

namespace SessionLogging.Logs.Archive;

/// <summary>A file that is written, and what of it a manifest says.</summary>
internal sealed class HashedFile(ArchiveFiles files, FileStream file) : Stream
{
    private readonly IncrementalHash _hash = Archive.Sha256.Begin();
    private string? _sha256;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Size;

    public override long Position
    {
        get => Size;
        set => throw new NotSupportedException();
    }

    /// <summary>Why it could not be written, where it could not: whoever copies into it may take that for a failure of what is copied.</summary>
    internal IOException? Failure { get; private set; }

    /// <summary>The bytes that were written.</summary>
    internal long Size { get; private set; }

    /// <summary>The SHA-256 of all that was written; nothing is written after it was asked for.</summary>
    internal string Sha256 => _sha256 ??= Archive.Sha256.End(_hash);

    /// <summary>Has the disk hold it, so that a loss of power takes nothing of it.</summary>
    internal void Settle() => file.Flush(flushToDisk: true);

    // Writing goes to the system's cache or, where the disk is slow, waits for it on a thread of the pool: no more of them write at once than logs are read.
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            files.OnStep("write", file.Name);
            file.Write(buffer, offset, count);
        }
        catch (IOException failure)
        {
            Failure = failure;
            throw;
        }

        _hash.AppendData(buffer, offset, count);
        Size += count;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        MemoryMarshal.TryGetArray(buffer, out var segment)
            ? new ValueTask(WriteAsync(segment.Array!, segment.Offset, segment.Count, cancellationToken))
            : new ValueTask(WriteAsync(buffer.ToArray(), 0, buffer.Length, cancellationToken));
#endif

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
