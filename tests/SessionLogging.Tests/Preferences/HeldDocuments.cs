namespace SessionLogging.Tests.Preferences;

/// <summary>Documents whose versions are answered when the test says so.</summary>
internal sealed class HeldDocuments(ISessionDocuments service) : RelayedDocuments(service)
{
    private readonly List<(string Version, TaskCompletionSource Turn)> _held = [];

    /// <summary>Whether every version is denied at once.</summary>
    public bool IsDenied { get; init; }

    /// <summary>The versions asked for and not answered.</summary>
    public IReadOnlyList<string> InFlight => [.. _held.Where(call => !call.Turn.Task.IsCompleted).Select(call => call.Version)];

    public void Answer(string version) => Turn(version).SetResult();

    public void Deny(string version) => Turn(version).SetException(Denial());

    public override async Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        if (IsDenied)
        {
            throw Denial();
        }

        var turn = new TaskCompletionSource();
        _held.Add((version, turn));
        await using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
        return await base.GetAsync(name, version, cancellationToken);
    }

    protected override Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) => call(cancellationToken);

    private TaskCompletionSource Turn(string version) => _held.Single(call => call.Version == version).Turn;

    private static AwsCallException Denial() => new(AwsCallFailure.Denied, "SSM", "GetDocument", "AccessDeniedException", "1", 400, "no");
}
