namespace SessionLogging.Sessions.Reading;

/// <summary>Makes the calls of one operation at a limiter's pace, and again where one failed in a way that may pass. Safe from any thread.</summary>
internal sealed class PacedCalls(CallLimiter limiter, TimeProvider time, Func<double> random)
{
    private const int Attempts = 8;
    private const int ThrottledAttempts = 40;

    // Each of these costs as long as a silent service is waited for.
    private const int SilentAttempts = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private long _made;
    private long _throttled;

    /// <summary>Calls that were made.</summary>
    internal long Made => Interlocked.Read(ref _made);

    /// <summary>How many of them were throttled.</summary>
    internal long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>The page that a call gives.</summary>
    /// <param name="service">The service id, for messages.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="ask">Makes the call.</param>
    /// <param name="isStale">Whether a page is one that was given before in place of the one asked for.</param>
    /// <param name="cancellationToken">Cancels the call and the waits.</param>
    /// <exception cref="AwsCallException">It is no use to try again.</exception>
    internal async Task<T> MakeAsync<T>(
        string service, string operation, Func<CancellationToken, Task<T>> ask, Func<T, bool> isStale, CancellationToken cancellationToken)
    {
        int failed = 0, throttled = 0;
        while (true)
        {
            var permit = await limiter.WaitAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _made);
            try
            {
                var page = await ask(cancellationToken).ConfigureAwait(false);
                limiter.Succeeded(permit);
                if (!isStale(page))
                {
                    return page;
                }

                if (++failed == Attempts)
                {
                    throw new AwsCallException(
                        AwsCallFailure.Unreachable, service, operation, code: null, requestId: null, httpStatus: null, "the same page came again and again");
                }
            }
            catch (AwsCallException failure) when (failure.Kind is AwsCallFailure.Throttled)
            {
                limiter.Throttled(permit);
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

            await time.WaitAsync(Waiting.BackOff(FirstWait, LongestWait, failed + throttled - 1, random()), cancellationToken).ConfigureAwait(false);
        }
    }

    private static int AttemptsAfter(AwsCallException failure) => failure.Kind is AwsCallFailure.Timeout ? SilentAttempts : Attempts;
}
