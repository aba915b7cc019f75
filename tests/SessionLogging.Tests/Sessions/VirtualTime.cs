namespace SessionLogging.Tests.Sessions;

/// <summary>A clock that jumps to the next timer as soon as everything waits, so that a run takes no time and is the same each time.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private long _order;

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs to the end, all on this thread.</summary>
    public void Run(Func<Task> work)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                // Only a cancelled back-off goes on elsewhere, and ends the run.
                if (!FireNext())
                {
                    Assert.True(task.Wait(TimeSpan.FromSeconds(10)), "Everything waits and no timer is set.");
                }
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Waits, and ends at once and on the same thread when it is cancelled.</summary>
    public async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        await using var timer = CreateTimer(_ => over.TrySetResult(), null, wait, Timeout.InfiniteTimeSpan);
        await using var registration = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        await over.Task;
    }

    private bool FireNext()
    {
        VirtualTimer? timer;
        lock (_timers)
        {
            (long Due, long Order) at;
            do
            {
                if (!_timers.TryDequeue(out timer, out at))
                {
                    return false;
                }
            }
            while (timer.Due != at.Due);
            Now = new DateTimeOffset(Math.Max(at.Due, Now.UtcTicks), TimeSpan.Zero);
        }

        timer.Fire();
        return true;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        internal long? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._timers)
            {
                Due = dueTime < TimeSpan.Zero ? null : time.Now.UtcTicks + dueTime.Ticks;
                if (Due is { } due)
                {
                    time._timers.Enqueue(this, (due, time._order++));
                }
            }

            return true;
        }

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        internal void Fire()
        {
            Due = null;
            callback(state);
        }
    }
}
