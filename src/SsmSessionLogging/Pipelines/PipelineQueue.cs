using System.Collections.Concurrent;

namespace SsmSessionLogging.Pipelines;

/// <summary>Carries what asynchronous work wants of the pipeline to the one thread that may touch it, in order, and the answers back.</summary>
internal sealed class PipelineQueue : IDisposable
{
    // Work waits when the pipeline is this far behind, so that nothing piles up in front of a slow reader.
    private const int MostWaiting = 64;

    private readonly BlockingCollection<Action> _actions = new(MostWaiting);

    /// <summary>Asks the pipeline thread to do something and does not wait for it.</summary>
    /// <returns>False where nobody listens any more: after Ctrl+C, or after the work has ended. What then is said is lost, and the work goes on.</returns>
    internal bool Post(Action action, CancellationToken cancellationToken)
    {
        try
        {
            _actions.Add(action, cancellationToken);
            return true;
        }
        catch (Exception nobodyListens) when (nobodyListens is OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Asks the pipeline thread something and gives its answer, or its exception.</summary>
    internal Task<T> AskAsync<T>(Func<T> question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        var isAsked = Post(
            () =>
            {
                using (registration)
                {
                    if (!answer.Task.IsCompleted)
                    {
                        Answer(answer, question);
                    }
                }
            },
            cancellationToken);
        if (!isAsked)
        {
            answer.TrySetCanceled(cancellationToken);
        }

        return answer.Task;
    }

    /// <summary>Runs on the pipeline thread: does what the work asks until the work has ended, then gives back its failure, if any.</summary>
    /// <remarks>Where the pipeline itself fails (a later command stops it), the work is cancelled and awaited before the failure goes on.</remarks>
    internal void Run(Func<Task> work, CancellationTokenSource cancellation)
    {
        var running = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            finally
            {
                _actions.CompleteAdding();
            }
        });

        try
        {
            foreach (var action in _actions.GetConsumingEnumerable())
            {
                action();
            }
        }
        catch
        {
            cancellation.Cancel();
            Settle(running);
            throw;
        }

        running.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _actions.Dispose();

    private static void Answer<T>(TaskCompletionSource<T> answer, Func<T> question)
    {
        try
        {
            answer.TrySetResult(question());
        }
        catch (Exception failure)
        {
            // The work decides what the failure means, and ends with it where it means the end.
            answer.TrySetException(failure);
        }
    }

    private void Settle(Task running)
    {
        // The work may be waiting for room in the queue; what it still wants of the pipeline is dropped.
        while (!_actions.IsCompleted && _actions.TryTake(out _, Timeout.Infinite))
        {
        }

        running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .GetAwaiter().GetResult();
    }
}
