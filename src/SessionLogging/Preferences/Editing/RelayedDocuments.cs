using System.Runtime.CompilerServices;

namespace SessionLogging.Preferences.Editing;

/// <summary>The documents of an account and Region, with something around every call to them.</summary>
internal abstract class RelayedDocuments(ISessionDocuments documents) : ISessionDocuments
{
    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) =>
        CallAsync("DescribeDocument", stop => documents.DescribeAsync(name, stop), cancellationToken);

    public virtual Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
        CallAsync("GetDocument", stop => documents.GetAsync(name, version, stop), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = documents.ListVersionsAsync(name, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            while (await CallAsync("ListDocumentVersions", _ => pages.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                yield return pages.Current;
            }
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = documents.ListOwnNamesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            while (await CallAsync("ListDocuments", _ => pages.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                yield return pages.Current;
            }
        }
    }

    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        CallAsync("CreateDocument", stop => documents.CreateAsync(name, content, stop), cancellationToken);

    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        CallAsync("UpdateDocument", stop => documents.UpdateAsync(name, content, latestVersion, stop), cancellationToken);

    public virtual Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) => CallAsync(
        "UpdateDocumentDefaultVersion",
        async stop =>
        {
            await documents.SetDefaultVersionAsync(name, version, stop).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>What goes on around a call.</summary>
    /// <param name="operation">The operation, as the service names it; listing makes one call a page.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="cancellationToken">The caller's.</param>
    protected abstract Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken);
}
