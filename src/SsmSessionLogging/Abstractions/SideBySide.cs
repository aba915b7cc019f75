namespace SsmSessionLogging.Abstractions;

/// <summary>Asks many questions at once and hands the answers on in the order of the questions.</summary>
internal static class SideBySide
{
    private const int MostAtOnce = 16;

    /// <summary>Ends when everything asked has ended, also where an answer fails.</summary>
    /// <param name="questions">Each gives what is to be done with its answer. The token is cancelled where nobody wants the answer any more.</param>
    /// <param name="cancellationToken">Cancels the questions in flight.</param>
    internal static async Task AskAsync(IEnumerable<Func<CancellationToken, Task<Action>>> questions, CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = new Queue<Task<Action>>();
        try
        {
            foreach (var question in questions)
            {
                asked.Enqueue(Task.Run(() => question(leaving.Token), CancellationToken.None));
                if (asked.Count == MostAtOnce)
                {
                    (await asked.Dequeue().ConfigureAwait(false))();
                }
            }

            while (asked.Count > 0)
            {
                (await asked.Dequeue().ConfigureAwait(false))();
            }
        }
        finally
        {
            leaving.Cancel();
            await Task.WhenAll(asked.Select(EndAsync)).ConfigureAwait(false);
        }
    }

    private static Task EndAsync(Task task) =>
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
