using System.Text.Json.Nodes;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Session documents for tests to start from.</summary>
internal static class Documents
{
    /// <summary>Logs to an encrypted bucket, and requires it.</summary>
    public const string ToS3 = """
        {
          "schemaVersion": "1.0",
          "description": "Document to hold regional settings for Session Manager",
          "sessionType": "Standard_Stream",
          "inputs": {
            "s3BucketName": "audit-logs",
            "s3KeyPrefix": "sessions",
            "s3EncryptionEnabled": true,
            "cloudWatchLogGroupName": "",
            "cloudWatchEncryptionEnabled": false,
            "cloudWatchStreamingEnabled": false,
            "kmsKeyId": "",
            "runAsEnabled": false,
            "runAsDefaultUser": "",
            "idleSessionTimeout": "20",
            "maxSessionDuration": "",
            "shellProfile": {
              "windows": "",
              "linux": ""
            }
          }
        }
        """;

    /// <summary>Streams to an encrypted log group, and requires it.</summary>
    public const string Streaming = """
        {
          "schemaVersion": "1.0",
          "sessionType": "Standard_Stream",
          "inputs": {
            "cloudWatchLogGroupName": "/session-manager/encrypted",
            "cloudWatchEncryptionEnabled": true,
            "cloudWatchStreamingEnabled": true,
            "idleSessionTimeout": "20"
          }
        }
        """;

    /// <summary>The same settings as <see cref="ToS3"/> but for some.</summary>
    public static string ToS3But(params (string Key, JsonNode? Value)[] settings)
    {
        var document = JsonNode.Parse(ToS3)!;
        foreach (var (key, value) in settings)
        {
            document["inputs"]![key] = value;
        }

        return document.ToJsonString();
    }
}

/// <summary>Every changing cmdlet as somebody would type it, with the document that it starts from.</summary>
public static class ChangeCommands
{
    /// <summary>The command, and the document before; none where that is <see langword="null"/>.</summary>
    public static TheoryData<string, string?> All { get; } = new()
    {
        { "Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix new", null },
        { "Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix new", Documents.ToS3 },
        { "Disable-SsmS3Logging", Documents.ToS3 },
        { "Set-SsmCloudWatchLogging -LogGroupName /session-manager/encrypted", Documents.ToS3 },
        { "Enable-SsmCloudWatchStreaming -LogGroupName /session-manager/encrypted", Documents.ToS3 },
        { "Disable-SsmCloudWatchStreaming", Documents.Streaming },
        { "Disable-SsmCloudWatchLogging", Documents.Streaming },
        { "Set-SsmLoggingPreference -IdleSessionTimeout 45 -KmsKeyId alias/session-manager", Documents.ToS3 },
    };
}

/// <summary>The clock of a sandbox whose documents are of the past, so that nobody takes a draft for a change in the making and waits for it.</summary>
internal sealed class EarlierClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(-1);
}
