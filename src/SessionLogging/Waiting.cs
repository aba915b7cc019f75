namespace SessionLogging;

/// <summary>Waits on a clock that tests can turn.</summary>
internal static class Waiting
{
    /// <summary>Waits at least as long as asked, in whole milliseconds, which is what timers count in.</summary>
    internal static Task WaitAsync(this TimeProvider time, TimeSpan wait, CancellationToken cancellationToken)
    {
        var whole = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
#if NETFRAMEWORK
        return time.Delay(whole, cancellationToken);
#else
        return Task.Delay(whole, time, cancellationToken);
#endif
    }

    /// <summary>How long to wait before trying again: twice as long each time, up to a limit, and of that a random share, so that those who met do not meet again.</summary>
    /// <param name="first">The first wait, whole.</param>
    /// <param name="longest">The longest, whole.</param>
    /// <param name="waits">How often was waited before.</param>
    /// <param name="share">What part of it is waited.</param>
    internal static TimeSpan BackOff(TimeSpan first, TimeSpan longest, int waits, double share) =>
        TimeSpan.FromTicks((long)(share * Math.Min(first.Ticks * Math.Pow(2, Math.Min(waits, 16)), longest.Ticks)));
}

/// <summary>Random numbers for waits, safe from any thread.</summary>
internal static class Jitter
{
#if NETFRAMEWORK
    private static readonly Random Source = new();

    internal static double Next()
    {
        lock (Source)
        {
            return Source.NextDouble();
        }
    }
#else
#pragma warning disable CA5394 // Waits need no secret randomness.
    internal static double Next() => Random.Shared.NextDouble();
#pragma warning restore CA5394
#endif
}
