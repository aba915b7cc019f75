using System.Runtime.CompilerServices;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>The service at the end of a slow link: half of a call's time goes by before the request arrives, half before its answer does.</summary>
internal sealed class SlowDocuments(ISessionDocuments service, TimeProvider time, TimeSpan call) : ISessionDocuments
{
    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(() => service.DescribeAsync(name, CancellationToken.None), cancellationToken);

    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
        CallAsync(() => service.GetAsync(name, version, CancellationToken.None), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = service.ListVersionsAsync(name, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        while (await CallAsync(() => pages.MoveNextAsync().AsTask(), cancellationToken))
        {
            yield return pages.Current;
        }
    }

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        CallAsync(() => service.CreateAsync(name, content, CancellationToken.None), cancellationToken);

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        CallAsync(() => service.UpdateAsync(name, content, latestVersion, CancellationToken.None), cancellationToken);

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) =>
        CallAsync(
            async () =>
            {
                await service.SetDefaultVersionAsync(name, version, CancellationToken.None);
                return true;
            },
            cancellationToken);

    private async Task<T> CallAsync<T>(Func<Task<T>> arrive, CancellationToken cancellationToken)
    {
        await HalfWayAsync(cancellationToken);
        var answer = arrive();
        await HalfWayAsync(cancellationToken);
        return await answer;
    }

    // Whoever waits goes on where the clock is turned, so that a test has one thread.
    private async Task HalfWayAsync(CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource();
        using var timer = time.CreateTimer(_ => arrived.TrySetResult(), state: null, call / 2, Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.Register(() => arrived.TrySetCanceled(cancellationToken));
        await arrived.Task;
    }
}
