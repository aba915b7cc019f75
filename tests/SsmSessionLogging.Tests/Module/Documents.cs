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
