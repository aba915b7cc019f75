namespace SessionLogging.Preferences.Editing;

/// <summary>The documents of an account and Region, and how long a call to them takes.</summary>
internal sealed class MeasuredDocuments(ISessionDocuments documents, TimeProvider time) : ISessionDocuments
{
    private readonly List<long> _inFlight = [];
    private TimeSpan _slowest;

    /// <summary>The longest that a call has taken, or takes already.</summary>
    internal TimeSpan Slowest
    {
        get
        {
            lock (_inFlight)
            {
                return _inFlight.Select(start => time.GetElapsedTime(start)).Append(_slowest).Max();
            }
        }
    }

    /// <inheritdoc/>
    public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) =>
        MeasureAsync(() => documents.DescribeAsync(name, cancellationToken));

    /// <inheritdoc/>
    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) =>
        MeasureAsync(() => documents.GetAsync(name, version, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, CancellationToken cancellationToken) =>
        documents.ListVersionsAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) =>
        MeasureAsync(() => documents.CreateAsync(name, content, cancellationToken));

    /// <inheritdoc/>
    public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) =>
        MeasureAsync(() => documents.UpdateAsync(name, content, latestVersion, cancellationToken));

    /// <inheritdoc/>
    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) =>
        MeasureAsync(async () =>
        {
            await documents.SetDefaultVersionAsync(name, version, cancellationToken).ConfigureAwait(false);
            return true;
        });

    private async Task<T> MeasureAsync<T>(Func<Task<T>> call)
    {
        var start = time.GetTimestamp();
        lock (_inFlight)
        {
            _inFlight.Add(start);
        }

        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            var took = time.GetElapsedTime(start);
            lock (_inFlight)
            {
                _inFlight.Remove(start);
                _slowest = took > _slowest ? took : _slowest;
            }
        }
    }
}
