namespace SessionLogging.Sandbox.Signing;

/// <summary>AWS Signature Version 4: the texts that are signed and the key that signs them.</summary>
internal static class SignatureV4
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    public static string EmptyHash { get; } = Hash([]);

    /// <summary>The signature that the request should carry.</summary>
    public static string Sign(WireRequest request, SignedWith signed, byte[] signingKey, string payloadHash, bool pathTwiceEncoded)
    {
        var canonical = string.Join('\n', [
            request.Method,
            CanonicalPath(request.RawPath, pathTwiceEncoded),
            CanonicalQuery(request),
            .. signed.SignedHeaders.Select(name => $"{name}:{CanonicalHeader(request, name)}"),
            "",
            string.Join(';', signed.SignedHeaders),
            payloadHash,
        ]);
        return Sign(signingKey, string.Join('\n', SignedWith.Algorithm, signed.Timestamp, signed.Scope, Hash(Encoding.UTF8.GetBytes(canonical))));
    }

    public static string Sign(byte[] signingKey, string text) => Convert.ToHexStringLower(Hmac(signingKey, text));

    public static byte[] SigningKey(string secret, SignedWith signed)
    {
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), signed.Date);
        key = Hmac(key, signed.Region);
        key = Hmac(key, signed.Service);
        return Hmac(key, "aws4_request");
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Percent-encodes everything but AWS's unreserved characters.</summary>
    public static string Encode(string text, bool keepSlash)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (Unreserved.Contains((char)octet) || (keepSlash && octet == '/'))
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    private static string CanonicalPath(string rawPath, bool twice)
        => Encode(twice ? rawPath : Uri.UnescapeDataString(rawPath), keepSlash: true);

    private static string CanonicalQuery(WireRequest request) => string.Join('&', request.Query
        .Where(pair => pair.Key != "X-Amz-Signature")
        .Select(pair => (Name: Encode(pair.Key, keepSlash: false), Value: Encode(pair.Value, keepSlash: false)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    /// <summary>A header's values as they are signed: joined by commas, blanks folded to one.</summary>
    private static string CanonicalHeader(WireRequest request, string name) => string.Join(
        ',',
        request.Headers[name].Select(value => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
