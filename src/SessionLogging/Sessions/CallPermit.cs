namespace SessionLogging.Sessions;

/// <summary>The right to make one call now, which <see cref="CallLimiter"/> gives.</summary>
public readonly record struct CallPermit
{
    internal CallPermit(TimeSpan grantedAt) => GrantedAt = grantedAt;

    /// <summary>When it was given, on the limiter's own clock.</summary>
    internal TimeSpan GrantedAt { get; }
}

/// <summary>What a <see cref="CallLimiter"/> has seen.</summary>
/// <param name="Calls">Calls that were let through.</param>
/// <param name="Throttled">How many of them were throttled.</param>
/// <param name="Rate">The present rate in calls per second; infinite where calls are not paced.</param>
/// <param name="Latency">How long a call takes, smoothed; <see langword="null"/> until a second call was answered, as the first one opens the connection.</param>
public sealed record CallStatistics(long Calls, long Throttled, double Rate, TimeSpan? Latency);
