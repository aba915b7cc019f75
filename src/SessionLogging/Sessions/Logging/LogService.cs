using SessionLogging.Preferences.Document;

namespace SessionLogging.Sessions.Logging;

/// <summary>One of the two services that logs go to, and how its places are named.</summary>
internal sealed class LogService
{
    internal static readonly LogService S3 = new()
    {
        Name = "S3",
        LeavesAnEmptyLog = true,
        ContainerNoun = "bucket",
        Of = configuration => configuration.S3,
        PlaceOf = LogPlace.InS3,
        Describe = place => place.S3Uri,
        NamedBy = session => OutputUrl.ObjectIn(session.S3OutputUrl),
    };

    internal static readonly LogService CloudWatch = new()
    {
        Name = "CloudWatch Logs",
        LeavesAnEmptyLog = false,
        ContainerNoun = "log group",
        Of = configuration => configuration.CloudWatch,
        PlaceOf = LogPlace.InCloudWatch,
        Describe = place => $"the stream '{place.Name}' of the log group '{place.Container}'",
        NamedBy = session => OutputUrl.StreamIn(session.CloudWatchOutputUrl),
    };

    private LogService()
    {
    }

    /// <summary>The service's name.</summary>
    internal required string Name { get; init; }

    /// <summary>Whether a session without output has a log there.</summary>
    internal required bool LeavesAnEmptyLog { get; init; }

    /// <summary>What the service calls that which logs lie in.</summary>
    internal required string ContainerNoun { get; init; }

    /// <summary>What a configuration says of the service.</summary>
    internal required Func<LoggingConfiguration, LogDestination> Of { get; init; }

    /// <summary>Where a session's log goes.</summary>
    internal required Func<LogDestination, string, LogPlace> PlaceOf { get; init; }

    /// <summary>A place in words.</summary>
    internal required Func<LogPlace, string> Describe { get; init; }

    /// <summary>The place that the session itself names as the one that applied; <see langword="null"/> where it names none.</summary>
    internal required Func<Session, LogPlace?> NamedBy { get; init; }
}

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
