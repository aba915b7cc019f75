namespace SessionLogging.Sandbox.S3;

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
