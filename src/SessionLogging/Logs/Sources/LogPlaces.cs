using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Logs.Sources;

/// <summary>A place where a log is looked for.</summary>
internal sealed record SourcePlace(SessionLogOrigin Origin, LogPlace Place)
{
    /// <summary>The place as people read it.</summary>
    internal string Text => Origin is SessionLogOrigin.S3 ? Place.S3Uri : $"{Place.Container}:{Place.Name}";
}

/// <summary>Where a session's log can be, in the order in which it is looked for.</summary>
/// <param name="Known">The places that the session's record names.</param>
/// <param name="AreAll">Whether there can be no other.</param>
internal sealed record LogPlaces(IReadOnlyList<SourcePlace> Known, bool AreAll)
{
    private const string Scheme = "s3://";

    /// <summary>What a record says.</summary>
    internal static LogPlaces Of(SessionRecord session, SessionLogOrigin origin)
    {
        var s3 = InS3(session) is { } inS3 ? new[] { inS3 } : [];
        var cloudWatch = session is { LogGroupName: { Length: > 0 } group, LogStreamName: { Length: > 0 } stream } ? new[] { new LogPlace(group, stream) } : [];
        return new LogPlaces(
            Ordered(session, origin, s3, cloudWatch),
            (origin is SessionLogOrigin.CloudWatch || IsTold(session.S3LogStatus)) && (origin is SessionLogOrigin.S3 || IsTold(session.CloudWatchLogStatus)));
    }

    /// <summary>What was worked out.</summary>
    internal static IReadOnlyList<SourcePlace> Of(SessionRecord session, LogAssessment assessment, SessionLogOrigin origin) =>
        Ordered(session, origin, assessment.S3.Candidates, assessment.CloudWatch.Candidates);

    /// <summary>Whether a session has ended, as far as its record knows.</summary>
    internal static bool HasEnded(SessionRecord session) => session.EndDate is not null || session.Status is "Terminated" or "Failed";

    /// <summary>The session as the service told it.</summary>
    internal static Session SessionOf(SessionRecord record) => new()
    {
        SessionId = record.SessionId,
        Target = record.Target,
        Status = record.Status,
        StartDate = record.StartDate,
        EndDate = record.EndDate,
        DocumentName = record.DocumentName,
        Owner = record.Owner,
        Reason = record.Reason,
        AccessType = record.AccessType,
    };

    // An upload comes when a session has ended; a stream is there while it runs.
    private static IReadOnlyList<SourcePlace> Ordered(
        SessionRecord session, SessionLogOrigin origin, IEnumerable<LogPlace> s3, IEnumerable<LogPlace> cloudWatch)
    {
        var inS3 = origin is SessionLogOrigin.CloudWatch ? [] : s3.Select(place => new SourcePlace(SessionLogOrigin.S3, place));
        var inCloudWatch = origin is SessionLogOrigin.S3 ? [] : cloudWatch.Select(place => new SourcePlace(SessionLogOrigin.CloudWatch, place));
        return [.. HasEnded(session) || session.S3LogStatus is LogStatus.Found ? inS3.Concat(inCloudWatch) : inCloudWatch.Concat(inS3)];
    }

    private static LogPlace? InS3(SessionRecord session)
    {
        if (session.S3Uri is not { } uri || !uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = uri.Substring(Scheme.Length).Split(['/'], 2);
        return parts is [{ Length: > 0 } bucket, { Length: > 0 } key] ? new LogPlace(bucket, key) : null;
    }

    private static bool IsTold(LogStatus? status) => status is not (null or LogStatus.Unknown);
}
