namespace SessionLogging.Accounts;

/// <summary>Notices a list that has no end: one whose tokens come again, or that goes on and on without holding anything.</summary>
/// <param name="service">The service id, for example <c>SSM</c>.</param>
/// <param name="operation">The API's name of the operation.</param>
/// <param name="mostEmptyPages">How many pages in a row may be empty: services give some where they look through much and find little.</param>
public sealed class PageGuard(string service, string operation, int mostEmptyPages = PageGuard.MostEmptyPages)
{
    /// <summary>How many pages in a row may be empty where nothing but a prefix is looked for.</summary>
    public const int MostEmptyPages = 100;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _empty;

    /// <summary>Lets a page pass that the list goes on after.</summary>
    /// <param name="nextToken">The token of the next page; <see langword="null"/> or empty after the last.</param>
    /// <param name="items">How many items the page holds.</param>
    /// <exception cref="AwsCallException">The list has no end (<see cref="AwsCallFailure.Malformed"/>).</exception>
    public void Pass(string? nextToken, int items)
    {
        if (string.IsNullOrEmpty(nextToken))
        {
            return;
        }

        if (!_seen.Add(nextToken!))
        {
            throw Endless(service, operation, "the answer names a next page that was given before");
        }

        _empty = items == 0 ? _empty + 1 : 0;
        if (_empty > mostEmptyPages)
        {
            throw TooManyEmpty(service, operation, mostEmptyPages);
        }
    }

    /// <summary>The failure of a list that goes on and on without holding anything, for readers that ask for several pages at once.</summary>
    internal static AwsCallException TooManyEmpty(string service, string operation, int pages) =>
        Endless(service, operation, $"more than {pages} pages in a row were empty, and the answer names another");

    private static AwsCallException Endless(string service, string operation, string answer) =>
        new(AwsCallFailure.Malformed, service, operation, code: null, requestId: null, httpStatus: null, answer);
}
