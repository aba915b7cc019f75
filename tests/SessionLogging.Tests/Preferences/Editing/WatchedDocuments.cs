namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Tells of what one writer's requests bring about, whether or not the writer hears of it.</summary>
internal sealed class WatchedDocuments(InMemoryDocuments service, Action<int> wrote, Action wentBack) : ISessionDocuments
{
    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) => service.DescribeAsync(name, cancellationToken);

    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
        service.GetAsync(name, version, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, CancellationToken cancellationToken) =>
        service.ListVersionsAsync(name, cancellationToken);

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        Wrote(service.CreateAsync(name, content, cancellationToken));

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        Wrote(service.UpdateAsync(name, content, latestVersion, cancellationToken));

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken)
    {
        var before = service.Find(name)?.DefaultNumber;
        var answer = service.SetDefaultVersionAsync(name, version, cancellationToken);
        if (service.Find(name)?.DefaultNumber < before)
        {
            wentBack();
        }

        return answer;
    }

    private Task<DocumentDescription> Wrote(Task<DocumentDescription> answer)
    {
        if (answer.IsCompletedSuccessfully)
        {
            wrote(int.Parse(answer.Result.LatestVersion, CultureInfo.InvariantCulture));
        }

        return answer;
    }
}
