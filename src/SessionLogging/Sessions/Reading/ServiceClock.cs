namespace SessionLogging.Sessions.Reading;

/// <summary>The service's clock, as far as the dates of its answers tell it; until then the machine's.</summary>
/// <remarks>What started and ended when is told by the service's clock: a machine's clock that is slow or fast must neither hide a session nor let one seem to have just ended.</remarks>
internal sealed class ServiceClock(TimeProvider time) : TimeProvider
{
    // An answer's date is cut to whole seconds, and was on its way for a moment.
    private static readonly TimeSpan InStep = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _firstAnswer;
    private DateTimeOffset? _lastAnswer;

    /// <summary>The date of the first answer.</summary>
    internal DateTimeOffset? FirstAnswer
    {
        get
        {
            lock (_gate)
            {
                return _firstAnswer;
            }
        }
    }

    /// <summary>The latest date of an answer.</summary>
    internal DateTimeOffset? LastAnswer
    {
        get
        {
            lock (_gate)
            {
                return _lastAnswer;
            }
        }
    }

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return time.GetUtcNow() + _ahead;
        }
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes the date of an answer that has just come.</summary>
    internal void Learn(DateTimeOffset? answeredAt)
    {
        if (answeredAt is not { } date)
        {
            return;
        }

        lock (_gate)
        {
            _firstAnswer ??= date;
            _lastAnswer = _lastAnswer > date ? _lastAnswer : date;
            var ahead = date - time.GetUtcNow();
            _ahead = ahead.Duration() < InStep ? TimeSpan.Zero : ahead;
        }
    }
}
