namespace SessionLogging.Rendering.Files;

/// <summary>Sessions in the order in which they were first given; of one that is given twice the later record, with the log status that rests on more.</summary>
/// <remarks>What is kept in memory of each is what tells it from others and when it was: the rest is in a <see cref="RecordStore"/>.</remarks>
internal sealed class GivenSessions(Func<Stream> openFile) : IDisposable
{
    private readonly RecordStore _store = new(openFile);
    private readonly Dictionary<SessionKey, int> _orders = [];
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    internal int Count => _entries.Count;

    /// <summary>Those that were not taken.</summary>
    internal IEnumerable<SessionRecord> Rest => _entries.Where(entry => !entry.IsTaken).Select(entry => _store.Read(entry.Place));

    /// <summary>All, those that started last first.</summary>
    internal IEnumerable<SessionRecord> NewestFirst() =>
        _entries.OrderByDescending(entry => entry.Start ?? DateTimeOffset.MinValue).Select(entry => _store.Read(entry.Place));

    /// <summary>All, with nothing but the account, the Region, the id and the times.</summary>
    internal IReadOnlyCollection<SessionRecord> Outlines => new OutlineList(this);

    internal void Add(SessionRecord session)
    {
        var key = KeyOf(session);
        if (!_orders.TryGetValue(key, out var order))
        {
            _orders.Add(key, _entries.Count);
            _entries.Add(Entry.Of(key, session, _store.Add(session)));
            return;
        }

        var kept = session.KeepingLogOf(_store.Read(_entries[order].Place));
        _entries[order] = Entry.Of(key, kept, _store.Add(kept));
    }

    internal bool Has(SessionKey key) => _orders.ContainsKey(key);

    /// <summary>The session of this key, the first time that it is asked for.</summary>
    internal SessionRecord? Take(SessionKey key)
    {
        if (!_orders.TryGetValue(key, out var order) || _entries[order].IsTaken)
        {
            return null;
        }

        _entries[order] = _entries[order] with { IsTaken = true };
        return _store.Read(_entries[order].Place);
    }

    public void Dispose() => _store.Dispose();

    private SessionKey KeyOf(SessionRecord session)
    {
        var key = SessionKey.Of(session);
        return key with { AccountId = Once(key.AccountId), Region = Once(key.Region) };
    }

    /// <summary>The one string of all that are equal.</summary>
    private string Once(string name)
    {
        if (!_names.TryGetValue(name, out var known))
        {
            _names.Add(name, known = name);
        }

        return known;
    }

    private readonly record struct Entry(SessionKey Key, DateTimeOffset? Start, DateTimeOffset? End, string? KnownFrom, long Place, bool IsTaken)
    {
        internal static Entry Of(SessionKey key, SessionRecord session, long place) => new(
            key,
            session.StartDate,
            session.EndDate,
            session.KnownFrom switch { Sessions.KnownFrom.Both => Sessions.KnownFrom.Both, Sessions.KnownFrom.StartSession => Sessions.KnownFrom.StartSession, _ => null },
            place,
            IsTaken: false);
    }

    private sealed class OutlineList(GivenSessions given) : IReadOnlyCollection<SessionRecord>
    {
        public int Count => given.Count;

        public IEnumerator<SessionRecord> GetEnumerator() => given._entries.Select(entry => new SessionRecord
        {
            AccountId = entry.Key.AccountId.Length > 0 ? entry.Key.AccountId : null,
            Region = entry.Key.Region,
            SessionId = entry.Key.SessionId,
            StartDate = entry.Start,
            EndDate = entry.End,
            KnownFrom = entry.KnownFrom,
        }).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>What tells one session from another: ids are unique within an account and Region.</summary>
internal readonly record struct SessionKey(string AccountId, string Region, string SessionId)
{
    internal static SessionKey Of(SessionRecord session) => new(session.AccountId ?? "", session.Region, session.SessionId);
}
