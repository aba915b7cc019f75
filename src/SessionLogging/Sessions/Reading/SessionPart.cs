using SessionLogging.Text;

namespace SessionLogging.Sessions.Reading;

/// <summary>A part of a report's window, read page by page, which gives each session that started in it once.</summary>
internal sealed class SessionPart
{
    // A filter that little fits may pass over much; 200,000 sessions in a row are no answer any more.
    private const int MostEmptyPages = 1000;

    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    private readonly SessionPages _pages;
    private readonly SessionQuery _query;
    private readonly HashSet<ulong> _seen = [];
    private HashSet<string> _page = new(StringComparer.Ordinal);
    private HashSet<string> _pageBefore = new(StringComparer.Ordinal);
    private string? _nextToken;
    private int _emptyPages;

    internal SessionPart(SessionPages pages, SessionState state, ReportWindow window, IReadOnlyDictionary<string, string> filters)
    {
        _pages = pages;
        Window = window;

        // Whether the bounds are inclusive and how fine they are is not stated, so a second more is asked for on either side, and
        // the start dates decide.
        var before = WholeSecond(window.Before);
        _query = new SessionQuery(
            state,
            WholeSecond(window.After) - Overlap,
            window.IsOpen ? null : (before < window.Before ? before.AddSeconds(1) : before) + Overlap,
            filters);
    }

    internal ReportWindow Window { get; }

    /// <summary>The call on its way.</summary>
    internal Task<SessionPage>? Call { get; private set; }

    /// <summary>Pages to be given.</summary>
    internal Queue<IReadOnlyList<Session>> Ready { get; } = new();

    /// <summary>Whether the last page has come.</summary>
    internal bool IsRead { get; private set; }

    /// <summary>Pages that came.</summary>
    internal int Pages { get; private set; }

    /// <summary>Sessions that belong to the part, of the pages that came.</summary>
    internal long Sessions { get; private set; }

    /// <summary>How much of the window was gone through, where the newest sessions come first.</summary>
    internal TimeSpan Covered { get; private set; }

    /// <summary>Whether reading it ended early because its window was cut.</summary>
    internal bool IsAbandoned { get; private set; }

    internal static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    internal void StartCall(CancellationToken cancellationToken) =>
        Call = _pages.GetAsync(_query, _nextToken, IsStale, cancellationToken);

    /// <summary>Takes the page of a call that has ended.</summary>
    /// <returns>The page as it came.</returns>
    /// <exception cref="AwsCallException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    internal IReadOnlyList<Session> TakeAnswer()
    {
        var page = Call!.GetAwaiter().GetResult();
        Call = null;
        Pages++;
        _nextToken = page.NextToken;
        IsRead = string.IsNullOrEmpty(_nextToken);
        _emptyPages = page.Sessions.Count == 0 ? _emptyPages + 1 : 0;
        if (!IsRead && _emptyPages > MostEmptyPages)
        {
            throw SessionPages.Endless(MostEmptyPages);
        }

        Remember(page);

        (_page, _pageBefore) = (_pageBefore, _page);
        _page.Clear();
        var kept = page.Sessions.Where(session =>
            _page.Add(session.SessionId) &&
            !_pageBefore.Contains(session.SessionId) &&
            (session.StartDate is not { } start || Window.Contains(start))).ToList();
        Sessions += kept.Count;
        if (IsRead)
        {
            Covered = Window.Length;
        }
        else if (kept.Count > 0 && kept[kept.Count - 1].StartDate is { } reached && Window.Before - reached > Covered)
        {
            Covered = Window.Before - reached;
        }

        Ready.Enqueue(kept);
        if (IsRead)
        {
            _page = _pageBefore = [];
        }

        return page.Sessions;
    }

    /// <summary>Ends reading; what came stays to be given.</summary>
    internal void Abandon() => IsAbandoned = IsRead = true;

    // Only hashes are kept, so that a window of thousands of pages needs no memory to speak of.
    private bool IsStale(SessionPage page) =>
        (!string.IsNullOrEmpty(page.NextToken) && _seen.Contains(Hash(page.NextToken!))) ||
        (page.Sessions.Count > 0 && _seen.Contains(Hash(page.Sessions)));

    private void Remember(SessionPage page)
    {
        if (!IsRead)
        {
            _seen.Add(Hash(page.NextToken!));
        }

        if (page.Sessions.Count > 0)
        {
            _seen.Add(Hash(page.Sessions));
        }
    }

    private static ulong Hash(IReadOnlyList<Session> sessions)
    {
        var hash = Fnv.Start;
        foreach (var session in sessions)
        {
            hash = Fnv.Add(Fnv.Add(hash, session.SessionId), "\n");
        }

        return hash;
    }

    private static ulong Hash(string token) => Fnv.Add(Fnv.Start, token);
}
