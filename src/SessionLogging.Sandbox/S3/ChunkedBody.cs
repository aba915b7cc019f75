using SessionLogging.Sandbox.Signing;

namespace SessionLogging.Sandbox.S3;

/// <summary>The framing of a streaming upload: chunks, each with its length and its signature, and a trailer.</summary>
internal sealed class ChunkedBody
{
    public const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    public const string SignedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    public const string UnsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private readonly byte[] _framed;
    private readonly bool _signed;
    private readonly SignedWith _request;
    private readonly byte[] _key;
    private string _previousSignature;
    private int _position;

    private ChunkedBody(byte[] framed, bool signed, SignedWith request, byte[] key)
    {
        _framed = framed;
        _signed = signed;
        _request = request;
        _key = key;
        _previousSignature = request.Signature;
    }

    public static bool IsWayOfSending(string payloadHash) => payloadHash is Signed or SignedWithTrailer or UnsignedWithTrailer;

    /// <summary>The payload and the trailer's fields.</summary>
    /// <exception cref="AwsServiceException">The framing is broken or a signature is wrong.</exception>
    public static (byte[] Payload, Dictionary<string, string> Trailer) Decode(byte[] framed, string payloadHash, SignedWith request, byte[] key)
    {
        var body = new ChunkedBody(framed, payloadHash != UnsignedWithTrailer, request, key);
        var payload = body.ReadChunks();
        return (payload, payloadHash == Signed ? [] : body.ReadTrailer());
    }

    private byte[] ReadChunks()
    {
        using var payload = new MemoryStream(_framed.Length);
        while (true)
        {
            var head = ReadLine().Split(';');
            if (!int.TryParse(head[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size > _framed.Length - _position)
            {
                throw Incomplete();
            }

            var chunk = _framed.AsSpan(_position, size);
            _position += size;
            if (_signed)
            {
                CheckSignature(head, "AWS4-HMAC-SHA256-PAYLOAD", $"{SignatureV4.EmptyHash}\n{SignatureV4.Hash(chunk)}");
            }

            if (size == 0)
            {
                return payload.ToArray();
            }

            payload.Write(chunk);
            if (ReadLine().Length > 0)
            {
                throw Incomplete();
            }
        }
    }

    private Dictionary<string, string> ReadTrailer()
    {
        var trailer = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var lines = new StringBuilder();
        while (_position < _framed.Length && ReadLine() is { Length: > 0 } line)
        {
            if (line.Split(':', 2) is not [var name, var value])
            {
                throw new AwsServiceException("MalformedTrailerError", 400, "The request contained trailing data that was not well-formed or did not conform to our published schema.");
            }

            if (name == "x-amz-trailer-signature")
            {
                CheckSignature(["", "chunk-signature=" + value.Trim()], "AWS4-HMAC-SHA256-TRAILER", SignatureV4.Hash(Encoding.UTF8.GetBytes(lines.ToString())));
            }
            else
            {
                lines.Append(name).Append(':').Append(value.Trim()).Append('\n');
            }

            trailer[name] = value.Trim();
        }

        if (_signed && !trailer.Remove("x-amz-trailer-signature"))
        {
            throw WrongSignature();
        }

        return trailer;
    }

    private void CheckSignature(string[] head, string algorithm, string hashes)
    {
        var expected = SignatureV4.Sign(_key, $"{algorithm}\n{_request.Timestamp}\n{_request.Scope}\n{_previousSignature}\n{hashes}");
        if (!head.Contains("chunk-signature=" + expected, StringComparer.Ordinal))
        {
            throw WrongSignature();
        }

        _previousSignature = expected;
    }

    private string ReadLine()
    {
        var length = _framed.AsSpan(_position).IndexOf("\r\n"u8);
        if (length < 0)
        {
            throw Incomplete();
        }

        var line = Encoding.UTF8.GetString(_framed, _position, length);
        _position += length + 2;
        return line;
    }

    private static AwsServiceException Incomplete()
        => new("IncompleteBody", 400, "The request body terminated unexpectedly");

    private static AwsServiceException WrongSignature()
        => new("SignatureDoesNotMatch", 403, "The chunk or trailer signature we calculated does not match the signature you provided.");
}
