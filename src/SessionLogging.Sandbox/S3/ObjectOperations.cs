using System.Net.Http.Headers;

namespace SessionLogging.Sandbox.S3;

/// <summary>What can be asked of objects.</summary>
internal static class ObjectOperations
{
    private const int MostKeyBytes = 1024;
    private const string EncryptionHeader = "x-amz-server-side-encryption";

    private static readonly string[] KeptHeaders =
        ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires", "x-amz-storage-class", "x-amz-website-redirect-location"];

    public static WireResponse Put(S3Call call)
    {
        var bucket = call.Bucket();
        var request = call.Request;
        var keyBytes = Encoding.UTF8.GetByteCount(call.Key);
        if (keyBytes > MostKeyBytes)
        {
            throw S3Failures.KeyTooLong(keyBytes);
        }

        var stored = bucket.Put(bucket.Describe(call.Key, ContentSource.Of(request.Body), Checksums.Md5(request.Body), AskedEncryption(request)) with
        {
            Headers = Kept(request),
            Checksums = request.Headers
                .Where(header => header.Key.StartsWith(Checksums.HeaderPrefix, StringComparison.OrdinalIgnoreCase) && Checksums.IsValueHeader(header.Key))
                .ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Acl = request.Header("x-amz-acl"),
        });

        var response = new WireResponse(200, ContentSource.Empty) { Headers = { ["ETag"] = Quoted(stored) } };
        TellEncryption(response, stored);
        TellChecksums(response, stored);
        return response;
    }

    public static WireResponse Get(S3Call call)
    {
        var stored = call.Bucket().Find(call.Key) ?? throw S3Failures.NoSuchKey(call.Key);
        var request = call.Request;
        if (request.Header("If-Match") is { } match && match is not "*" && match.Trim('"') != stored.ETag)
        {
            throw S3Failures.PreconditionFailed("If-Match");
        }

        if (request.Header("If-None-Match")?.Trim('"') == stored.ETag)
        {
            return new WireResponse(304, ContentSource.Empty) { Headers = { ["ETag"] = Quoted(stored) }, ErrorCode = "NotModified" };
        }

        var range = request.Header("Range") is { } asked ? ByteRange.Of(asked, stored.Content.Length) : null;
        var response = range is null
            ? new WireResponse(200, stored.Content)
            : new WireResponse(206, stored.Content.Slice(range.First, range.Length)) { Headers = { ["Content-Range"] = range.Header } };
        foreach (var (name, value) in stored.Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers.TryAdd("Content-Type", "binary/octet-stream");
        response.Headers["Accept-Ranges"] = "bytes";
        response.Headers["ETag"] = Quoted(stored);
        response.Headers["Last-Modified"] = stored.Modified.ToString("R", CultureInfo.InvariantCulture);
        TellEncryption(response, stored);
        if (range is null && request.Header("x-amz-checksum-mode") == "ENABLED")
        {
            TellChecksums(response, stored);
        }

        return response;
    }

    public static WireResponse Delete(S3Call call)
    {
        call.Bucket().Delete(call.Key);
        return new WireResponse(204, ContentSource.Empty);
    }

    private static BucketEncryption? AskedEncryption(WireRequest request)
    {
        if (request.Header(EncryptionHeader) is not { } algorithm)
        {
            return null;
        }

        return BucketEncryption.Algorithms.Contains(algorithm, StringComparer.Ordinal)
            ? new BucketEncryption(algorithm, request.Header(EncryptionHeader + "-aws-kms-key-id"))
            : throw S3Failures.InvalidArgument("The encryption method specified is not supported");
    }

    /// <summary>The chunk framing is a way of sending, not an encoding of the object.</summary>
    private static ImmutableDictionary<string, string> Kept(WireRequest request)
    {
        var kept = request.Headers
            .Where(header => KeptHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase) || header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
            .ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (!kept.TryGetValue("Content-Encoding", out var encodings))
        {
            return kept;
        }

        var own = string.Join(',', encodings.Split(',', StringSplitOptions.TrimEntries).Where(encoding => encoding is not ("aws-chunked" or "")));
        return own.Length == 0 ? kept.Remove("Content-Encoding") : kept.SetItem("Content-Encoding", own);
    }

    private static string Quoted(StoredObject stored) => $"\"{stored.ETag}\"";

    private static void TellEncryption(WireResponse response, StoredObject stored)
    {
        if (stored.Encryption is not { } encryption)
        {
            return;
        }

        response.Headers[EncryptionHeader] = encryption.Algorithm;
        if (encryption.KmsKeyId is not null)
        {
            response.Headers[EncryptionHeader + "-aws-kms-key-id"] = encryption.KmsKeyId;
        }

        if (encryption.BucketKeyEnabled)
        {
            response.Headers[EncryptionHeader + "-bucket-key-enabled"] = "true";
        }
    }

    private static void TellChecksums(WireResponse response, StoredObject stored)
    {
        foreach (var (name, value) in stored.Checksums)
        {
            response.Headers[name] = value;
        }

        if (!stored.Checksums.IsEmpty)
        {
            response.Headers[Checksums.HeaderPrefix + "type"] = "FULL_OBJECT";
        }
    }
}

/// <summary>The part of an object that a request asks for.</summary>
internal sealed record ByteRange(long First, long Last, long Whole)
{
    public long Length => Last - First + 1;

    public string Header => $"bytes {First}-{Last}/{Whole}";

    /// <summary>The range, or <see langword="null"/> where the header is not one range: then, as in S3, the whole object is given.</summary>
    /// <exception cref="Wire.AwsServiceException">The range lies behind the object's end.</exception>
    public static ByteRange? Of(string header, long whole)
    {
        if (!RangeHeaderValue.TryParse(header, out var parsed) || parsed.Unit != "bytes" || parsed.Ranges.Count != 1)
        {
            return null;
        }

        var asked = parsed.Ranges.Single();
        var (first, last) = asked.From is { } from
            ? (from, Math.Min(asked.To ?? long.MaxValue, whole - 1))
            : (Math.Max(0, whole - asked.To!.Value), whole - 1);
        return first <= last ? new ByteRange(first, last, whole) : throw S3Failures.InvalidRange(whole);
    }
}
