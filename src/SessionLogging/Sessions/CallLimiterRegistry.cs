using System.Collections.Concurrent;

namespace SessionLogging.Sessions;

/// <summary>One limiter for each account and Region, so that everything in a process stays under the account's quota together.</summary>
public sealed class CallLimiterRegistry
{
    private readonly ConcurrentDictionary<(string? Endpoint, string? Account, string Region), CallLimiter> _limiters = new();
    private readonly TimeProvider _time;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="time">The clock of its limiters; the system's where none is given.</param>
    public CallLimiterRegistry(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>The registry of the process.</summary>
    public static CallLimiterRegistry Process { get; } = new();

    /// <summary>The limiter of an account and Region, at a rate: the rate asked for last holds for all who share it.</summary>
    /// <param name="endpointUrl">The address that stands for AWS; <see langword="null"/> for AWS itself.</param>
    /// <param name="account">The account's id; <see langword="null"/> where STS could not be reached.</param>
    /// <param name="region">The Region's system name.</param>
    /// <param name="callsPerSecond">Calls per second; 0 paces only once a call was throttled.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    public CallLimiter For(string? endpointUrl, string? account, string region, double callsPerSecond = CallLimiter.DefaultRate)
    {
        var limiter = _limiters.GetOrAdd((endpointUrl, account, region), _ => new CallLimiter(callsPerSecond, _time));
        limiter.Configure(callsPerSecond);
        return limiter;
    }
}
