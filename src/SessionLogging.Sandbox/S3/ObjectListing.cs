using SessionLogging.Sandbox.Signing;

namespace SessionLogging.Sandbox.S3;

/// <summary>The answer of ListObjectsV2.</summary>
internal static class ObjectListing
{
    private const int MostKeys = 1000;

    public static WireResponse List(S3Call call)
    {
        var request = call.Request;
        if (request.QueryValue("list-type") != "2")
        {
            throw S3Failures.InvalidArgument("Invalid List Type; the sandbox has version 2.");
        }

        var bucket = call.Bucket();
        var prefix = request.QueryValue("prefix") ?? "";
        var delimiter = request.QueryValue("delimiter") ?? "";
        var startAfter = request.QueryValue("start-after");
        var token = request.QueryValue("continuation-token");
        var size = request.QueryValue("max-keys") == "0" ? 0 : Math.Min(MostKeys, BucketOperations.Size(request.QueryValue("max-keys"), int.MaxValue) ?? MostKeys);

        var page = ListingPage.Of(bucket, prefix, delimiter, startAfter, token, size);
        var encodes = request.QueryValue("encoding-type") == "url";
        return S3Xml.Answer(S3Xml.Element(
            "ListBucketResult",
            S3Xml.Element("Name", bucket.Name),
            S3Xml.Element("Prefix", Key(prefix)),
            delimiter.Length == 0 ? null : S3Xml.Element("Delimiter", Key(delimiter)),
            S3Xml.Element("MaxKeys", size),
            encodes ? S3Xml.Element("EncodingType", "url") : null,
            startAfter is null ? null : S3Xml.Element("StartAfter", Key(startAfter)),
            token is null ? null : S3Xml.Element("ContinuationToken", token),
            S3Xml.Element("KeyCount", page.Entries.Count),
            S3Xml.Element("IsTruncated", page.NextToken is not null),
            page.NextToken is null ? null : S3Xml.Element("NextContinuationToken", page.NextToken),
            page.Entries.Where(entry => entry.Object is not null).Select(entry => Contents(entry.Object!)),
            page.Entries.Where(entry => entry.Object is null).Select(entry => S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", Key(entry.Text))))));

        string Key(string key) => encodes ? SignatureV4.Encode(key, keepSlash: true).Replace("%20", "+", StringComparison.Ordinal) : key;

        XElement Contents(StoredObject stored) => S3Xml.Element(
            "Contents",
            S3Xml.Element("Key", Key(stored.Key)),
            S3Xml.Element("LastModified", S3Xml.Time(stored.Modified)),
            S3Xml.Element("ETag", $"\"{stored.ETag}\""),
            S3Xml.Element("Size", stored.Content.Length),
            S3Xml.Element("StorageClass", stored.Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD")),
            request.QueryValue("fetch-owner") == "true" ? S3Xml.Element("Owner", S3Xml.Element("ID", bucket.AccountId)) : null);
    }
}

/// <summary>A page of keys in order; those that share what stands before the delimiter are told as one.</summary>
/// <param name="Entries">Keys with their objects, and common prefixes without.</param>
/// <param name="NextToken">Where the next page begins; <see langword="null"/> on the last one.</param>
internal sealed record ListingPage(IReadOnlyList<(string Text, StoredObject? Object)> Entries, string? NextToken)
{
    public static ListingPage Of(Bucket bucket, string prefix, string delimiter, string? startAfter, string? token, int size)
    {
        var after = token is null ? startAfter ?? "" : Token.Read(token);
        var entries = All(bucket, prefix, delimiter, after, goesOn: token is not null).Take(size + 1).ToList();
        if (size == 0 || entries.Count <= size)
        {
            return new ListingPage(entries[..Math.Min(size, entries.Count)], NextToken: null);
        }

        entries.RemoveAt(size);
        return new ListingPage(entries, Token.Of(entries[^1].Text));
    }

    /// <summary>A page that ended with a common prefix goes on behind all of its keys.</summary>
    private static IEnumerable<(string Text, StoredObject? Object)> All(Bucket bucket, string prefix, string delimiter, string after, bool goesOn)
    {
        var told = goesOn && delimiter.Length > 0 && after.EndsWith(delimiter, StringComparison.Ordinal) ? after : null;
        foreach (var stored in bucket.From(prefix, after))
        {
            var end = delimiter.Length == 0 ? -1 : stored.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                yield return (stored.Key, stored);
                continue;
            }

            var common = stored.Key[..(end + delimiter.Length)];
            if (common == told)
            {
                continue;
            }

            told = common;
            yield return (common, null);
        }
    }
}

/// <summary>S3's order of keys: by their UTF-8 bytes. UTF-16 units sort differently where surrogates meet U+E000 and above.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Weight(left[common]).CompareTo(Weight(right[common]));
    }

    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
