using System.Runtime.CompilerServices;

namespace SessionLogging.Sessions.Reading;

/// <summary>The sessions that a request matches, in pages, each session once; and what they cover.</summary>
/// <remarks>
/// The list of running sessions is asked first and given last: a session that ends in between is then in one of the two lists at
/// least, and where it is in both it is given as the one that ended. Where the calls fail for good, what came is given, then
/// <see cref="AwsCallException"/> is thrown. Enumerating drives the calls: a slow reader holds them back.
/// </remarks>
public sealed class SessionReading : IAsyncEnumerable<IReadOnlyList<Session>>
{
    // Session Manager came in September 2018: no session is older.
    private static readonly DateTimeOffset BeforeSessionManager = new(2018, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SessionSource _source;
    private readonly SessionRequest _request;
    private readonly Action<SessionProgress>? _progress;
    private readonly SessionPages _pages;
    private ReportWindow _window;
    private bool _isJudged;
    private string? _error = "Nothing was asked yet.";
    private bool _started;
    private long _pagesGiven;
    private long _sessionsGiven;

    /// <summary>Asks for sessions. Nothing is sent before the answer is enumerated.</summary>
    /// <param name="source">Where they are asked for.</param>
    /// <param name="request">Which sessions.</param>
    /// <param name="progress">Told after each page that was given; called by whoever enumerates.</param>
    public SessionReading(SessionSource source, SessionRequest request, Action<SessionProgress>? progress = null)
    {
        _source = source;
        _request = request;
        _progress = progress;
        _pages = new SessionPages(source);
        _window = request.Window.EndingBy(source.Time.GetUtcNow());
    }

    /// <summary>What was given so far, and whether that is all.</summary>
    public SessionReportCoverage Coverage => new()
    {
        AccountId = _source.AccountId,
        Region = _source.Region,
        After = _window.After,
        Before = _window.Before,
        Selection = _request.Narrowing,
        Complete = _error is null,
        Sessions = _sessionsGiven,
        Calls = _pages.Calls,
        Throttled = _pages.Throttled,
        Error = _error,
        ObservedAt = _pages.Clock.LastAnswer,
        AccountName = _source.AccountName,
    };

    /// <summary>The service's clock.</summary>
    internal TimeProvider Clock => _pages.Clock;

    /// <summary>When what is given was still true for certain, by the service's clock.</summary>
    internal DateTimeOffset ObservedAt => _pages.Clock.FirstAnswer ?? Clock.GetUtcNow();

    /// <summary>Starts to ask; once only.</summary>
    /// <exception cref="InvalidOperationException">It was enumerated before.</exception>
    public IAsyncEnumerator<IReadOnlyList<Session>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_started)
        {
            throw new InvalidOperationException("The sessions were enumerated before; ask the source again.");
        }

        _started = true;
        return ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<Session>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _error = "It was stopped before all sessions were read.";
        AwsCallException? failure = null;
        if (!_request.Window.IsFixed && (_request.Lists is SessionLists.History || !_request.TakesEarlierRunning))
        {
            await AskTimeAsync(cancellationToken).ConfigureAwait(false);
        }

        var running = new Dictionary<string, Session>(StringComparer.Ordinal);
        if (_request.Lists is not SessionLists.History)
        {
            var list = List(SessionState.Active);
            await foreach (var page in list.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                Judge();
                if (_request.Lists is SessionLists.Active)
                {
                    if (Give(page, list.DaysCovered) is { Count: > 0 } given)
                    {
                        yield return given;
                    }
                }
                else
                {
                    foreach (var session in page)
                    {
                        running[session.SessionId] = session;
                    }
                }
            }

            failure = list.Failure;
        }

        if (_request.Lists is not SessionLists.Active && failure is null)
        {
            var list = List(SessionState.History);
            await foreach (var page in list.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                Judge();
                foreach (var session in page)
                {
                    running.Remove(session.SessionId);
                }

                if (Give(page, list.DaysCovered) is { Count: > 0 } given)
                {
                    yield return given;
                }
            }

            failure = list.Failure;
        }

        if (running.Count > 0 && Give([.. running.Values.OrderByDescending(session => session.StartDate)], _window.Length.TotalDays) is { Count: > 0 } rest)
        {
            yield return rest;
        }

        _error = failure?.Message;
        if (failure is not null)
        {
            throw failure;
        }
    }

    private SessionListReader List(SessionState state) => new(_source, _pages, state, WindowOf(state), _request.Selection.Filters);

    private ReportWindow WindowOf(SessionState state) =>
        state is SessionState.Active && _request.TakesEarlierRunning ? _window.From(BeforeSessionManager) : _window;

    // What runs is asked for in any case first; where it is not, one question tells the time.
    private async Task AskTimeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var query = new SessionQuery(SessionState.Active, null, null, _request.Selection.Filters);
            await _pages.GetAsync(query, nextToken: null, isStale: _ => false, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure)
        {
            _error = failure.Message;
            throw;
        }

        Judge();
    }

    /// <summary>Judges the window by the service's clock, once the first answer has told it.</summary>
    private void Judge()
    {
        if (_isJudged || _pages.Clock.FirstAnswer is not { } answeredAt)
        {
            return;
        }

        _isJudged = true;
        try
        {
            _window = _request.Window.ByService(answeredAt);
        }
        catch (ReportRequestException refused)
        {
            _error = refused.Message;
            throw;
        }
    }

    private List<Session> Give(IReadOnlyList<Session> page, double daysCovered)
    {
        var given = page.Where(_request.Selection.Takes).ToList();
        _pagesGiven++;
        _sessionsGiven += given.Count;
        _progress?.Invoke(new SessionProgress(_pagesGiven, _sessionsGiven, Math.Min(daysCovered, _window.Length.TotalDays), _window.Length.TotalDays));
        return given;
    }
}
