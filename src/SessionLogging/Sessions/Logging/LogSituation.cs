namespace SessionLogging.Sessions.Logging;

/// <summary>Everything that decides what is said of a session's log before anybody looks.</summary>
internal sealed record LogSituation
{
    /// <summary>The session.</summary>
    internal required Session Session { get; init; }

    /// <summary>The instant that it is judged at.</summary>
    internal required DateTimeOffset Now { get; init; }

    /// <summary>What decides about its logging.</summary>
    internal required LoggedBy LoggedBy { get; init; }

    /// <summary>The session's type, where it is known.</summary>
    internal required string? SessionType { get; init; }

    /// <summary>Every configuration that can have applied, as far as is known, each once.</summary>
    internal required IReadOnlyList<LoggingConfiguration> Configurations { get; init; }

    /// <summary>Why another configuration can have applied too; <see langword="null"/> where none can.</summary>
    internal required string? Doubt { get; init; }
}

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

/// <summary>What became of a session's log in both destinations.</summary>
public sealed record LogAssessment
{
    /// <summary>The session.</summary>
    public required Session Session { get; init; }

    /// <summary><c>Standard_Stream</c>, <c>InteractiveCommands</c>, <c>NonInteractiveCommands</c>, <c>Port</c>; <see langword="null"/> where it is not known.</summary>
    public required string? SessionType { get; init; }

    /// <summary>What became of it in S3.</summary>
    public required LogVerdict S3 { get; init; }

    /// <summary>What became of it in CloudWatch Logs.</summary>
    public required LogVerdict CloudWatch { get; init; }

    /// <summary>The best of both, in the order of <see cref="LogStatus"/>.</summary>
    public LogStatus Status => S3.Status < CloudWatch.Status ? S3.Status : CloudWatch.Status;

    /// <summary>Why the status is unknown, without what belongs to this session alone, of both destinations; <see langword="null"/> where it is known.</summary>
    public string? UnknownReason => Status is not LogStatus.Unknown ? null
        : string.Join(" ", new[] { S3, CloudWatch }.Where(verdict => verdict.Status is LogStatus.Unknown).Select(verdict => verdict.UnknownReason).Distinct());

    /// <summary>Why, in words: of both destinations, once where they say the same.</summary>
    public string Detail => S3.Detail == CloudWatch.Detail ? S3.Detail : $"S3: {S3.Detail} CloudWatch: {CloudWatch.Detail}";
}

/// <summary>What became of a session's log in one destination.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Detail">Why, in one or more sentences.</param>
public sealed record LogVerdict(LogStatus Status, string Detail)
{
    /// <summary>Where the log is or should be; <see langword="null"/> where that is not known, or where there should be none.</summary>
    public LogPlace? Place { get; init; }

    /// <summary>Why it cannot be told, without what belongs to this session alone; <see langword="null"/> where it can.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>Every place where it can be, as far as is known: what a look has to look at.</summary>
    internal IReadOnlyList<LogPlace> Candidates { get; init; } = [];
}
