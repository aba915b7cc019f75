namespace SessionLogging.Preferences.Editing;

/// <summary>The documents of an account and Region, and how long a call to them takes.</summary>
internal sealed class MeasuredDocuments(ISessionDocuments documents, TimeProvider time) : RelayedDocuments(documents)
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

    protected override async Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        lock (_inFlight)
        {
            _inFlight.Add(start);
        }

        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
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
