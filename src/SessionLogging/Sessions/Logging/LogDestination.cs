namespace SessionLogging.Sessions.Logging;

/// <summary>What a Session document says of one destination, as far as it decides where a log goes.</summary>
/// <param name="Container">The bucket or the log group; empty where the destination is off.</param>
/// <param name="KeyPrefix">What keys begin with, in S3.</param>
/// <param name="MustBeEncrypted">Whether a session is refused where the destination is not encrypted.</param>
/// <param name="IsStreamed">Whether the log is streamed while the session runs, in CloudWatch Logs.</param>
/// <param name="Obstacle">Why it cannot be told from the document where the log goes, in a sentence; otherwise <see langword="null"/>.</param>
internal sealed record LogDestination(string Container, string KeyPrefix, bool MustBeEncrypted, bool IsStreamed, string? Obstacle)
{
    internal static readonly LogDestination Off = new("", "", false, false, null);

    internal bool IsOff => Obstacle is null && Container.Length == 0;

    internal static LogDestination Unclear(string obstacle) => Off with { Obstacle = obstacle };
}
