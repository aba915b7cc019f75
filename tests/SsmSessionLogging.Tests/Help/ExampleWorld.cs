using System.Text.Json.Nodes;
using SessionLogging.Sandbox.AgentLogs;
using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;

namespace SsmSessionLogging.Tests.Help;

/// <summary>The accounts, sessions and files that every example begins with.</summary>
internal static class ExampleWorld
{
    private const string Preferences = "SSM-SessionManagerRunShell";
    private const string LogGroup = "/session-manager/encrypted";
    private const string Output =
        "\u001b[?2004hsh-5.2$ whoami\r\n\u001b[?2004l\rssm-user\r\n\u001b[?2004hsh-5.2$ suod\b\b\b\u001b[Kudo systemctl restart orders\r\n\u001b[?2004l\r\u001b[?2004hsh-5.2$ exit\r\n\u001b[?2004l\rexit\r\n";

    private static readonly AgentLog Log = new("jdoe-0123456789abcdef0", "i-02364c470a5f0bfd8", "arn:aws:iam::111122223333:user/jdoe", SandboxAccounts.Ireland);
    private static readonly AgentLog Another = new("alice-0a1b2c3d4e5f60718", "i-02364c470a5f0bfd8", "arn:aws:sts::111122223333:assumed-role/Ops/alice", SandboxAccounts.Ireland);
    private static readonly DateTimeOffset FixedEnd = new(2026, 11, 27, 9, 41, 5, TimeSpan.Zero);

