namespace SessionLogging.Tests.Preferences.Editing;

public sealed class RetryBudgetTests
{
    [Fact]
    public void Waits_grow_within_their_bounds_and_end_with_the_time() =>
        Gen.Double.Unit.Array[1, 40].Sample(
            random =>
            {
                var time = new SteppedTime();
                var start = time.GetUtcNow();
                var next = 0;
                var budget = new RetryBudget(new EditLimits(), time, () => random[next++ % random.Length]);
                var waits = new List<TimeSpan>();

                var run = new Simulation(time, new Tape([])).Run(async () =>
                {
                    for (var before = time.GetUtcNow(); waits.Count < 500 && await budget.WaitAsync(CancellationToken.None); before = time.GetUtcNow())
                    {
                        waits.Add(time.GetUtcNow() - before);
                    }

                    return waits.Count;
                });

                Assert.True(run.IsCompletedSuccessfully);
                var elapsed = (time.GetUtcNow() - start).TotalSeconds;
                Assert.True(waits.Count == 500 || elapsed is >= 30 and < 30.01, $"{waits.Count} waits took {elapsed} s");
                Assert.All(waits, (wait, index) => Assert.InRange(wait.TotalMilliseconds, 1, Math.Min(300 * Math.Pow(2, index), 1_000)));
            },
            iter: 300);
}
