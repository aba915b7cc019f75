using SessionLogging.Sessions;

namespace SessionLogging.Logs.Sources;

/// <summary>Which of a session's logs is wanted.</summary>
public enum SessionLogOrigin : long
{
    /// <summary>The whole log once the session has ended: in S3, else as it was uploaded to or streamed into CloudWatch Logs. While it runs, the stream.</summary>
    Auto,

    /// <summary>The object in S3.</summary>
    S3,

    /// <summary>The stream in CloudWatch Logs.</summary>
    CloudWatch,
}

/// <summary>Session logs where they lie: in buckets and log groups of whatever account keeps them.</summary>
public interface IStoredLogs
{
    /// <summary>Opens the log of a session at the first of its places that holds one. Where the record says where it lies, no other call is made.</summary>
    /// <param name="session">The session, with what the report says of its log.</param>
    /// <param name="origin">Which log.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="SessionLoggingException">No place holds one (with each place that was tried and what came of it), or none could be looked at.</exception>
    Task<IStoredLog> OpenAsync(SessionRecord session, SessionLogOrigin origin, CancellationToken cancellationToken);
}

/// <summary>A log that was found.</summary>
public interface IStoredLog : IDisposable
{
    /// <summary>Where it lies: <c>s3://BUCKET/KEY</c>, or <c>LOGGROUP:LOGSTREAM</c>.</summary>
    string Place { get; }

    /// <summary><see cref="SessionLogOrigin.S3"/> or <see cref="SessionLogOrigin.CloudWatch"/>.</summary>
    SessionLogOrigin Origin { get; }

    /// <summary>Its size in bytes, where the service says it before it is read.</summary>
    long? Size { get; }

    /// <summary>Copies it as it lies, once: an object's bytes; of a stream, one event a line as JSON with its times, which <see cref="Reading.SessionLogFile"/> reads.</summary>
    /// <param name="destination">Takes the bytes.</param>
    /// <param name="progress">Hears how many bytes were copied, each time counted from the beginning.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What the copy is of.</returns>
    /// <exception cref="SessionLoggingException">It could not be read to its end; what was written is no log.</exception>
    Task<StoredLogFacts> CopyToAsync(Stream destination, Action<long>? progress, CancellationToken cancellationToken);
}

/// <summary>What is known of a log that was read to its end.</summary>
public sealed record StoredLogFacts
{
    /// <summary>The bytes that were copied.</summary>
    public required long Bytes { get; init; }

    /// <summary>The object's ETag, without quotes; <see langword="null"/> of a stream.</summary>
    public string? ETag { get; init; }

    /// <summary>The object's version, where the bucket keeps versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>When the object was written; <see langword="null"/> of a stream.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>How many events the stream held; <see langword="null"/> of an object.</summary>
    public long? Events { get; init; }

    /// <summary>The time of the stream's last event.</summary>
    public DateTimeOffset? LastEventTime { get; init; }

    /// <summary>Whether a data protection policy masks what is read (GetDataProtectionPolicy, or the asterisks it leaves); <see langword="null"/> where that is not known.</summary>
    public bool? IsMasked { get; init; }
}
