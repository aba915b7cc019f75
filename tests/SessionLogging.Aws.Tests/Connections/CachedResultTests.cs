using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws.Tests.Connections;

public sealed class CachedResultTests
{
    private readonly CachedResult<string> _value = new(value => value != "stale");
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_want_it_at_the_same_time_and_later_share_one_asking()
    {
        var (first, second) = (GetAsync(Cancel), GetAsync(Cancel));
        _answer.SetResult("answer");

        Assert.Equal(["answer", "answer", "answer"], [await first, await second, await GetAsync(Cancel)]);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_value_that_no_longer_holds_is_asked_for_again()
    {
        _answer.SetResult("stale");

        await GetAsync(Cancel);
        await GetAsync(Cancel);

        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task A_failure_is_shared_by_those_who_waited_and_not_remembered()
    {
        var (first, second) = (GetAsync(Cancel), GetAsync(Cancel));
        _answer.SetException(new FormatException());

        await Assert.ThrowsAsync<FormatException>(() => first);
        await Assert.ThrowsAsync<FormatException>(() => second);
        Assert.Equal("answer", await _value.GetAsync(_ => Task.FromResult("answer"), Cancel));
    }

    [Fact]
    public async Task Who_gives_up_takes_nothing_from_the_other()
    {
        using var stop = new CancellationTokenSource();
        var first = _value.GetAsync(WaitAsync, stop.Token);
        var second = GetAsync(Cancel);

        await stop.CancelAsync();
        _answer.SetResult("answer");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("answer", await second);
    }

    [Fact]
    public async Task An_asking_that_gives_up_by_itself_is_not_tried_for_ever()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _value.GetAsync(_ => throw new OperationCanceledException(), Cancel));
    }

    private static async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    private Task<string> GetAsync(CancellationToken cancellationToken) => _value.GetAsync(
        _ =>
        {
            Interlocked.Increment(ref _asked);
            return _answer.Task;
        },
        cancellationToken);
}
