using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>What is to be saved where, and how.</summary>
public sealed record SaveOptions
{
    /// <summary>How many logs are read at once where none is said.</summary>
    public const int UsualThrottleLimit = 64;

    /// <summary>The archive's folder, as a full path. It is made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Where in it a session lies.</summary>
    public ArchiveLayout Layout { get; init; } = ArchiveLayout.Parse(ArchiveLayout.Usual);

    /// <summary>Which of a session's logs.</summary>
    public SessionLogOrigin Origin { get; init; }

    /// <summary>How many logs are read at once, 1 or more; fewer while AWS throttles.</summary>
    public int ThrottleLimit { get; init; } = UsualThrottleLimit;

    /// <summary>Who saves: asked at the end, when it is known which accounts were asked.</summary>
    public required Func<CancellationToken, Task<SaveCircumstances>> Circumstances { get; init; }

    /// <summary>Finds the document that applied to a session; may answer with nothing.</summary>
    public Func<SessionRecord, CancellationToken, Task<AppliedDocument?>>? DocumentOf { get; init; }

    /// <summary>Signs the manifest; <see langword="null"/>: it is not signed.</summary>
    public IManifestSigner? Signer { get; init; }
}

/// <summary>Hears how saving goes. May be called from any thread.</summary>
public interface ISaveListener
{
    /// <summary>A session's log could not be seen or read; the others are.</summary>
    /// <param name="session">The session.</param>
    /// <param name="failure">Why.</param>
    void OnFailure(SessionRecord session, SessionLoggingException failure);

    /// <summary>Something was saved or read.</summary>
    /// <param name="progress">How far it is.</param>
    void OnProgress(SaveProgress progress);
}

/// <summary>How far saving is.</summary>
/// <param name="Sessions">The sessions given so far.</param>
/// <param name="Done">Those of them that are done.</param>
/// <param name="Bytes">The bytes of logs that were read.</param>
public sealed record SaveProgress(long Sessions, long Done, long Bytes);

/// <summary>What a save has added to an archive.</summary>
public sealed record SessionLogSave
{
    /// <summary>The archive's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The manifest's name.</summary>
    public required string Manifest { get; init; }

    /// <summary>The manifest's SHA-256. Kept elsewhere, it proves later that this save and all before it are unchanged.</summary>
    public required string ManifestHash { get; init; }

    /// <summary>The sessions that were given, each once.</summary>
    public required long Sessions { get; init; }

    /// <summary>Logs that were read and saved.</summary>
    public required long Saved { get; init; }

    /// <summary>Logs that lay in the archive already, whole and unchanged.</summary>
    public required long Kept { get; init; }

    /// <summary>Sessions without a log that could be saved; the manifest says why.</summary>
    public required long WithoutLog { get; init; }

    /// <summary>Sessions whose log could not be seen or read; each was an error.</summary>
    public required long Failed { get; init; }

    /// <summary>The bytes of the logs that were read.</summary>
    public required long Bytes { get; init; }

    /// <summary>The file with the manifest's signature; <see langword="null"/> where it was not signed.</summary>
    public string? Signature { get; init; }

    /// <summary>The certificate's subject, or the key's ARN.</summary>
    public string? SignedBy { get; init; }

    /// <summary>When a time stamp server vouches that the signature was there, in UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
