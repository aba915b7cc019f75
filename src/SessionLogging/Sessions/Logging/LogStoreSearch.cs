namespace SessionLogging.Sessions.Logging;

/// <summary>Looks for many logs in one place with as few calls as it takes: lists while the pages hold what is wanted, and asks for the rest one by one.</summary>
/// <remarks>It never makes more than <see cref="Patience"/> + 1 calls beyond one for each log.</remarks>
internal sealed class LogStoreSearch
{
    /// <summary>How many pages may have settled nothing before listing is given up.</summary>
    internal const int Patience = 10;

    private readonly ILogStore _shelf;
    private readonly string[] _names;
    private readonly string _prefix;
    private readonly Dictionary<string, LogSight> _sights = [];
    private LogPage? _page;
    private int _next;
    private int _pages;
    private bool _lists;

    internal LogStoreSearch(ILogStore shelf, IEnumerable<string> names)
    {
        _shelf = shelf;
        _names = [.. names.Distinct().OrderBy(name => name, NameOrder.Instance)];
        _prefix = CommonPrefix(_names[0], _names[_names.Length - 1]);
        _lists = _names.Length > 1 && shelf.CanList;
    }

    /// <summary>What came of looking for one of the names.</summary>
    internal LogSight this[string name] => _sights[name];

    /// <summary>The logs that were seen.</summary>
    internal IEnumerable<LogItem> Seen => _sights.Values.Select(sight => sight.Item).OfType<LogItem>();

    /// <summary>How many calls are still to be made, as the pages seen so far let expect.</summary>
    internal long EstimatedCalls
    {
        get
        {
            var open = _names.Length - _next;
            return _lists && _next > 0 ? Math.Min(open, (long)Math.Ceiling((double)open * _pages / _next)) : open;
        }
    }

    /// <summary>Lists the first page, from which the rest is estimated.</summary>
    internal Task ProbeAsync(CancellationToken cancellationToken) => _lists ? ListPageAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Looks for all that is still open.</summary>
    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        while (_lists && _next < _names.Length)
        {
            await ListPageAsync(cancellationToken).ConfigureAwait(false);
            _lists &= _pages <= _next + Patience;
        }

        await AskAsync([.. _names.Where(name => !_sights.ContainsKey(name))], cancellationToken).ConfigureAwait(false);
    }

    private async Task ListPageAsync(CancellationToken cancellationToken)
    {
        var previous = _page;
        try
        {
            _pages++;
            _page = await _shelf.ListAsync(_prefix, previous, _names[_next], cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure)
        {
            // Whoever may not list may be allowed to ask; where there is no bucket or group, there is no log either.
            _lists = false;
            if (failure.Kind is AwsCallFailure.NotFound)
            {
                SettleUpTo(null);
            }

            return;
        }

        if (!IsInOrder(previous, _page))
        {
            DistrustListing();
        }
        else
        {
            Settle(_page);
        }
    }

    private void Settle(LogPage page)
    {
        foreach (var item in page.Items)
        {
            SettleUpTo(item.Name);
            if (_next < _names.Length && _names[_next] == item.Name)
            {
                _sights[_names[_next++]] = LogSight.Of(item);
            }
        }

        if (page.IsLast)
        {
            SettleUpTo(null);
        }
    }

    // What is passed over in an ordered list is not there.
    private void SettleUpTo(string? name)
    {
        while (_next < _names.Length && (name is null || NameOrder.Instance.Compare(_names[_next], name) < 0))
        {
            _sights[_names[_next++]] = LogSight.Absent;
        }
    }

    // Out of order nothing follows from what was passed over, so it is asked for.
    private void DistrustListing()
    {
        _lists = false;
        foreach (var name in _names.Where(name => _sights.TryGetValue(name, out var sight) && sight == LogSight.Absent).ToList())
        {
            _sights.Remove(name);
        }

        _next = _sights.Count;
    }

    private static bool IsInOrder(LogPage? previous, LogPage page)
    {
        var last = previous?.Items is [.., var end] ? end.Name : null;
        foreach (var item in page.Items)
        {
            if (last is not null && NameOrder.Instance.Compare(last, item.Name) >= 0)
            {
                return false;
            }

            last = item.Name;
        }

        return true;
    }

    private async Task AskAsync(List<string> open, CancellationToken cancellationToken)
    {
        for (var i = 0; i < open.Count; i += _shelf.AsksInFlight)
        {
            var names = open.GetRange(i, Math.Min(_shelf.AsksInFlight, open.Count - i));
            var sights = await Task.WhenAll(names.Select(name => AskAsync(name, cancellationToken))).ConfigureAwait(false);
            for (var j = 0; j < names.Count; j++)
            {
                _sights[names[j]] = sights[j];
            }

            // A denial is about one log: S3 answers so for each that is not there. Any other failure of them all will be that of the rest too.
            if (Array.TrueForAll(sights, sight => sight.Failure is { Kind: not AwsCallFailure.Denied }))
            {
                foreach (var name in open.Skip(i + names.Count))
                {
                    _sights[name] = sights[0];
                }

                return;
            }
        }
    }

    private async Task<LogSight> AskAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return LogSight.Of(await _shelf.FindAsync(name, cancellationToken).ConfigureAwait(false));
        }
        catch (AwsCallException failure)
        {
            return failure.Kind is AwsCallFailure.NotFound ? LogSight.Absent : new LogSight(null, failure);
        }
    }

    private static string CommonPrefix(string first, string second)
    {
        var length = 0;
        while (length < Math.Min(first.Length, second.Length) && first[length] == second[length])
        {
            length++;
        }

        return first.Substring(0, length);
    }
}

/// <summary>Looks for many logs in one service, each shelf's together.</summary>
internal sealed class LogSearch
{
    private readonly Dictionary<(string Container, string Folder), LogStoreSearch> _searches;
    private readonly Func<string, string> _folderOf;

    internal LogSearch(IEnumerable<LogPlace> places, Func<string, string> folderOf, Func<string, ILogStore> shelfOf)
    {
        _folderOf = folderOf;
        _searches = places.GroupBy(ShelfOf).ToDictionary(
            places => places.Key, places => new LogStoreSearch(shelfOf(places.Key.Container), places.Select(place => place.Name)));
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
