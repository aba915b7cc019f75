using System.Globalization;
using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Files;

/// <summary>A column of the CSV: the names and the order are those of the JSON lines.</summary>
internal sealed record CsvColumn(string Name, Func<SessionRecord, string?> Text)
{
    internal static IReadOnlyList<CsvColumn> All { get; } =
    [
        new(nameof(SessionRecord.AccountId), session => session.AccountId),
        new(nameof(SessionRecord.Region), session => session.Region),
        new(nameof(SessionRecord.SessionId), session => session.SessionId),
        new(nameof(SessionRecord.Owner), session => session.Owner),
        new(nameof(SessionRecord.UserName), session => session.UserName),
        new(nameof(SessionRecord.Target), session => session.Target),
        new(nameof(SessionRecord.TargetName), session => session.TargetName),
        new(nameof(SessionRecord.Platform), session => session.Platform),
        new(nameof(SessionRecord.Status), session => session.Status),
        new(nameof(SessionRecord.StartDate), session => Time(session.StartDate)),
        new(nameof(SessionRecord.EndDate), session => Time(session.EndDate)),
        new("DurationSeconds", session => Seconds(session.Duration)),
        new(nameof(SessionRecord.DocumentName), session => session.DocumentName),
        new(nameof(SessionRecord.SessionType), session => session.SessionType),
        new(nameof(SessionRecord.Reason), session => session.Reason),
        new(nameof(SessionRecord.AccessType), session => session.AccessType),
        new(nameof(SessionRecord.LogStatus), session => session.LogStatus?.ToString()),
        new(nameof(SessionRecord.LogDetail), session => session.LogDetail),
        new(nameof(SessionRecord.S3LogStatus), session => session.S3LogStatus?.ToString()),
        new(nameof(SessionRecord.S3Uri), session => session.S3Uri),
        new(nameof(SessionRecord.CloudWatchLogStatus), session => session.CloudWatchLogStatus?.ToString()),
        new(nameof(SessionRecord.LogGroupName), session => session.LogGroupName),
        new(nameof(SessionRecord.LogStreamName), session => session.LogStreamName),
        new(nameof(SessionRecord.UnknownReason), session => session.UnknownReason),
        new(nameof(SessionRecord.ObservedAt), session => Time(session.ObservedAt)),
        new(nameof(SessionRecord.RoleName), session => session.RoleName),
        new(nameof(SessionRecord.PermissionSet), session => session.PermissionSet),
    ];

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? Seconds(TimeSpan? duration) =>
        duration is { } known ? ((decimal)known.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture) : null;
}
