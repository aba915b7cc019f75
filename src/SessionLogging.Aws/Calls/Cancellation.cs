namespace SessionLogging.Aws.Calls;

/// <summary>Waiting that can be given up although what is waited for cannot.</summary>
internal static class Cancellation
{
    /// <summary>The task's result, or the end of the wait, whichever comes first; the task runs on.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    internal static async Task<T> OrCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
        {
            await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await task.ConfigureAwait(false);
    }
}
