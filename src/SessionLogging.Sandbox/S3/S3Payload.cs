using SessionLogging.Sandbox.Signing;

namespace SessionLogging.Sandbox.S3;

/// <summary>What S3 demands of a payload beside the signature over the request.</summary>
internal static class S3Payload
{
    private const string HashHeader = "x-amz-content-sha256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    public static string Hash(WireRequest request, bool presigned) => request.Header(HashHeader)
        ?? (presigned ? Unsigned : throw new AwsServiceException("InvalidRequest", 400, $"Missing required header for this request: {HashHeader}"));

    public static void Accept(WireRequest request, SignedWith signed, byte[] signingKey)
    {
        var unsignedHeaders = request.Headers.Keys
            .Where(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.SignedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (unsignedHeaders.Count > 0)
        {
            throw new AwsServiceException("AccessDenied", 403, "There were headers present in the request which were not signed")
            {
                Details = [new("HeadersNotSigned", string.Join(", ", unsignedHeaders))],
            };
        }

        var hash = Hash(request, signed.GoodFor is not null);
        if (ChunkedBody.IsWayOfSending(hash))
        {
            Unframe(request, hash, signed, signingKey);
        }
        else if (hash != Unsigned && hash != SignatureV4.Hash(request.RawBody))
        {
            throw new AwsServiceException("XAmzContentSHA256Mismatch", 400, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        Checksums.Check(request);
    }

    /// <summary>The trailer's fields count as headers from here on.</summary>
    private static void Unframe(WireRequest request, string hash, SignedWith signed, byte[] signingKey)
    {
        var (payload, trailer) = ChunkedBody.Decode(request.RawBody, hash, signed, signingKey);
        var decodedLength = payload.Length.ToString(CultureInfo.InvariantCulture);
        if (request.Header("x-amz-decoded-content-length") != decodedLength)
        {
            throw new AwsServiceException("IncompleteBody", 400, $"The payload has {decodedLength} bytes; x-amz-decoded-content-length says otherwise.");
        }

        if (request.Header("x-amz-trailer") is { } promised && !trailer.ContainsKey(promised))
        {
            throw new AwsServiceException("MalformedTrailerError", 400, $"The trailer lacks {promised}.");
        }

        foreach (var (name, value) in trailer)
        {
            request.Headers[name] = value;
        }

        request.Body = payload;
    }
}
