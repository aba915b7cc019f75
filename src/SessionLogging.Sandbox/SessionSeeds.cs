using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox;

/// <summary>What a sandbox holds beside its <see cref="Seeds"/> where it is asked for sessions: the sessions and the documents that they were started with.</summary>
public static class SessionSeeds
{
    /// <summary>The document of the account's preferences.</summary>
    public const string Preferences = "SSM-SessionManagerRunShell";

    /// <summary>A custom Session document that some sessions name; it logs to no bucket.</summary>
    public const string CustomDocument = "Support-ReadOnlyShell";

    /// <summary>A document of type InteractiveCommands that some sessions name.</summary>
    public const string InteractiveDocument = "Support-TailLogs";

    // Older than every session.
    private static readonly TimeSpan Age = TimeSpan.FromDays(90);

    /// <summary>Where there are more sessions than these in a Region, their logs are not there: they would have to lie in memory.</summary>
    public const int MostWithLogs = 10_000;

    /// <summary>So many sessions in each Region that holds seeds. Nothing is logged from us-east-1 in the second account: it has no preferences there.</summary>
    internal static void Plant(Cloud cloud, int count)
    {
        var (first, second) = (cloud.Account(SandboxAccounts.First.Id), cloud.Account(SandboxAccounts.Second.Id));
        (RegionState Region, string Bucket, string LogGroup)[] logged =
        [
            (first.Region(SandboxAccounts.Ireland), Seeds.Bucket, Seeds.PlainLogGroup),
            (first.Region(SandboxAccounts.Virginia), Seeds.VirginiaBucket, Seeds.VirginiaLogGroup),
            (second.Region(SandboxAccounts.Ireland), Seeds.OtherAccountBucket, ""),
        ];
        foreach (var (region, bucket, logGroup) in logged)
        {
            PutDocument(region, Preferences, Logging(bucket, logGroup));
        }

        foreach (var region in cloud.Accounts.SelectMany(account => SandboxAccounts.SeededRegions.Select(account.Region)))
        {
            PutDocument(region, CustomDocument, Logging("", Seeds.PlainLogGroup));
            PutDocument(region, InteractiveDocument, TailLogs);
            region.Sessions.Generate(count);
        }

        foreach (var (region, bucket, logGroup) in logged.Where(_ => count <= MostWithLogs))
        {
            new SessionLogSeeds(cloud.Buckets.Find(bucket)!, region.LogGroups.Find(logGroup)).Plant(region);
        }
    }

    private static void PutDocument(RegionState region, string name, string content) => region.Documents.Put(name, content, created: region.Clock.GetUtcNow() - Age);

    private static string Logging(string bucket, string logGroup) => $$"""
        {
          "schemaVersion": "1.0",
          "description": "Document to hold regional settings for Session Manager",
          "sessionType": "Standard_Stream",
          "inputs": {
            "s3BucketName": "{{bucket}}", "s3KeyPrefix": "{{SessionLogSeeds.KeyPrefix}}", "s3EncryptionEnabled": false,
            "cloudWatchLogGroupName": "{{logGroup}}", "cloudWatchEncryptionEnabled": false, "cloudWatchStreamingEnabled": true,
            "idleSessionTimeout": "20", "maxSessionDuration": "", "kmsKeyId": "", "runAsEnabled": false, "runAsDefaultUser": "",
            "shellProfile": { "windows": "", "linux": "" }
          }
        }
        """;

    private const string TailLogs = """
        {
          "schemaVersion": "1.0",
          "description": "Follows the system's log",
          "sessionType": "InteractiveCommands",
          "properties": { "linux": { "commands": "tail -f /var/log/messages", "runAsElevated": true } }
        }
        """;
}
