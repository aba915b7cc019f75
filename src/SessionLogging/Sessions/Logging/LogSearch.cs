namespace SessionLogging.Sessions.Logging;

/// <summary>Looks for many logs in one service, each shelf's together.</summary>
internal sealed class LogSearch
{
    private readonly Dictionary<(string Container, string Folder), ShelfSearch> _searches;
    private readonly Func<string, string> _folderOf;

    internal LogSearch(IEnumerable<LogPlace> places, Func<string, string> folderOf, Func<string, ILogShelf> shelfOf)
    {
        _folderOf = folderOf;
        _searches = places.GroupBy(ShelfOf).ToDictionary(
            places => places.Key, places => new ShelfSearch(shelfOf(places.Key.Container), places.Select(place => place.Name)));
    }

    internal long EstimatedCalls => _searches.Values.Sum(search => search.EstimatedCalls);

    internal LogSight this[LogPlace place] => _searches[ShelfOf(place)][place.Name];

    /// <summary>Where logs were seen whose size is within a range.</summary>
    internal IEnumerable<LogPlace> SeenOfSize(long least, long most) =>
        from search in _searches
        from item in search.Value.Seen
        where item.Size >= least && item.Size <= most
        select new LogPlace(search.Key.Container, item.Name);

    internal async Task ProbeAsync(CancellationToken cancellationToken)
    {
        foreach (var search in _searches.Values)
        {
            await search.ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var search in _searches.Values)
        {
            await search.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private (string Container, string Folder) ShelfOf(LogPlace place) => (place.Container, _folderOf(place.Name));
}
