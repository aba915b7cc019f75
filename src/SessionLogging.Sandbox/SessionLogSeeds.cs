using System.Text;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox;

/// <summary>The logs of seeded sessions, as agents would have left them: most are there, some got lost, some are empty or hold the agent's failure text, and some sessions had no output.</summary>
/// <param name="bucket">Where they go.</param>
/// <param name="logGroup">Where they are streamed to; <see langword="null"/>: nowhere.</param>
internal sealed class SessionLogSeeds(Bucket bucket, LogGroup? logGroup)
{
    /// <summary>What the keys begin with.</summary>
    public const string KeyPrefix = "sessions";

    private const double Lost = 0.04;
    private const double Empty = 0.01;
    private const double Failed = 0.01;
    private const double Silent = 0.02;
    private const string FailureText = "unable to generate log data";

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
        var silent = draw.Chance(Silent);
        if (!draw.Chance(Lost))
            bucket.Put($"{KeyPrefix}/{session.SessionId}.log", Content(session, end, silent, ref draw), end.AddSeconds(30));
        if (silent)
            return;
        if (logGroup is not null && !draw.Chance(Lost))
            logGroup.Stream(session.SessionId).Add(end, $$"""{"eventVersion":"1.0","sessionId":"{{session.SessionId}}","target":{"id":"{{session.Target}}"},"sessionData":["sh-4.2$ exit\r\n"]}""");
    }

    private static byte[] Content(StoredSession session, DateTimeOffset end, bool silent, ref Draw draw)
    {
        if (draw.Chance(Empty))
            return [];
        return draw.Chance(Failed) ? Encoding.UTF8.GetBytes(FailureText) : Transcript(session, end, silent ? "" : Output);
    }

    // Both lines carry the time of the replay at the session's end, and the first names the file on the node.
    private static byte[] Transcript(StoredSession session, DateTimeOffset end, string output) => Encoding.UTF8.GetBytes(
        $"Script started on {end:yyyy-MM-dd HH:mm:ss}+00:00 [COMMAND=\"cat /var/lib/amazon/ssm/{session.Target}/session/orchestration/{session.SessionId}/Standard_Stream/ipcTempFile.log\" <not executed on terminal>]\n"
        + $"{output}\nScript done on {end:yyyy-MM-dd HH:mm:ss}+00:00 [COMMAND_EXIT_CODE=\"0\"]\n");

    private static readonly string Output = "sh-4.2$ uptime\r\n 12:00:00 up 3 days\r\nsh-4.2$ ls -l /var/log\r\n"
        + string.Concat(Enumerable.Range(1, 24).Select(day => $"-rw-------. 1 root root  1842{day:00} Nov {day,2} 03:14 messages-202611{day:00}\r\n"))
        + "sh-4.2$ exit\r\nexit\r\n";
}
