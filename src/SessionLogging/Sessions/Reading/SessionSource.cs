namespace SessionLogging.Sessions.Reading;

/// <summary>The sessions of one account and Region, asked for as fast as the account's quota allows.</summary>
public sealed class SessionSource
{
    /// <summary>Names where the sessions are asked for.</summary>
    /// <param name="accountId">The account; <see langword="null"/> where STS could not be reached.</param>
    /// <param name="region">The Region's system name.</param>
    /// <param name="history">The account's sessions.</param>
    /// <param name="limiter">The pace, shared by everything that asks the same account and Region.</param>
    /// <param name="time">The clock; the system's where none is given.</param>
    public SessionSource(string? accountId, string region, ISessionHistory history, CallLimiter limiter, TimeProvider? time = null)
        : this(accountId, region, history, limiter, time ?? TimeProvider.System, Jitter.Next)
    {
    }

    internal SessionSource(
        string? accountId, string region, ISessionHistory history, CallLimiter limiter, TimeProvider time, Func<double> random)
    {
        AccountId = accountId;
        Region = region;
        History = history;
        Limiter = limiter;
        Time = time;
        Random = random;
    }

    internal string? AccountId { get; }

    internal string? AccountName { get; init; }

    internal string Region { get; }

    internal ISessionHistory History { get; }

    internal CallLimiter Limiter { get; }

    internal TimeProvider Time { get; }

    internal Func<double> Random { get; }
}
