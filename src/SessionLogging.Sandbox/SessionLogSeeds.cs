using SessionLogging.Sandbox.AgentLogs;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.Ssm.Sessions;

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

    /// <summary>So many sessions of a Region have a recorded log; the others a short one, or memory would fill.</summary>
    private const int Recorded = 200;

    private static readonly byte[] ShortOutput = Encoding.UTF8.GetBytes(
        "\u001b[?2004hsh-5.2$ uptime\r\n\u001b[?2004l\r 16:19:51 up 3 days,  2:11,  0 users,  load average: 0.00, 0.01, 0.00\r\n\u001b[?2004hsh-5.2$ exit\r\n\u001b[?2004l\rexit\r\n");

    private static readonly string[] WindowsLines = [@"PS C:\Windows\system32> whoami", @"ec2amaz-1a2b3c4\ssm-user", @"PS C:\Windows\system32> exit"];

    public void Plant(RegionState region)
    {
        var seed = Draw.SeedOf($"logs of {region.Account.Id} {region.Name}");
        var windows = region.Nodes.All.Where(node => node.PlatformType == "Windows").Select(node => node.InstanceId).ToHashSet(StringComparer.Ordinal);
        var index = 0;
        foreach (var session in region.Sessions.All)
        {
            var draw = new Draw(seed, index);
            var isRecorded = index++ < Recorded;
            if (session.EndDate is not { } end || end >= region.Clock.GetUtcNow() || session.Status == "Failed" || session.DocumentName is not (null or SessionSeeds.Preferences))
            {
                continue;
            }

            var agent = new AgentLog(session.SessionId, session.Target ?? "", session.Owner ?? "", region.Name);
            if (session.Target is not null && windows.Contains(session.Target))
            {
                Plant(agent, end, agent.Transcript(WindowsLines[..^1], end), [(end, agent.Event(end, WindowsLines))], ref draw);
            }
            else if (isRecorded)
            {
                Plant(agent, end, draw.Of(RecordedSession.All), session.StartDate, ref draw);
            }
            else
            {
                Plant(agent, end, agent.Replayed(ShortOutput, end), agent.Streamed(ShortOutput, end), ref draw);
            }
        }
    }

    private void Plant(AgentLog agent, DateTimeOffset end, RecordedSession recorded, DateTimeOffset start, ref Draw draw)
    {
        // A session is as long as it is seeded, whatever the recording's pace.
        var length = Math.Max(1, recorded.Events.Max(streamed => streamed.Seconds));
        var events = recorded.Events.Select(streamed => (Time: start + ((end - start) * streamed.Seconds / length), streamed.Data));
        Plant(agent, end, agent.Replayed(recorded.Output, end), events.Select(streamed => (streamed.Time, agent.Event(streamed.Time, streamed.Data))), ref draw);
    }

    private void Plant(AgentLog agent, DateTimeOffset end, byte[] log, IEnumerable<(DateTimeOffset Time, string Message)> events, ref Draw draw)
    {
        var silent = draw.Chance(Silent);
        if (!draw.Chance(Lost))
        {
            bucket.Put($"{KeyPrefix}/{agent.SessionId}.log", draw.Chance(Empty) ? [] : draw.Chance(Failed) ? Encoding.UTF8.GetBytes(AgentLog.FailureText) : silent ? agent.Replayed([], end) : log, end.AddSeconds(30));
        }

        if (silent || logGroup is null || draw.Chance(Lost))
        {
            return;
        }

        foreach (var (time, message) in events)
        {
            logGroup.Stream(agent.SessionId).Add(time, message);
        }
    }
}
