using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>One of the two services that logs go to, and how its places are named.</summary>
internal sealed class LogService
{
    internal static readonly LogService S3 = new()
    {
        ContainerNoun = "bucket",
        Of = configuration => configuration.S3,
        PlaceOf = LogPlace.InS3,
        Describe = place => place.S3Uri,
        NamedBy = session => OutputUrl.PlaceIn(session.S3OutputUrl) is { } place ? [place] : [],
    };

    internal static readonly LogService CloudWatch = new()
    {
        ContainerNoun = "log group",
        Of = configuration => configuration.CloudWatch,
        PlaceOf = LogPlace.InCloudWatch,
        Describe = place => $"the stream '{place.Name}' of the log group '{place.Container}'",
        NamedBy = _ => [],
    };

    private LogService()
    {
    }

    /// <summary>What the service calls that which logs lie in.</summary>
    internal required string ContainerNoun { get; init; }

    /// <summary>What a configuration says of the service.</summary>
    internal required Func<LoggingConfiguration, LogDestination> Of { get; init; }

    /// <summary>Where a session's log goes.</summary>
    internal required Func<LogDestination, string, LogPlace> PlaceOf { get; init; }

    /// <summary>A place in words.</summary>
    internal required Func<LogPlace, string> Describe { get; init; }

    /// <summary>Places that the session itself names.</summary>
    internal required Func<Session, IReadOnlyList<LogPlace>> NamedBy { get; init; }
}
