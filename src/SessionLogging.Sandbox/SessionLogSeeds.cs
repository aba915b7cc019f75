using System.Text;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox;

/// <summary>The logs of seeded sessions, as agents would have left them: most are there, some got lost, some are empty.</summary>
/// <param name="bucket">Where they go.</param>
/// <param name="logGroup">Where they are streamed to; <see langword="null"/>: nowhere.</param>
internal sealed class SessionLogSeeds(Bucket bucket, LogGroup? logGroup)
{
    /// <summary>What the keys begin with.</summary>
    public const string KeyPrefix = "sessions";

    private const double Lost = 0.04;
    private const double Empty = 0.01;

    public void Plant(RegionState region)
    {
        var seed = Draw.SeedOf($"logs of {region.Account.Id} {region.Name}");
        var index = 0;
        foreach (var session in region.Sessions.All)
        {
            var draw = new Draw(seed, index++);
            if (session.EndDate is { } end && end < region.Clock.GetUtcNow() && session.Status != "Failed" && session.DocumentName is null or SessionSeeds.Preferences)
                Plant(session, end, ref draw);
        }
    }

    private void Plant(StoredSession session, DateTimeOffset end, ref Draw draw)
    {
        if (!draw.Chance(Lost))
            bucket.Put($"{KeyPrefix}/{session.SessionId}.log", draw.Chance(Empty) ? [] : Transcript(session, end), end.AddSeconds(30));
        if (logGroup is not null && !draw.Chance(Lost))
            logGroup.Stream(session.SessionId).Add(end, $$"""{"eventVersion":"1.0","sessionId":"{{session.SessionId}}","target":{"id":"{{session.Target}}"},"sessionData":["sh-4.2$ exit\r\n"]}""");
    }

    private static byte[] Transcript(StoredSession session, DateTimeOffset end) => Encoding.UTF8.GetBytes(
        $"Script started on {session.StartDate:yyyy-MM-dd HH:mm:ss}+00:00\nsh-4.2$ uptime\r\n 12:00:00 up 3 days\r\nsh-4.2$ exit\r\nexit\r\n\nScript done on {end:yyyy-MM-dd HH:mm:ss}+00:00\n");
}