    /// <summary>Starts a sandbox that holds them.</summary>
    /// <param name="port">Its port; 0: a free one.</param>
    /// <param name="follows">The sandbox that was there before; <see langword="null"/>: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SandboxServer> StartAsync(int port, SandboxServer? follows, CancellationToken cancellationToken)
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = port, Follows = follows, SessionRules = new SessionRules { CallsPerSecond = 0 } }, cancellationToken);
        var account = sandbox.Account(SandboxAccounts.First.Id);
        var (ireland, virginia) = (account.Region(SandboxAccounts.Ireland), account.Region(SandboxAccounts.Virginia));
        PlantPreferences(ireland, virginia);
        PlantSessions(sandbox.Cloud, ireland, virginia);
        PlantArchive(sandbox.Account(SandboxAccounts.Second.Id).Region(SandboxAccounts.Ireland));
        return sandbox;
    }

    /// <summary>Writes the files that examples read.</summary>
    public static void WriteFiles(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{Log.SessionId}.log"), Log.Replayed(Bytes(Output), FixedEnd));
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        foreach (var log in new[] { Log, Another })
        {
            File.WriteAllBytes(Path.Combine(folder, "logs", $"{log.SessionId}.log"), log.Replayed(Bytes(Output), FixedEnd));
        }

        File.WriteAllText(Path.Combine(folder, "accounts.csv"), "AccountId,Region\n111122223333,eu-west-1\n111122223333,us-east-1\n444455556666,eu-west-1\n");
        File.WriteAllText(Path.Combine(folder, "events.json"), Log.Event(FixedEnd, ["sh-5.2$ whoami", "ssm-user"]) + "\n");
    }

    private static void PlantPreferences(RegionState ireland, RegionState virginia)
    {
        var now = ireland.Clock.GetUtcNow();
        ireland.Documents.Put(Preferences, Document("audit-logs", "", ""), created: now.AddDays(-90));
        ireland.Documents.Put(Preferences, Document("audit-logs", "sessions", ""), created: now.AddDays(-80));
        ireland.Documents.Put(Preferences, Document("audit-logs", "sessions", LogGroup), created: now.AddDays(-60));
        virginia.Documents.Put(Preferences, Document("audit-logs-us", "sessions", "/session-manager/us", streams: false), created: now.AddDays(-70));
    }

    private static void PlantSessions(Cloud cloud, RegionState ireland, RegionState virginia)
    {
        var now = ireland.Clock.GetUtcNow();
        var (bucket, group) = (cloud.Buckets.Find("audit-logs")!, ireland.LogGroups.Find(LogGroup)!);
        Add(ireland, Log, now.AddDays(-1), minutes: 25, reason: "INC-10482");
        Add(ireland, Another, now.AddDays(-2), minutes: 5);
        Add(ireland, new("bob-0b1c2d3e4f5061728", "i-02364c470a5f0bfd8", "arn:aws:sts::111122223333:assumed-role/Ops/bob", ireland.Name), now.AddDays(-3), minutes: 12);
        Add(ireland, new("carol-0c1d2e3f405162738", "i-02364c470a5f0bfd8", "arn:aws:sts::111122223333:assumed-role/Ops/carol", ireland.Name), now.AddMinutes(-40), minutes: 600, reason: "Deploy");
        Add(ireland, new("dave-0d1e2f30415263748", "i-02364c470a5f0bfd8", "arn:aws:iam::111122223333:user/dave", ireland.Name), now.AddDays(-4), minutes: 90, document: "AWS-StartPortForwardingSession");
        Add(virginia, new("jdoe-0fedcba9876543210", "i-0f1e2d3c4b5a69788", "arn:aws:iam::111122223333:user/jdoe", virginia.Name), now.AddDays(-5), minutes: 8);
        Try(ireland, new("denied", "i-0b2c3d4e5f6071829", "arn:aws:sts::111122223333:assumed-role/Ops/mallory", ireland.Name), now.AddDays(-6), "AccessDenied");
        Try(ireland, new("lost", "i-0c3d4e5f607182930", "arn:aws:iam::111122223333:user/dave", ireland.Name), now.AddDays(-2), "TargetNotConnected");

        bucket.Put($"sessions/{Log.SessionId}.log", Log.Replayed(Bytes(Output), now.AddDays(-1).AddMinutes(25)));
        bucket.Put($"sessions/{Another.SessionId}.log", Another.Replayed(Bytes(Output), now.AddDays(-2).AddMinutes(5)));
        group.Stream(Log.SessionId).Add(now.AddDays(-1), Log.Event(now.AddDays(-1), ["sh-5.2$ whoami", "ssm-user"]));
    }

    // The account that keeps every account's logs, by CloudWatch's centralisation.
    private static void PlantArchive(RegionState archive)
    {
        var now = archive.Clock.GetUtcNow();
        var copies = archive.LogGroups.Find(LogGroup) ?? archive.LogGroups.Add(LogGroup);
        foreach (var (log, daysAgo) in new[] { (Log, 1), (Another, 2) })
        {
            copies.Stream(log.SessionId).Add(now.AddDays(-daysAgo), log.Event(now.AddDays(-daysAgo), ["sh-5.2$ whoami", "ssm-user"]));
        }
    }

    private static void Add(RegionState region, AgentLog who, DateTimeOffset start, int minutes, string? reason = null, string? document = null)
    {
        region.Sessions.Add(new StoredSession
        {
            SessionId = who.SessionId,
            Target = who.Target,
            Owner = who.Owner,
            StartDate = start,
            EndDate = start.AddMinutes(minutes),
            Reason = reason,
            DocumentName = document,
        });
        region.EventHistory.Put(StartSession(who, start, new JsonObject { ["sessionId"] = who.SessionId }, error: null));
    }

    private static void Try(RegionState region, AgentLog who, DateTimeOffset time, string error) => region.EventHistory.Put(StartSession(who, time, answer: null, error));

    private static JsonObject StartSession(AgentLog who, DateTimeOffset time, JsonObject? answer, string? error)
    {
        var isUser = who.Owner.Contains(":user/", StringComparison.Ordinal);
        var user = new JsonObject { ["type"] = isUser ? "IAMUser" : "AssumedRole", ["arn"] = who.Owner, ["accessKeyId"] = isUser ? "AKIAIOSFODNN7EXAMPLE" : "ASIAIOSFODNN7EXAMPLE" };
        user[isUser ? "userName" : "principalId"] = isUser ? who.Owner.Split('/')[^1] : "AROAEXAMPLE:" + who.Owner.Split('/')[^1];
        return new JsonObject
        {
            ["eventID"] = "event-of-" + who.SessionId,
            ["eventTime"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = "ssm.amazonaws.com",
            ["eventName"] = "StartSession",
            ["sourceIPAddress"] = isUser ? "192.0.2.36" : "198.51.100.7",
            ["userAgent"] = "aws-cli/2.31.0",
            ["errorCode"] = error,
            ["userIdentity"] = user,
            ["requestParameters"] = new JsonObject { ["target"] = who.Target },
            ["responseElements"] = answer,
        };
    }

    private static string Document(string bucket, string prefix, string group, bool streams = true) => $$"""
        {
          "schemaVersion": "1.0",
          "description": "Document to hold regional settings for Session Manager",
          "sessionType": "Standard_Stream",
          "inputs": {
            "s3BucketName": "{{bucket}}",
            "s3KeyPrefix": "{{prefix}}",
            "s3EncryptionEnabled": true,
            "cloudWatchLogGroupName": "{{group}}",
            "cloudWatchEncryptionEnabled": {{(streams ? "true" : "false")}},
            "cloudWatchStreamingEnabled": {{(streams && group.Length > 0 ? "true" : "false")}},
            "kmsKeyId": "",
            "runAsEnabled": false,
            "runAsDefaultUser": "",
            "idleSessionTimeout": "20",
            "maxSessionDuration": "",
            "shellProfile": { "windows": "", "linux": "" }
          }
        }
        """;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
