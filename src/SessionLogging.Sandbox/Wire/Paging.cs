namespace SessionLogging.Sandbox.Wire;

/// <summary>Pages of a list; the token says, unreadably, how much was given before it.</summary>
internal static class Paging
{
    /// <exception cref="AwsServiceException">The token is not one of these.</exception>
    public static (IReadOnlyList<T> Page, string? Next) Page<T>(IEnumerable<T> all, string? token, int size, Func<AwsServiceException> badToken)
    {
        var start = token is null ? 0 : Start(token) ?? throw badToken();
        var page = all.Skip(start).Take(size + 1).ToList();
        if (page.Count <= size)
        {
            return (page, null);
        }

        page.RemoveAt(size);
        return (page, Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"after {start + size}"))));
    }

    private static int? Start(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(' ') is ["after", var count]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                ? start
                : null;
    }
}
