namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>The service at the end of a slow link: half of a call's time goes by before the request arrives, half before its answer does.</summary>
internal sealed class SlowDocuments(ISessionDocuments service, TimeProvider time, TimeSpan duration) : RelayedDocuments(service)
{
    protected override async Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        await HalfWayAsync(cancellationToken);
        var answer = call(CancellationToken.None);
        await HalfWayAsync(cancellationToken);
        return await answer;
    }

    // Whoever waits goes on where the clock is turned, so that a test has one thread.
    private async Task HalfWayAsync(CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource();
        using var timer = time.CreateTimer(_ => arrived.TrySetResult(), state: null, duration / 2, Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.Register(() => arrived.TrySetCanceled(cancellationToken));
        await arrived.Task;
    }
}
