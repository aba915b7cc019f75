namespace SessionLogging.Sessions;

/// <summary>One session of the report, and what became of its log.</summary>
public sealed record SessionRecord
{
    /// <summary>The account; <see langword="null"/> where STS could not be reached.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The session's id.</summary>
    public required string SessionId { get; init; }

    /// <summary>The ARN of the IAM identity that started it.</summary>
    public string? Owner { get; init; }

    /// <summary>The name of the IAM user, of the role session, of the single sign-on user, or <c>root</c>, from <see cref="Owner"/>.</summary>
    public string? UserName { get; init; }

    /// <summary>The node, or what else the session went to.</summary>
    public string? Target { get; init; }

    /// <summary>The node's name, where it was asked for.</summary>
    public string? TargetName { get; init; }

    /// <summary>The node's platform, where it was asked for.</summary>
    public string? Platform { get; init; }

    /// <summary>The session's status, in the service's words.</summary>
    public string? Status { get; init; }

    /// <summary>When it started, in UTC.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>When it ended, in UTC; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>How long it lasted; <see langword="null"/> while it runs.</summary>
    public TimeSpan? Duration => EndDate - StartDate;

    /// <summary>The Session document that it used.</summary>
    public string? DocumentName { get; init; }

    /// <summary><c>Standard_Stream</c>, <c>InteractiveCommands</c>, <c>NonInteractiveCommands</c>, <c>Port</c>; <see langword="null"/> where it is not known.</summary>
    public string? SessionType { get; init; }

    /// <summary>Why it was started, in the words of its owner: data, never to be run or rendered.</summary>
    public string? Reason { get; init; }

    /// <summary><c>Standard</c> or <c>JustInTime</c>.</summary>
    public string? AccessType { get; init; }

    /// <summary>The best of the two destinations' statuses; <see langword="null"/> where it was not worked out.</summary>
    public LogStatus? LogStatus { get; init; }

    /// <summary>Why, in words.</summary>
    public string? LogDetail { get; init; }

    /// <summary>What became of the log in S3.</summary>
    public LogStatus? S3LogStatus { get; init; }

    /// <summary>Where the log is, or should be: <c>s3://bucket/key</c>.</summary>
    public string? S3Uri { get; init; }

    /// <summary>What became of the log in CloudWatch Logs.</summary>
    public LogStatus? CloudWatchLogStatus { get; init; }

    /// <summary>The log group where it is, or should be.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The log stream where it is, or should be: the session's id.</summary>
    public string? LogStreamName { get; init; }

    // Nothing was worked out; it was worked out; somebody looked.
    private int LogKnowledge => LogStatus is null ? 0
        : new[] { LogStatus, S3LogStatus, CloudWatchLogStatus }.Any(status => status is Sessions.LogStatus.Found or Sessions.LogStatus.Missing) ? 2
        : 1;

    /// <summary>This record, with what an older one of the same session says of the log where that rests on more: on looking, and not only on preferences.</summary>
    /// <remarks>A later report that does not look must not take away what a look has shown.</remarks>
    public SessionRecord KeepingLogOf(SessionRecord older) => older.LogKnowledge <= LogKnowledge ? this : this with
    {
        SessionType = older.SessionType ?? SessionType,
        LogStatus = older.LogStatus,
        LogDetail = older.LogDetail,
        S3LogStatus = older.S3LogStatus,
        S3Uri = older.S3Uri,
        CloudWatchLogStatus = older.CloudWatchLogStatus,
        LogGroupName = older.LogGroupName,
        LogStreamName = older.LogStreamName,
    };

    /// <summary>The run of a report that gave it.</summary>
    internal ReportRun? Run { get; init; }
}
