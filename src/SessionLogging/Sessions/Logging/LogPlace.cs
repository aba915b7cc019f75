using SessionLogging.Preferences;

namespace SessionLogging.Sessions.Logging;

/// <summary>Where the log of one session lies, or would lie.</summary>
/// <param name="Container">The bucket, or the log group.</param>
/// <param name="Name">The object's key, or the log stream's name.</param>
public sealed record LogPlace(string Container, string Name)
{
    /// <summary>The place in S3 as <c>s3://bucket/key</c>.</summary>
    public string S3Uri => $"s3://{Container}/{Name}";

    internal static LogPlace InS3(LogDestination destination, string sessionId) =>
        new(destination.Container, SessionLogKey.For(destination.KeyPrefix, sessionId));

    internal static LogPlace InCloudWatch(LogDestination destination, string sessionId) => new(destination.Container, sessionId);
}
