using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>What became of a session when logs were saved.</summary>
public enum SaveOutcome : long
{
    /// <summary>Its log was read and lies in the archive.</summary>
    Saved,

    /// <summary>Its log lay in the archive already, whole and unchanged.</summary>
    Kept,

    /// <summary>It has no log that could be saved.</summary>
    NoLog,

    /// <summary>Whether it has one could not be seen, or it could not be read to its end.</summary>
    Failed,
}

/// <summary>A session in a manifest: one line.</summary>
public sealed record ArchivedSession
{
    /// <summary>The account; <see langword="null"/> where it is not known.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The session's id.</summary>
    public required string SessionId { get; init; }

    /// <summary>What became of it.</summary>
    public required SaveOutcome Outcome { get; init; }

    /// <summary>Why there is no log, or what failed.</summary>
    public string? Reason { get; init; }

    /// <summary>What the report said of the log, where it did.</summary>
    public LogStatus? LogStatus { get; init; }

    /// <summary>The log that was saved; <see langword="null"/> where none was.</summary>
    public ArchivedLog? Log { get; init; }

    /// <summary>The session's files, by their paths below the archive, with slashes.</summary>
    public IReadOnlyList<ArchivedFile> Files { get; init; } = [];
}

/// <summary>A log that was saved, and where it came from.</summary>
public sealed record ArchivedLog
{
    /// <summary>Where it lay: <c>s3://BUCKET/KEY</c>, or <c>LOGGROUP:LOGSTREAM</c>.</summary>
    public required string Place { get; init; }

    /// <summary><see cref="SessionLogOrigin.S3"/> or <see cref="SessionLogOrigin.CloudWatch"/>.</summary>
    public required SessionLogOrigin Origin { get; init; }

    /// <summary>What is known of it.</summary>
    public required StoredLogFacts Facts { get; init; }

    /// <summary>When it was read, in UTC.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Whether nothing more is to come: an object is written once, at the session's end; a stream is whole an hour after it.</summary>
    public required bool IsWhole { get; init; }
}

/// <summary>A file of an archive.</summary>
/// <param name="Path">Its path below the archive, with slashes.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Sha256">Their SHA-256, in lower case.</param>
public sealed record ArchivedFile(string Path, long Size, string Sha256);
