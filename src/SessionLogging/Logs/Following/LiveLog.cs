using SessionLogging.Logs.Reading;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Logs.Following;

/// <summary>The log of one session that is followed: what has come of it, each event once, and what was shown.</summary>
internal sealed class LiveLog
{
    /// <summary>How far back events are asked for again: those of a call that arrive late, or of a second of which not all were there.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    /// <summary>Streams that are asked for together are no farther apart in time: what one has given would be asked for again because of another.</summary>
    internal static readonly TimeSpan Together = TimeSpan.FromSeconds(30);

    // Clocks of nodes differ, and what comes is dated by them.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(5);

    private readonly ILogFollowListener _listener;
    private readonly StreamedLogReading _reading;
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _fresh = [];
    private int? _tail;
    private DateTimeOffset? _newest;
    private bool _isCaughtUp;

    internal LiveLog(SessionRecord session, LogPlace place, SessionLogOptions options, ILogFollowListener listener, DateTimeOffset now)
    {
        (Session, Place, _listener, _tail) = (session, place, listener, options.Tail);
        From = (session.StartDate ?? now) - Blur;
        _reading = new StreamedLogReading(
            $"{place.Container}:{place.Name}", options with { Tail = null, SessionId = session.SessionId }, problem => listener.OnProblem(session, problem));
    }

    internal SessionRecord Session { get; }

    internal LogPlace Place { get; }

    /// <summary>Events are asked for from then on.</summary>
    internal DateTimeOffset From { get; private set; }

    /// <summary>Whether the stream is taken for there, until a call says otherwise: it is made with the session's first output.</summary>
    internal bool Exists { get; set; } = true;

    /// <summary>When the session was found to have ended.</summary>
    internal DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the last event came.</summary>
    internal DateTimeOffset? CameAt { get; private set; }

    /// <summary>Takes an event, unless it came before.</summary>
    internal void Take(FilteredLogEvent filtered, DateTimeOffset now)
    {
        // What is older was given and forgotten, or came too late: it is asked for because of another stream.
        if (filtered.Event.Time < From - Together || _seen.ContainsKey(filtered.EventId))
        {
            return;
        }

        _seen.Add(filtered.EventId, filtered.Event.Time);
        _fresh.Add(filtered.Event.Message);
        _newest = _newest > filtered.Event.Time ? _newest : filtered.Event.Time;
        CameAt = now;
    }

    /// <summary>All events that were there when the first page was asked for were given: they need not be asked for again.</summary>
    /// <param name="now">When that was.</param>
    internal void Advance(DateTimeOffset now)
    {
        _isCaughtUp = true;
        var quiet = now - Blur;
        // While pages came, older events may have joined those that were passed already.
        var newest = _newest > now ? now : _newest;
        var from = newest - Overlap is { } last && last > quiet ? last : quiet;
        if (from <= From)
        {
            return;
        }

        From = from;
        foreach (var old in _seen.Where(seen => seen.Value < From - Together).Select(seen => seen.Key).ToList())
        {
            _seen.Remove(old);
        }
    }

    /// <summary>Hands on the lines of what has come.</summary>
    /// <param name="isEnd">Whether nothing more is waited for.</param>
    internal void Show(bool isEnd)
    {
        var lines = new List<SessionLogLine>();
        foreach (var message in _fresh)
        {
            lines.AddRange(_reading.ReadLive(message));
        }

        // What may go on in the next event waits no longer than until none comes.
        lines.AddRange(_reading.GiveLive(isQuiet: isEnd || _fresh.Count == 0));
        _fresh.Clear();
        if (_tail is { } most && _isCaughtUp)
        {
            lines.RemoveRange(0, Math.Max(0, lines.Count - most));
            _tail = null;
        }

        if (lines.Count > 0)
        {
            _listener.OnLines(Session, lines);
        }
    }
}
