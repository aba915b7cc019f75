namespace SessionLogging.Sessions.Logging;

/// <summary>The order of names' UTF-8 bytes, in which S3 lists keys (ListObjectsV2).</summary>
internal sealed class NameOrder : IComparer<string>
{
    internal static readonly NameOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (x[i] != y[i])
            {
                return Rank(x[i]) - Rank(y[i]);
            }
        }

        return x.Length - y.Length;
    }

    // Surrogates stand for characters behind U+FFFF.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + char.MaxValue : c;
}
