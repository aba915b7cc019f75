namespace SessionLogging.Sandbox.Faults;

/// <summary>How AWS limits rates: a bucket of tokens that fills steadily up to a burst; each call takes one.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private readonly double _perSecond;
    private readonly double _burst;
    private readonly TimeProvider _clock;
    private double _tokens;
    private long _filled;

    public TokenBucket(double perSecond, double burst, TimeProvider clock)
    {
        _perSecond = perSecond;
        _burst = burst;
        _clock = clock;
        _tokens = burst;
        _filled = clock.GetTimestamp();
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            _tokens = Math.Min(_burst, _tokens + (_clock.GetElapsedTime(_filled, now).TotalSeconds * _perSecond));
            _filled = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}

/// <summary>A rate that may change while calls go on; 0 is any number of calls.</summary>
internal sealed class Quota(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private (double PerSecond, TokenBucket Bucket)? _now;

    /// <summary>Whether there is room for one more call.</summary>
    public bool HasRoom(double perSecond)
    {
        if (perSecond <= 0)
        {
            return true;
        }

        lock (_gate)
        {
            if (_now is not { } now || now.PerSecond != perSecond)
            {
                _now = now = (perSecond, new TokenBucket(perSecond, Math.Max(1, perSecond), clock));
            }

            return now.Bucket.TryTake();
        }
    }
}
