using System.Runtime.CompilerServices;

namespace SessionLogging.Aws.Calls;

/// <summary>A page of a list, and the token by which the next is asked for; none after the last.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);

/// <summary>The one loop by which lists are read page after page.</summary>
internal static class Paging
{
    /// <summary>Every page of a list, as they come.</summary>
    /// <param name="service">The service id.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="ask">Asks for the page of a token; of <see langword="null"/> for the first.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A call failed, or the list has no end (<see cref="PageGuard"/>).</exception>
    internal static async IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(
        string service, string operation, Func<string?, CancellationToken, Task<Page<T>>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var guard = new PageGuard(service, operation);
        string? token = null;
        do
        {
            var page = await ask(token, cancellationToken).ConfigureAwait(false);
            token = page.NextToken;
            if (page.Items.Count > 0 || string.IsNullOrEmpty(token))
            {
                yield return page.Items;
            }

            guard.Pass(token, page.Items.Count);
        }
        while (!string.IsNullOrEmpty(token));
    }

    /// <summary>The items of every page.</summary>
    internal static async Task<IReadOnlyList<T>> ToListAsync<T>(this IAsyncEnumerable<IReadOnlyList<T>> pages)
    {
        var items = new List<T>();
        await foreach (var page in pages.ConfigureAwait(false))
        {
            items.AddRange(page);
        }

        return items;
    }
}
