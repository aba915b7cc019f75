namespace SessionLogging.Sessions.Logging;

/// <summary>Makes the report's records.</summary>
public static class SessionRecordBuilder
{
    /// <summary>The record of a session.</summary>
    /// <param name="session">The session as the service tells it.</param>
    /// <param name="accountId">The account, where it is known.</param>
    /// <param name="region">The Region's system name.</param>
    /// <param name="logs">What became of its log, or <see langword="null"/> where that was not worked out.</param>
    /// <param name="observedAt">When it was observed, by the service's clock.</param>
    /// <param name="run">The run of a report that it belongs to.</param>
    /// <param name="accountName">The account's name, where it is known.</param>
    public static SessionRecord From(
        Session session,
        string? accountId,
        string region,
        LogAssessment? logs,
        DateTimeOffset? observedAt = null,
        ReportRun? run = null,
        string? accountName = null) => new()
    {
        Run = run,
        AccountId = accountId,
        Region = region,
        SessionId = session.SessionId,
        Owner = session.Owner,
        UserName = OwnerName.Of(session.Owner),
        Target = session.Target,
        Status = session.Status,
        StartDate = session.StartDate?.ToUniversalTime(),
        EndDate = session.EndDate?.ToUniversalTime(),
        DocumentName = session.DocumentName,
        SessionType = logs?.SessionType,
        Reason = session.Reason,
        AccessType = session.AccessType,
        LogStatus = logs?.Status,
        LogDetail = logs?.Detail,
        UnknownReason = logs?.UnknownReason,
        S3LogStatus = logs?.S3.Status,
        S3Uri = logs?.S3.Place?.S3Uri,
        CloudWatchLogStatus = logs?.CloudWatch.Status,
        LogGroupName = logs?.CloudWatch.Place?.Container,
        LogStreamName = logs?.CloudWatch.Place?.Name,
        ObservedAt = observedAt,
        AccountName = accountName,
    };
}
