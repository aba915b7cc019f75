namespace SessionLogging.Aws.Calls;

/// <summary>A stream that is given up when no byte comes for some time, or when its reader's caller does not want it any more.</summary>
/// <param name="inner">What is read.</param>
/// <param name="limit">How long the next byte may take.</param>
/// <param name="time">The clock.</param>
/// <param name="caller">Ends every read.</param>
internal sealed class SilenceLimitedStream(Stream inner, TimeSpan limit, TimeProvider time, CancellationToken caller) : OnwardStream(inner)
{
    public override bool CanRead => inner.CanRead;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, caller);
        var reading = inner.ReadAsync(buffer, offset, count, stop.Token);
        if (!reading.IsCompleted && !await EndsInTimeAsync(reading, stop.Token).ConfigureAwait(false))
        {
            // Not every stream hears a cancellation: what it still says, nobody listens to.
            _ = reading.ContinueWith(late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            var isSilent = !stop.IsCancellationRequested;
            stop.Cancel();
            throw isSilent ? new SilenceException(limit) : new OperationCanceledException(stop.Token);
        }

        return await reading.ConfigureAwait(false);
    }

    private async Task<bool> EndsInTimeAsync(Task reading, CancellationToken stop)
    {
        var enough = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var timer = time.CreateTimer(_ => enough.TrySetResult(true), state: null, limit, Timeout.InfiniteTimeSpan);
        using var stopping = stop.Register(() => enough.TrySetResult(true));
        return await Task.WhenAny(reading, enough.Task).ConfigureAwait(false) == reading;
    }
}

/// <summary>A service says nothing, or nothing more. Never leaves this assembly.</summary>
#pragma warning disable CA1032, CA1064
internal sealed class SilenceException(TimeSpan limit, Exception? innerException = null)
    : TimeoutException(string.Format(CultureInfo.InvariantCulture, "no byte came for {0:0.###} s", limit.TotalSeconds), innerException);
#pragma warning restore CA1032, CA1064

/// <summary>How long a service may be silent: before its answer begins, and between two bytes of it.</summary>
internal static class TimeLimit
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The limit: 60 seconds, or what the environment says (<see cref="ConnectionOptions.TimeoutVariable"/>).</summary>
    /// <exception cref="ConnectionException">The variable holds no number of seconds above 0 and up to 3600 (<c>TimeLimitInvalid</c>).</exception>
    internal static TimeSpan Read() => Environment.GetEnvironmentVariable(ConnectionOptions.TimeoutVariable) is not { Length: > 0 } given ? Default
        : double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
        : throw new ConnectionException(
            "TimeLimitInvalid",
            $"{ConnectionOptions.TimeoutVariable} is '{given}', which is no time limit.",
            $"Set it to a number of seconds above 0 and up to {Longest.TotalSeconds}, for example 120, or remove it: the limit is {Default.TotalSeconds} then.");
}
