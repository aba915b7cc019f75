using System.Collections.Concurrent;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Logs.Sources;

/// <summary>The logs of sessions of many accounts and Regions: each is looked for where its session was, or in the archive that keeps them all. Safe from any thread.</summary>
/// <param name="sessions">The accounts of the sessions.</param>
/// <param name="archive">Who reads the logs, where that is somebody else; <see langword="null"/>: who reads the sessions.</param>
/// <param name="logRegion">The Region of the log groups and of the calls for logs; <see langword="null"/>: each session's own. A bucket is asked in its own Region in any case.</param>
/// <param name="time">The clock; the system's where none is given.</param>
public sealed class RoutedLogs(AccountPool sessions, AccountPool? archive, string? logRegion = null, TimeProvider? time = null) : IStoredLogs, IDisposable
{
    private readonly ConcurrentDictionary<(string? Account, string Region), StoredLogs> _logs = new();

    /// <summary>The paces of calls; <see langword="null"/>: none is kept.</summary>
    public CallLimiterRegistry? Limiters { get; init; }

    /// <inheritdoc/>
    public Task<IStoredLog> OpenAsync(SessionRecord session, SessionLogOrigin origin, CancellationToken cancellationToken) =>
        Of(session.AccountId, session.Region).OpenAsync(session, origin, cancellationToken);

    /// <summary>Opens the account that reads the logs of an account's sessions in a Region.</summary>
    /// <exception cref="SessionLoggingException">It cannot be opened.</exception>
    public Task<IAccount> ReaderOfAsync(string? accountId, string region, CancellationToken cancellationToken) => archive is null
        ? sessions.RouteAsync(accountId, logRegion ?? region, cancellationToken)
        : archive.KeeperOfAsync(accountId, logRegion ?? region, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var logs in _logs.Values)
        {
            logs.Dispose();
        }
    }

    /// <summary>The logs of an account's sessions in a Region.</summary>
    internal StoredLogs Of(string? accountId, string region) => _logs.GetOrAdd((accountId, region), _ => new StoredLogs(
        cancellationToken => sessions.RouteAsync(accountId, region, cancellationToken),
        cancellationToken => ReaderOfAsync(accountId, region, cancellationToken),
        time)
    {
        HoldsCopies = archive is not null || logRegion is not null,
        Limiters = Limiters,
    });
}
