namespace SessionLogging.Tests.Preferences;

/// <summary>Documents whose versions are answered when the test says so.</summary>
internal sealed class HeldDocuments(ISessionDocuments service) : ISessionDocuments
{
    private readonly List<(string Version, TaskCompletionSource Turn)> _held = [];

    /// <summary>Whether every version is denied at once.</summary>
    public bool IsDenied { get; init; }

    /// <summary>The versions asked for and not answered.</summary>
    public IReadOnlyList<string> InFlight => [.. _held.Where(call => !call.Turn.Task.IsCompleted).Select(call => call.Version)];

    public void Answer(string version) => Turn(version).SetResult();

    public void Deny(string version) => Turn(version).SetException(Denial());

    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) => service.DescribeAsync(name, cancellationToken);

    public async Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        if (IsDenied)
        {
            throw Denial();
        }

        var turn = new TaskCompletionSource();
        _held.Add((version, turn));
        await using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
        return await service.GetAsync(name, version, cancellationToken);
    }

    public IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, CancellationToken cancellationToken) =>
        service.ListVersionsAsync(name, cancellationToken);

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) => throw new NotSupportedException();

    private TaskCompletionSource Turn(string version) => _held.Single(call => call.Version == version).Turn;

    private static AwsCallException Denial() => new(AwsCallFailure.Denied, "SSM", "GetDocument", "AccessDeniedException", "1", 400, "no");
}
