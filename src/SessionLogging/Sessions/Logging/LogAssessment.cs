using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

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
