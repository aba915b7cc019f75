namespace SessionLogging.Sessions.Reading;

/// <summary>Gets pages of sessions at the limiter's pace, and again where a call failed in a way that may pass.</summary>
internal sealed class SessionPages
{
    private const string Service = "SSM";
    private const string Operation = "DescribeSessions";

    private readonly SessionSource _source;
    private readonly PacedCalls _calls;

    internal SessionPages(SessionSource source)
    {
        _source = source;
        _calls = new PacedCalls(source.Limiter, source.Time, source.Random);
        Clock = new ServiceClock(source.Time);
    }

    /// <summary>The service's clock, as the pages tell it.</summary>
    internal ServiceClock Clock { get; }

    internal long Calls => _calls.Made;

    internal long Throttled => _calls.Throttled;

    /// <summary>The page that a token stands for.</summary>
    /// <param name="query">Which sessions.</param>
    /// <param name="nextToken">The token; <see langword="null"/> for the first page.</param>
    /// <param name="isStale">Whether a page is one that was given before in place of the one asked for.</param>
    /// <param name="cancellationToken">Cancels the call and the waits.</param>
    /// <exception cref="AwsCallException">It is no use to try again.</exception>
    internal Task<SessionPage> GetAsync(
        SessionQuery query, string? nextToken, Func<SessionPage, bool> isStale, CancellationToken cancellationToken) => _calls.MakeAsync(
        Service,
        Operation,
        async token =>
        {
            var page = await _source.History.DescribeAsync(query, nextToken, token).ConfigureAwait(false);
            Clock.Learn(page.AnsweredAt);
            return page;
        },
        isStale,
        cancellationToken);

    /// <summary>A list that goes on and on without holding anything.</summary>
    internal static AwsCallException Endless(int emptyPages) => PageGuard.TooManyEmpty(Service, Operation, emptyPages);
}
