namespace SessionLogging.Tests.Accounts;

public sealed class SideBySideTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_than_so_many_are_under_way_and_each_is_done_once()
    {
        var (now, most, done) = (0, 0, new System.Collections.Concurrent.ConcurrentBag<int>());

        await SideBySide.ForEachAsync(
            Enumerable.Range(0, 200),
            5,
            async (item, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                await Task.Yield();
                done.Add(item);
                Interlocked.Decrement(ref now);
            },
            Token);

        Assert.Equal(Enumerable.Range(0, 200), done.Order());
        Assert.InRange(most, 1, 5);
    }

    [Fact]
    public async Task Items_are_taken_only_as_there_is_room()
    {
        var gate = new TaskCompletionSource();
        var taken = 0;

        var running = SideBySide.ForEachAsync(Items(), 3, (_, _) => gate.Task, Token);
        gate.SetResult();
        await running;

        Assert.Equal(10, taken);

        IEnumerable<int> Items()
        {
            for (; taken < 10; taken++)
            {
                Assert.True(taken < 3 || gate.Task.IsCompleted);
                yield return taken;
            }
        }
    }

    [Fact]
    public async Task The_first_failure_ends_it_and_what_was_begun_has_ended_then()
    {
        var (begun, ended) = (0, 0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SideBySide.ForEachAsync(
            Enumerable.Range(0, 1000),
            4,
            async (item, token) =>
            {
                Interlocked.Increment(ref begun);
                try
                {
                    await Task.Yield();
                    if (item == 10)
                    {
                        throw new InvalidOperationException("ten");
                    }

                    if (item > 10)
                    {
                        await Task.Delay(Timeout.Infinite, token);
                    }
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            },
            Token));

        Assert.Equal(begun, ended);
        Assert.InRange(begun, 11, 14);
    }

    [Fact]
    public async Task Answers_stand_in_the_order_of_what_was_asked() =>
        Assert.Equal(["0", "1", "2", "3"], await SideBySide.SelectAsync([0, 1, 2, 3], async (item, _) =>
        {
            await Task.Yield();
            return $"{item}";
        }, Token));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }
}
