namespace SessionLogging;

/// <summary>Does many things at once, and never more than so many: whoever asks thousands of accounts and Regions needs room for a few.</summary>
public static class SideBySide
{
    /// <summary>How many are asked at once where nothing else is said: enough that a slow answer holds nobody up, few enough that no service is flooded.</summary>
    public const int MostAtOnce = 32;

    /// <summary>Asks many questions at once and hands the answers on in the order of the questions. Ends when everything asked has ended, also where an answer fails.</summary>
    /// <param name="questions">Each gives what is to be done with its answer. The token is cancelled where nobody wants the answer any more.</param>
    /// <param name="cancellationToken">Cancels the questions in flight.</param>
    public static async Task AskAsync(IEnumerable<Func<CancellationToken, Task<Action>>> questions, CancellationToken cancellationToken)
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

    /// <summary>Does something with each, in no order. The first failure ends it, once what was begun has ended.</summary>
    /// <param name="items">What to do it with; taken one by one, as there is room.</param>
    /// <param name="most">How many at once.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Cancels what is in flight, and begins no more.</param>
    internal static async Task ForEachAsync<T>(IEnumerable<T> items, int most, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var left = items.GetEnumerator();
        var gate = new object();
        await Task.WhenAll(Enumerable.Range(0, most).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);

        async Task WorkAsync()
        {
            try
            {
                while (Next() is (true, var item))
                {
                    await work(item, leaving.Token).ConfigureAwait(false);
                }
            }
            catch
            {
                leaving.Cancel();
                throw;
            }
        }

        (bool IsOne, T Item) Next()
        {
            lock (gate)
            {
                leaving.Token.ThrowIfCancellationRequested();
                return left.MoveNext() ? (true, left.Current) : (false, default!);
            }
        }
    }

    /// <summary>What comes of each, in the order of the items.</summary>
    /// <param name="items">What to ask about.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="cancellationToken">Cancels what is in flight, and begins no more.</param>
    internal static async Task<IReadOnlyList<TResult>> SelectAsync<T, TResult>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task<TResult>> ask, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        await ForEachAsync(
            Enumerable.Range(0, items.Count),
            MostAtOnce,
            async (index, token) => results[index] = await ask(items[index], token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return results;
    }

    private static Task EndAsync(Task task) =>
        task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
