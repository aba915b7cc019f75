using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Logs.Following;

/// <summary>Follows the streamed logs of sessions that run, all of them at once, in whatever accounts and Regions they are.</summary>
/// <param name="logs">Where the logs lie.</param>
/// <param name="options">How they are followed.</param>
/// <param name="listener">Takes what they give.</param>
/// <param name="limiters">The pace of calls; the process's own where none is given.</param>
/// <param name="time">The clock; the system's where none is given.</param>
public sealed class LogFollower(
    RoutedLogs logs, LogFollowOptions options, ILogFollowListener listener, CallLimiterRegistry? limiters = null, TimeProvider? time = null)
{
    /// <summary>Follows until every session has ended and nothing more has come for a while, or the time is over.</summary>
    /// <param name="sessions">The sessions; one that is given twice is followed once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(IEnumerable<SessionRecord> sessions, CancellationToken cancellationToken)
    {
        var clock = time ?? TimeProvider.System;
        var end = options.Timeout is { } timeout ? clock.GetUtcNow() + timeout : (DateTimeOffset?)null;
        await Task.WhenAll(sessions
            .GroupBy(session => (session.AccountId, session.Region))
            .Select(of => new RegionFollower(logs.Of(of.Key.AccountId, of.Key.Region), of.Key.AccountId, of.Key.Region, options, listener, limiters ?? CallLimiterRegistry.Process, clock)
                .FollowAsync([.. of.GroupBy(session => session.SessionId, StringComparer.Ordinal).Select(same => same.First())], end, cancellationToken))).ConfigureAwait(false);
    }
}
