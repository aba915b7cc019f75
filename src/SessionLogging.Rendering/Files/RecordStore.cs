namespace SessionLogging.Rendering.Files;

/// <summary>Records at places: in memory while they are few, in a file that nobody else sees once they are many.</summary>
internal sealed class RecordStore(Func<Stream> openFile) : IDisposable
{
    private const int MostInMemory = 8 * 1024 * 1024;

    private readonly byte[] _size = new byte[sizeof(int)];
    private Stream _content = new MemoryStream();
    private byte[] _line = new byte[4096];
    private long _end;
    private bool _isFile;

    /// <summary>Keeps a record.</summary>
    /// <returns>Its place.</returns>
    internal long Add(SessionRecord record)
    {
        if (!_isFile && _content.Length > MostInMemory)
        {
            MoveToFile();
        }

        var line = Encoding.UTF8.GetBytes(SessionRecordJson.Write(record));
        // A look for the end writes what is buffered, so it is only looked for after reading.
        if (_content.Position != _end)
        {
            _content.Seek(_end, SeekOrigin.Begin);
        }

        var place = _end;
        _content.Write(BitConverter.GetBytes(line.Length), 0, sizeof(int));
        _content.Write(line, 0, line.Length);
        _end += sizeof(int) + line.Length;
        return place;
    }

    /// <summary>The record at a place, without the run that it came from.</summary>
    internal SessionRecord Read(long place)
    {
        _content.Seek(place, SeekOrigin.Begin);
        ReadExactly(_size, _size.Length);
        var length = BitConverter.ToInt32(_size, 0);
        if (_line.Length < length)
        {
            _line = new byte[length];
        }

        ReadExactly(_line, length);
        return SessionRecordJson.ReadRecord(Encoding.UTF8.GetString(_line, 0, length));
    }

    public void Dispose() => _content.Dispose();

    private void MoveToFile()
    {
        var file = openFile();
        _content.Seek(0, SeekOrigin.Begin);
        _content.CopyTo(file);
        _content.Dispose();
        (_content, _isFile) = (file, true);
    }

    private void ReadExactly(byte[] bytes, int count)
    {
        for (var read = 0; read < count;)
        {
            var more = _content.Read(bytes, read, count - read);
            if (more == 0)
            {
                throw new EndOfStreamException("What was kept of the sessions has been cut off.");
            }

            read += more;
        }
    }
}
