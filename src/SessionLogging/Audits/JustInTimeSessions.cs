using SessionLogging.Sessions.Reading;

namespace SessionLogging.Audits;

/// <summary>Whether Session Manager remembers sessions of just-in-time access.</summary>
/// <param name="Found">One of them; <see langword="null"/> where there is none.</param>
internal sealed record JustInTimeSessions(Session? Found)
{
    private const int Attempts = 4;

    // Pages of a filter that nothing fits may be empty and yet go on.
    private const int MostPages = 50;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly Dictionary<string, string> OfJustInTime = new(StringComparer.Ordinal) { ["AccessType"] = "JustInTime" };

    /// <summary>Looks for one among the sessions that run and those of the last 30 days (DescribeSessions).</summary>
    /// <exception cref="AwsCallException">A call failed.</exception>
    internal static async Task<LookupResult<JustInTimeSessions>> LookAsync(
        ISessionHistory history, CallLimiter limiter, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var state in new[] { SessionState.Active, SessionState.History })
        {
            var query = new SessionQuery(state, InvokedAfter: null, InvokedBefore: null, OfJustInTime);
            string? token = null;
            for (var page = 1; page == 1 || token is not null; page++)
            {
                if (page > MostPages)
                {
                    throw SessionPages.Endless(MostPages);
                }

                var got = await GetAsync(history, limiter, time, query, token, cancellationToken).ConfigureAwait(false);
                if (got.Sessions.FirstOrDefault(session => session.AccessType == "JustInTime") is { } found)
                {
                    return LookupResult.Known(new JustInTimeSessions(found));
                }

                token = got.NextToken;
            }
        }

        return LookupResult.Known(new JustInTimeSessions(Found: null));
    }

    /// <summary>One page at the limiter's pace, again where a call was throttled.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    internal static async Task<SessionPage> GetAsync(
        ISessionHistory history, CallLimiter limiter, TimeProvider time, SessionQuery query, string? token, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var permit = await limiter.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var page = await history.DescribeAsync(query, token, cancellationToken).ConfigureAwait(false);
                limiter.Succeeded(permit);
                return page;
            }
            catch (AwsCallException failure) when (failure.Kind is AwsCallFailure.Throttled && attempt < Attempts)
            {
                limiter.Throttled(permit);
            }

            await time.WaitAsync(Waiting.BackOff(FirstWait, LongestWait, attempt - 1, 1), cancellationToken).ConfigureAwait(false);
        }
    }
}
