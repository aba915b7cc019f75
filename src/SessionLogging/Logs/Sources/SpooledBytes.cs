using SessionLogging.Files;

namespace SessionLogging.Logs.Sources;

/// <summary>Bytes that are written once and read again: in memory as long as they are few, else in a file that only its owner can read and that goes with them.</summary>
internal sealed class SpooledBytes : IDisposable
{
    /// <summary>So many bytes are kept in memory.</summary>
    internal const int MostInMemory = 8 * 1024 * 1024;

    private readonly Spool _spool = new();

    /// <summary>Takes the bytes.</summary>
    internal Stream Writer => _spool;

    /// <summary>The bytes, from the beginning; each time the same ones.</summary>
    internal Stream Read()
    {
        _spool.Bytes.Position = 0;
        return new Kept(_spool.Bytes);
    }

    /// <summary>Forgets them.</summary>
    internal void Clear() => _spool.Bytes.SetLength(0);

    /// <inheritdoc/>
    public void Dispose() => _spool.Bytes.Dispose();

    /// <summary>Moves into a file where it becomes too much.</summary>
    private sealed class Spool : Stream
    {
        internal Stream Bytes { get; private set; } = new MemoryStream();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Bytes.Length;

        public override long Position
        {
            get => Bytes.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Bytes is MemoryStream few && few.Length + count > MostInMemory)
            {
                var file = TemporaryFile.CreateScratch(Path.GetTempPath());
                few.WriteTo(file);
                few.Dispose();
                Bytes = file;
            }

            Bytes.Write(buffer, offset, count);
        }

        public override void Flush() => Bytes.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    /// <summary>What stays when its reader is done with it.</summary>
    private sealed class Kept(Stream bytes) : RewindableStream
    {
        public override long Length => bytes.Length;

        public override long Position
        {
            get => bytes.Position;
            set => bytes.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => bytes.Read(buffer, offset, count);
    }
}
