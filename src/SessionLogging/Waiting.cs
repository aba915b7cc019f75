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
}
