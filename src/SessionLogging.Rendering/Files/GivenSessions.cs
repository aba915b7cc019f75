using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Files;

/// <summary>Sessions in the order in which they were first given; of one that is given twice the later record, with the log status that rests on more.</summary>
internal sealed class GivenSessions
{
    private readonly Dictionary<SessionKey, int> _places = [];
    private readonly List<SessionRecord> _sessions = [];
    private readonly HashSet<int> _taken = [];

    /// <summary>Those that were not taken.</summary>
    internal IEnumerable<SessionRecord> Rest => _sessions.Where((_, place) => !_taken.Contains(place));

    internal void Add(SessionRecord session)
    {
        var key = SessionKey.Of(session);
        if (_places.TryGetValue(key, out var place))
        {
            _sessions[place] = session.KeepingLogOf(_sessions[place]);
            return;
        }

        _places.Add(key, _sessions.Count);
        _sessions.Add(session);
    }

    internal bool Has(SessionKey key) => _places.ContainsKey(key);

    /// <summary>The session of this key, the first time that it is asked for.</summary>
    internal SessionRecord? Take(SessionKey key) =>
        _places.TryGetValue(key, out var place) && _taken.Add(place) ? _sessions[place] : null;
}
