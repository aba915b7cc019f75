namespace SessionLogging.Sessions.Reading;

/// <summary>Gets pages of sessions at the limiter's pace, and again where a call failed in a way that may pass.</summary>
internal sealed class SessionPages
{
    private const int Attempts = 8;
    private const int ThrottledAttempts = 40;

    // Each of these costs as long as a silent service is waited for.
    private const int SilentAttempts = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly SessionSource _source;
    private long _calls;
    private long _throttled;

    internal SessionPages(SessionSource source)
    {
        _source = source;
        Clock = new ServiceClock(source.Time);
    }

    /// <summary>The service's clock, as the pages tell it.</summary>
    internal ServiceClock Clock { get; }

    internal long Calls => Interlocked.Read(ref _calls);

    internal long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>The page that a token stands for.</summary>
    /// <param name="query">Which sessions.</param>
    /// <param name="nextToken">The token; <see langword="null"/> for the first page.</param>
    /// <param name="isStale">Whether a page is one that was given before in place of the one asked for.</param>
    /// <param name="cancellationToken">Cancels the call and the waits.</param>
    /// <exception cref="AwsCallException">It is no use to try again.</exception>
    internal async Task<SessionPage> GetAsync(
        SessionQuery query, string? nextToken, Func<SessionPage, bool> isStale, CancellationToken cancellationToken)
    {
        int failed = 0, throttled = 0;
        while (true)
        {
            var permit = await _source.Limiter.WaitAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _calls);
            try
            {
                var page = await _source.History.DescribeAsync(query, nextToken, cancellationToken).ConfigureAwait(false);
                _source.Limiter.Succeeded(permit);
                Clock.Learn(page.AnsweredAt);
                if (!isStale(page))
                {
                    return page;
                }

                if (++failed == Attempts)
                {
                    throw SamePage();
                }
            }
            catch (AwsCallException failure) when (failure.Kind is AwsCallFailure.Throttled)
            {
                _source.Limiter.Throttled(permit);
                Interlocked.Increment(ref _throttled);
                if (++throttled == ThrottledAttempts)
                {
                    throw;
                }
            }
            catch (AwsCallException failure) when (failure is { MayHaveHappened: true, Kind: not AwsCallFailure.Malformed } && failed < AttemptsAfter(failure) - 1)
            {
                failed++;
            }

            await _source.Time.WaitAsync(Waiting.BackOff(FirstWait, LongestWait, failed + throttled - 1, _source.Random()), cancellationToken).ConfigureAwait(false);
        }
    }

    private static int AttemptsAfter(AwsCallException failure) => failure.Kind is AwsCallFailure.Timeout ? SilentAttempts : Attempts;

    /// <summary>A list that goes on and on without holding anything.</summary>
    internal static AwsCallException Endless(int emptyPages) => PageGuard.TooManyEmpty("SSM", "DescribeSessions", emptyPages);

    private static AwsCallException SamePage() => new(
        AwsCallFailure.Unreachable, "SSM", "DescribeSessions", code: null, requestId: null, httpStatus: null, "the same page came again and again");
}
