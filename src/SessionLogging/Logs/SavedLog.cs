using System.IO.Compression;
using SessionLogging.Files;

namespace SessionLogging.Logs;

/// <summary>
/// The bytes of a saved log, from whatever it was saved as: compressed by gzip, as an export of CloudWatch Logs to S3 is, or as UTF-16, as
/// Windows PowerShell writes what is redirected into a file. Can be read again from the beginning.
/// </summary>
internal sealed class SavedLog : RewindableStream
{
    private const int PieceLength = 16 * 1024;

    private readonly string _path;
    private readonly Stream _file;
    private readonly Action<long>? _read;
    private readonly bool _isCompressed;
    private readonly Encoding? _encoding;
    private Stream _bytes;
    private long _before;
    private StreamReader? _characters;
    private Encoder? _encoder;
    private char[] _piece = [];
    private byte[] _recoded = [];
    private int _length;
    private int _given;

    /// <summary>Looks at what was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">The same, open.</param>
    /// <param name="read">Hears how many bytes of the file are read, each time counted anew; it may throw.</param>
    internal SavedLog(string path, Stream file, Action<long>? read)
    {
        (_path, _file, _read, _bytes) = (path, file, read, file);
        // RFC 1952, 2.3.1.
        _isCompressed = Beginning() is (0x1f, 0x8b);
        if (_isCompressed)
        {
            _bytes = Decompressed();
        }

        _encoding = Beginning() switch
        {
            (0xff, 0xfe) => Encoding.Unicode,
            (0xfe, 0xff) => Encoding.BigEndianUnicode,
            _ => null,
        };
        Begin();
    }

    public override long Length => _file.Length;

    /// <summary>Where the file is read; set, it is the beginning.</summary>
    public override long Position
    {
        get => _file.Position;
        set
        {
            _before += _file.Position;
            Begin();
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        _read?.Invoke(_before + _file.Position);
        if (_encoding is null)
        {
            return ReadBytes(buffer, offset, count);
        }

        while (_given == _length)
        {
            if (!Recode())
            {
                return 0;
            }
        }

        var length = Math.Min(count, _length - _given);
        Array.Copy(_recoded, _given, buffer, offset, length);
        _given += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _characters?.Dispose();
            _bytes.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private (int First, int Second) Beginning()
    {
        var beginning = new byte[2];
        _file.Position = 0;
        var (first, second) = (ReadBytes(beginning, 0, 1), ReadBytes(beginning, 1, 1));
        return first + second == 2 ? (beginning[0], beginning[1]) : default;
    }

    private GZipStream Decompressed() => new(_file, CompressionMode.Decompress, leaveOpen: true);

    private int ReadBytes(byte[] buffer, int offset, int count)
    {
        try
        {
            return _bytes.Read(buffer, offset, count);
        }
        catch (InvalidDataException)
        {
            throw new SessionLogFormatException(_path, "What is compressed", "it is broken or was cut");
        }
    }

    private void Begin()
    {
        _file.Position = 0;
        _bytes = _isCompressed ? Decompressed() : _file;
        (_length, _given) = (0, 0);
        if (_encoding is not null)
        {
            _characters = new StreamReader(_bytes, _encoding, detectEncodingFromByteOrderMarks: true, bufferSize: PieceLength, leaveOpen: true);
            _encoder = Encoding.UTF8.GetEncoder();
            _piece = new char[PieceLength];
            _recoded = new byte[Encoding.UTF8.GetMaxByteCount(PieceLength)];
        }
    }

    private bool Recode()
    {
        var count = _characters!.Read(_piece, 0, _piece.Length);
        (_length, _given) = (_encoder!.GetBytes(_piece, 0, count, _recoded, 0, flush: count == 0), 0);
        return count > 0 || _length > 0;
    }
}
