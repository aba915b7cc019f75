using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox.AgentLogs;

/// <summary>A session that runs and whose output is streamed as the clock goes on: one event a second, until it ends.</summary>
public static class LiveSession
{
    private static readonly TimeSpan BetweenEvents = TimeSpan.FromSeconds(1);

    /// <summary>Starts one.</summary>
    /// <param name="region">Where.</param>
    /// <param name="logGroupName">The log group that it is streamed to, which must be there; its stream comes with the first event, after a second.</param>
    /// <param name="sessionId">Its id.</param>
    /// <param name="length">How long it runs; <see langword="null"/>: until it is terminated.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">There is no such log group.</exception>
    public static StoredSession Start(RegionState region, string logGroupName, string sessionId, TimeSpan? length = null)
    {
        ArgumentNullException.ThrowIfNull(region);
        var group = region.LogGroups.Find(logGroupName) ?? throw new ArgumentException($"There is no log group {logGroupName}.", nameof(logGroupName));
        var start = region.Clock.GetUtcNow();
        var session = new StoredSession
        {
            SessionId = sessionId,
            Target = "i-02364c470a5f0bfd8",
            Owner = $"arn:aws:sts::{region.Account.Id}:assumed-role/Ops/{sessionId.Split('-')[0]}",
            StartDate = start,
            EndDate = length is null ? null : start + length,
            Status = length is null ? "Connected" : null,
        };
        region.Sessions.Add(session);
        var agent = new AgentLog(session.SessionId, session.Target, session.Owner, region.Name);
        group.Stream(sessionId).WriteOn(number =>
        {
            var time = start + (BetweenEvents * (number + 1));
            return time >= End() ? null : (time, agent.Event(time, [$"sh-5.2$ echo {number}", $"{number}"]));
        });
        return session;

        DateTimeOffset End() => region.Sessions.Arranged(sessionId)?.EndDate ?? DateTimeOffset.MaxValue;
    }
}
