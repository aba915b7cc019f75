using SessionLogging.Actions.Steps;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Actions;

/// <summary>What was made before a stop is taken back in the time that it took to make, and what remains is said.</summary>
public sealed class SlowStepsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Stopped_on_a_slow_link_everything_is_taken_back(int secondsPerStep)
    {
        var (made, run) = Run(TimeSpan.FromSeconds(secondsPerStep));

        Assert.Equal(TaskStatus.Canceled, run.Status);
        Assert.Empty(made);
    }

    [Fact]
    public void What_half_a_minute_is_too_short_for_is_named()
    {
        var (made, run) = Run(TimeSpan.FromSeconds(40));

        var failure = Assert.IsType<SessionActionException>(run.Exception!.InnerException);
        Assert.Equal("ActionIncomplete", failure.ErrorId);
        Assert.Equal(["1", "2", "3"], failure.Remains);
        Assert.Equal(["1", "2"], made);
    }

    // Stopped in the last of three steps.
    private static (IReadOnlyList<string> Made, Task Run) Run(TimeSpan step)
    {
        var time = new SteppedTime();
        var made = new List<string>();
        using var stop = new CancellationTokenSource();
        using var stopping = time.CreateTimer(_ => stop.Cancel(), state: null, step * 2.5, Timeout.InfiniteTimeSpan);
        var steps = new[] { "1", "2", "3" }.Select(name => new ActionStep
        {
            Remainder = name,
            DoAsync = async cancellationToken =>
            {
                await TakesAsync(time, step, cancellationToken);
                made.Add(name);
            },
            IsDoneAsync = _ => Task.FromResult(made.Contains(name)),
            UndoAsync = async cancellationToken =>
            {
                await TakesAsync(time, step, cancellationToken);
                made.Remove(name);
            },
        });
        var run = new Simulation(time, new Tape([])).Run(async () =>
        {
            await new StepRunner("action", "Registering it", time).RunAsync([.. steps], stop.Token);
            return true;
        });
        return (made, run);
    }

    private static async Task TakesAsync(TimeProvider time, TimeSpan wait, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        using var timer = time.CreateTimer(_ => over.TrySetResult(), state: null, wait, Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        await over.Task;
    }
}
