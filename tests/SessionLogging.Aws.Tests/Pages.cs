namespace SessionLogging.Aws.Tests;

internal static class Pages
{
    /// <summary>The pages of a listing.</summary>
    public static async Task<List<IReadOnlyList<T>>> AllAsync<T>(this IAsyncEnumerable<IReadOnlyList<T>> pages)
    {
        var all = new List<IReadOnlyList<T>>();
        await foreach (var page in pages)
        {
            all.Add(page);
        }

        return all;
    }
}
