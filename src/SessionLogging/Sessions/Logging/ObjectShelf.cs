using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>The keys of one bucket.</summary>
internal sealed class ObjectShelf(ILogObjects objects, string bucket) : ILogShelf
{
    /// <inheritdoc/>
    public int AsksInFlight => 16;

    /// <inheritdoc/>
    public async Task<LogPage> ListAsync(string prefix, LogPage? previous, string nextWanted, CancellationToken cancellationToken)
    {
        // Just before the wanted key, which itself is not behind it.
        var startAfter = nextWanted.Substring(0, nextWanted.Length - 1);
        if (previous?.Items is [.., var last] && NameOrder.Instance.Compare(last.Name, startAfter) > 0)
        {
            startAfter = last.Name;
        }

        var page = await objects.ListAsync(bucket, prefix, startAfter, cancellationToken).ConfigureAwait(false);
        return new LogPage([.. page.Objects.Select(Item)], NextToken: null, page.IsLast);
    }

    /// <inheritdoc/>
    public async Task<LogItem?> FindAsync(string name, CancellationToken cancellationToken) =>
        await objects.FindAsync(bucket, name, cancellationToken).ConfigureAwait(false) is { } found ? Item(found) : null;

    private static LogItem Item(LogObject found) => new(found.Key, found.Size, found.LastModified);
}
