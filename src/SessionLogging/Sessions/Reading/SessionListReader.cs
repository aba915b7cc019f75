using System.Runtime.CompilerServices;

namespace SessionLogging.Sessions.Reading;

/// <summary>One of Session Manager's two lists, read over a window with as many calls on their way as the pace asks for.</summary>
/// <remarks>
/// Calls are started by whoever enumerates, before a page is given and whenever one has come, so everything here runs one after
/// another. The window is read as one part until its first pages tell whether it is worth cutting.
/// </remarks>
internal sealed class SessionListReader
{
    private const int MostCalls = 16;
    private const int MostPagesWaiting = 64;

    // A pace that one call after the other just keeps leaves no room for slower answers.
    private const double BusyWithOneCall = 0.95;

    private readonly SessionSource _source;
    private readonly SessionPages _pages;
    private readonly SessionState _state;
    private readonly ReportWindow _window;
    private readonly IReadOnlyDictionary<string, string> _filters;
    private readonly List<SessionPart> _parts = [];
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly List<Session> _probe = [];
    private WindowCutter? _cutter;
    private bool _probing;

    internal SessionListReader(SessionSource source, SessionPages pages, SessionState state, ReportWindow window, IReadOnlyDictionary<string, string> filters)
    {
        _source = source;
        _pages = pages;
        _state = state;
        _window = window;
        _filters = filters;

        // Sessions that run are few and mostly new: their first page says nothing of the days before.
        _probing = state is SessionState.History;
    }

    /// <summary>Why reading ended early, once it has.</summary>
    internal AwsCallException? Failure { get; private set; }

    /// <summary>Days of the window, its end first, that were gone through.</summary>
    internal double DaysCovered { get; private set; }

    /// <summary>Ids that are kept to know a session again.</summary>
    internal int IdsKept => _given.Count;

    /// <summary>Every session of the window once, in pages, also those that came before a failure.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<Session>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var calls = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            _parts.Add(new SessionPart(_pages, _state, _window, _filters));
            while (_parts.Count > 0)
            {
                TakeAnswers();
                if (Failure is null)
                {
                    StartCalls(calls.Token);
                }

                if (_parts[0].Ready.Count > 0)
                {
                    yield return Give(_parts[0]);
                }
                else if (_parts[0].IsRead || Failure is not null)
                {
                    Close(_parts[0]);
                }
                else
                {
                    await Task.WhenAny(OnTheirWay).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            await StopAsync(calls).ConfigureAwait(false);
        }
    }

    private IEnumerable<Task<SessionPage>> OnTheirWay => _parts.Where(part => part.Call is not null).Select(part => part.Call!);

    private int CallsWanted
    {
        get
        {
            if (_source.Limiter.IsUnlimited)
            {
                return MostCalls;
            }

            var seen = _source.Limiter.Statistics;
            var busy = (seen.Latency?.TotalSeconds ?? 0) * seen.Rate;
            return busy <= BusyWithOneCall ? 1 : (int)Math.Min(MostCalls, Math.Ceiling(busy) + 1);
        }
    }

    private void TakeAnswers()
    {
        foreach (var part in _parts)
        {
            if (part.Call is not { IsCompleted: true })
            {
                continue;
            }

            try
            {
                var page = part.TakeAnswer();
                if (_probing)
                {
                    _probe.AddRange(page);
                    Decide(part);
                }
                else
                {
                    _cutter?.Learn(part);
                }
            }
            catch (AwsCallException failure)
            {
                Failure ??= failure;
                return;
            }
        }
    }

    private void Decide(SessionPart part)
    {
        // At a pace the first call, which opens the connection, does not tell how many are to be on their way: the second does.
        var paced = !_source.Limiter.IsUnlimited;
        if (paced && _source.Limiter.Statistics.Latency is null && !part.IsRead)
        {
            return;
        }

        _probing = false;
        if (!part.IsRead && CallsWanted > 1 && new WindowCutter(_window, _probe, part.Pages, paced) is { IsWorthIt: true } cutter)
        {
            _cutter = cutter;
            _given.UnionWith(_probe.Select(session => session.SessionId));
            part.Abandon();
        }

        _probe.Clear();
    }

    private void StartCalls(CancellationToken cancellationToken)
    {
        var wanted = CallsWanted - OnTheirWay.Count();
        var room = MostPagesWaiting - _parts.Sum(part => part.Ready.Count + (part.Call is null ? 0 : 1));
        for (var next = 0; wanted > 0; next++)
        {
            if (next == _parts.Count)
            {
                if (room <= 0 || _cutter?.Cut(_parts.Count(part => !part.IsRead)) is not { } window)
                {
                    return;
                }

                _parts.Add(new SessionPart(_pages, _state, window, _filters));
            }

            var part = _parts[next];
            if (part.IsRead || part.Call is not null || (next > 0 && room <= 0))
            {
                continue;
            }

            part.StartCall(cancellationToken);
            wanted--;
            room--;
        }
    }

    private List<Session> Give(SessionPart part)
    {
        var page = part.Ready.Dequeue();
        var given = new List<Session>(page.Count);
        foreach (var session in page)
        {
            // Parts are told apart by start dates: only what the probe gave, and what has no start date, can come again.
            var isKnown = _cutter is not null && !part.IsAbandoned &&
                (session.StartDate is null ? !_given.Add(session.SessionId) : _given.Contains(session.SessionId));
            if (!isKnown)
            {
                given.Add(session);
            }
        }

        if (given.Count > 0 && given[given.Count - 1].StartDate is { } reached)
        {
            Cover(reached);
        }

        return given;
    }

    private void Close(SessionPart part)
    {
        _parts.Remove(part);
        if (Failure is null && !part.IsAbandoned)
        {
            Cover(part.Window.After);
        }
    }

    private void Cover(DateTimeOffset reached) => DaysCovered = Math.Max(DaysCovered, (_window.Before - reached).TotalDays);

    private async Task StopAsync(CancellationTokenSource calls)
    {
        var left = OnTheirWay.ToList();
        if (left.Count == 0)
        {
            return;
        }

        calls.Cancel();
        await Task.WhenAll(left).ContinueWith(
            ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
    }
}
