using System.Collections.Concurrent;

namespace SessionLogging.Sessions.Reading;

/// <summary>Paces the calls of one operation in one account and Region, first come, first served.</summary>
/// <remarks>
/// No second, wherever it begins, sees more calls than the configured rate, rounded up. Throttled calls lower the rate by a factor,
/// successful ones raise it again step by step up to the configured one. Safe from any thread.
/// </remarks>
public sealed class CallLimiter
{
    /// <summary>Calls per second, just under the quota of 6 that AWS publishes for DescribeSessions in an account and Region.</summary>
    public const double DefaultRate = ServiceQuota.DescribeSessionsPerSecond - Margin;

    // The service's second and this machine's do not begin together.
    private const double Margin = 0.1;

    private const double LowestRate = 0.5;
    private const double Decrease = 0.8;
    private const double UnpacedDecrease = 0.5;

    // The share of the full rate that a second of successful calls gives back.
    private const double RecoveryPerSecond = 0.04;

    // What a late timer lost is made up for, up to this.
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly object _gate = new();
    private readonly LinkedList<TaskCompletionSource<CallPermit>> _waiting = new();
    private readonly Queue<TimeSpan> _lastSecond = new();
    private double _configured;
    private double _fullRate;
    private double _rate;
    private TimeSpan _next;
    private TimeSpan _lastDecrease = TimeSpan.MinValue;
    private TimeSpan? _latency;
    private bool _connected;
    private bool _granting;
    private long _calls;
    private long _throttled;

