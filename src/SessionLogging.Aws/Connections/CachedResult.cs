namespace SessionLogging.Aws.Connections;

/// <summary>A value that is asked for once by all who want it at the same time, and kept while it holds.</summary>
/// <param name="holds">Whether a value may still be used.</param>
internal sealed class CachedResult<T>(Func<T, bool> holds)
    where T : class
{
    private readonly object _gate = new();
    private Task<T>? _asking;

    /// <summary>The value. Who waits for another's asking shares its outcome, a failure too; the next one asks again.</summary>
    /// <param name="ask">Asks for the value.</param>
    /// <param name="cancellationToken">Ends the wait, and the asking where this caller began it.</param>
    internal async Task<T> GetAsync(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (asking, isMine) = Join(ask, cancellationToken);
            try
            {
                return await asking.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!isMine && !cancellationToken.IsCancellationRequested)
            {
                // The one who asked gave up; this one did not.
            }
        }
    }

    private (Task<T> Asking, bool IsMine) Join(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_asking is { } known && (!known.IsCompleted || (known.Status == TaskStatus.RanToCompletion && holds(known.Result))))
            {
                return (known, false);
            }

            _asking = Task.Run(() => ask(cancellationToken), CancellationToken.None);
            return (_asking, true);
        }
    }
}
