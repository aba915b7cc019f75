namespace SsmSessionLogging.Tests.Module;

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