    /// <summary>Makes a limiter at its full rate.</summary>
    /// <param name="callsPerSecond">Calls per second; 0 paces only once a call was throttled.</param>
    /// <param name="time">The clock; the system's where none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    public CallLimiter(double callsPerSecond = DefaultRate, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _origin = _time.GetTimestamp();
        Configure(callsPerSecond);
    }

    /// <summary>Whether calls go unpaced until one is throttled.</summary>
    public bool IsUnlimited
    {
        get
        {
            lock (_gate)
            {
                return double.IsPositiveInfinity(_configured);
            }
        }
    }

    /// <summary>What the limiter has seen so far.</summary>
    public CallStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new CallStatistics(_calls, _throttled, _rate, _latency);
            }
        }
    }

    /// <summary>Sets the full rate anew, also for those who wait.</summary>
    /// <param name="callsPerSecond">Calls per second; 0 paces only once a call was throttled.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a number.</exception>
    public void Configure(double callsPerSecond)
    {
        if (double.IsNaN(callsPerSecond) || callsPerSecond < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(callsPerSecond), callsPerSecond, "A rate is 0 or more calls per second.");
        }

        var rate = callsPerSecond > 0 ? callsPerSecond : double.PositiveInfinity;
        lock (_gate)
        {
            if (rate.Equals(_configured))
            {
                return;
            }

            _configured = _fullRate = _rate = rate;
        }
    }

    /// <summary>Waits for one's turn.</summary>
    /// <returns>The permit for one call, which must then be made and told of.</returns>
    public async ValueTask<CallPermit> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource<CallPermit>> turn;
        lock (_gate)
        {
            if (_waiting.Count == 0 && UntilFree(Now) <= TimeSpan.Zero)
            {
                return Grant(Now);
            }

            // Continuations run on the timer's thread: all they do is to start a call.
            turn = _waiting.AddLast(new TaskCompletionSource<CallPermit>());
        }

        using var registration = cancellationToken.Register(() => GiveUp(turn, cancellationToken));
        StartGranting();
        return await turn.Value.Task.ConfigureAwait(false);
    }

    /// <summary>Makes one call when it is its turn, and goes by how it ends.</summary>
    /// <exception cref="AwsCallException">As the call fails; one that was throttled is not made again.</exception>
    internal async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var permit = await WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await call(cancellationToken).ConfigureAwait(false);
            Succeeded(permit);
            return answer;
        }
        catch (AwsCallException failure) when (failure.Kind is AwsCallFailure.Throttled)
        {
            Throttled(permit);
            throw;
        }
    }

    /// <summary>Tells that a call was answered.</summary>
    public void Succeeded(CallPermit permit)
    {
        lock (_gate)
        {
            Measure(Now - permit.GrantedAt);
            if (_rate < _configured)
            {
                _rate = Math.Min(_configured, _rate + (_fullRate * RecoveryPerSecond / _rate));
            }
        }
    }

    /// <summary>Tells that a call was throttled. Calls that were on their way together lower the rate once.</summary>
    public void Throttled(CallPermit permit)
    {
        lock (_gate)
        {
            _throttled++;
            if (permit.GrantedAt <= _lastDecrease)
            {
                return;
            }

            _lastDecrease = Now;
            Forget(_lastDecrease);
            if (double.IsPositiveInfinity(_rate))
            {
                _rate = _fullRate = Math.Max(DefaultRate, _lastSecond.Count);
            }

            _rate = Math.Max(Math.Min(LowestRate, _fullRate), _rate * (double.IsPositiveInfinity(_configured) ? UnpacedDecrease : Decrease));
            _next = Later(_next, _lastDecrease + Interval);
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    private TimeSpan Interval => TimeSpan.FromTicks((long)Math.Ceiling(TimeSpan.TicksPerSecond / _rate));

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan UntilFree(TimeSpan now)
    {
        if (double.IsPositiveInfinity(_rate))
        {
            return TimeSpan.Zero;
        }

        Forget(now);
        var free = _next;
        if (_lastSecond.Count >= Math.Ceiling(_configured))
        {
            free = Later(free, _lastSecond.Peek() + TimeSpan.FromSeconds(1));
        }

        return free - now;
    }

    private CallPermit Grant(TimeSpan now)
    {
        Forget(now);
        _lastSecond.Enqueue(now);
        _next = Later(_next, now - CatchUp) + Interval;
        _calls++;
        return new CallPermit(now);
    }

    private void Forget(TimeSpan now)
    {
        while (_lastSecond.Count > 0 && now - _lastSecond.Peek() >= TimeSpan.FromSeconds(1))
        {
            _lastSecond.Dequeue();
        }
    }

    // The first call opens the connection, which says nothing of those that follow.
    private void Measure(TimeSpan latency)
    {
        const double Weight = 0.2;
        if (!_connected)
        {
            _connected = true;
        }
        else
        {
            _latency = _latency is { } known ? TimeSpan.FromTicks((long)((known.Ticks * (1 - Weight)) + (latency.Ticks * Weight))) : latency;
        }
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource<CallPermit>> turn, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (turn.List is null)
            {
                return;
            }

            _waiting.Remove(turn);
        }

        turn.Value.TrySetCanceled(cancellationToken);
    }

    private void StartGranting()
    {
        lock (_gate)
        {
            if (_granting)
            {
                return;
            }

            _granting = true;
        }

        _ = GrantAsync();
    }

    private async Task GrantAsync()
    {
        while (true)
        {
            var granted = new List<(TaskCompletionSource<CallPermit> Turn, CallPermit Permit)>();
            TimeSpan? wait = null;
            lock (_gate)
            {
                var now = Now;
                while (_waiting.First is { } first && (wait = UntilFree(now)) <= TimeSpan.Zero)
                {
                    _waiting.RemoveFirst();
                    granted.Add((first.Value, Grant(now)));
                }

                _granting = _waiting.Count > 0;
                if (!_granting)
                {
                    wait = null;
                }
            }

            foreach (var (turn, permit) in granted)
            {
                turn.TrySetResult(permit);
            }

            if (wait is not { } left)
            {
                return;
            }

            await _time.WaitAsync(left, CancellationToken.None).ConfigureAwait(false);
        }
    }
}

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

/// <summary>One limiter for each account and Region, so that everything in a process stays under the account's quota together.</summary>
public sealed class CallLimiterRegistry
{
    private readonly ConcurrentDictionary<(string? Endpoint, string? Account, string Region, string Operation), CallLimiter> _limiters = new();
    private const double UnderQuota = 0.98;

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
        var limiter = Of(endpointUrl, account, region, ServiceQuota.DescribeSessions.Operation, callsPerSecond);
        limiter.Configure(callsPerSecond);
        return limiter;
    }

    /// <summary>The limiter of an operation in an account and Region, just under its quota.</summary>
    internal CallLimiter For(string? endpointUrl, string? account, string region, ServiceQuota quota) =>
        Of(endpointUrl, account, region, quota.Operation, quota.PerSecond * UnderQuota);

    private CallLimiter Of(string? endpointUrl, string? account, string region, string operation, double callsPerSecond) =>
        _limiters.GetOrAdd((endpointUrl, account, region, operation), _ => new CallLimiter(callsPerSecond, _time));
}
