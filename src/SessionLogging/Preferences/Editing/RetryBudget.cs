namespace SessionLogging.Preferences.Editing;

/// <summary>The waits of one change: full jitter, growing, until the time is used up.</summary>
internal sealed class RetryBudget
{
    private readonly EditLimits _limits;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly long _start;
    private int _waits;

    internal RetryBudget(EditLimits limits, TimeProvider time, Func<double> random)
    {
        _limits = limits;
        _time = time;
        _random = random;
        _start = time.GetTimestamp();
    }

    /// <summary>Waits for a random part of a growing time, so that writers who met once do not meet again.</summary>
    /// <returns>False, without waiting, where no time is left.</returns>
    internal async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var left = _limits.Total - _time.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero)
        {
            return false;
        }

        var wait = Waiting.BackOff(_limits.FirstWait, _limits.LongestWait, _waits++, _random());
        await _time.WaitAsync(wait < left ? wait : left, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
