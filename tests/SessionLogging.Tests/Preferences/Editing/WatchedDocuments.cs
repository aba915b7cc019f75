namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Tells of what one writer's requests bring about, whether or not the writer hears of it.</summary>
internal sealed class WatchedDocuments(InMemoryDocuments service, Action<int> wrote, Action wentBack) : RelayedDocuments(service)
{
    public override Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken)
    {
        var before = service.Find(name)?.DefaultNumber;
        var answer = base.SetDefaultVersionAsync(name, version, cancellationToken);
        if (service.Find(name)?.DefaultNumber < before)
        {
            wentBack();
        }

        return answer;
    }

    protected override Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var answer = call(cancellationToken);
        if (operation is "CreateDocument" or "UpdateDocument" && answer is Task<DocumentDescription> { IsCompletedSuccessfully: true } written)
        {
            wrote(int.Parse(written.Result.LatestVersion, CultureInfo.InvariantCulture));
        }

        return answer;
    }
}
