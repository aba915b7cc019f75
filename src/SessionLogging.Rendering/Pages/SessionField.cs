using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Pages;

/// <summary>A text of a session that the page holds: searched, and shown among its details.</summary>
/// <param name="Name">What the page's script calls it.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Text">The text.</param>
internal sealed record SessionField(string Name, string Label, Func<SessionRecord, string?> Text)
{
    internal static IReadOnlyList<SessionField> All { get; } =
    [
        new("session", "Session", session => session.SessionId),
        new("account", "Account", session => session.AccountId),
        new("region", "Region", session => session.Region),
        new("person", "Person", session => session.UserName),
        new("owner", "Identity", session => session.Owner),
        new("target", "Target", session => session.Target),
        new("targetName", "Target's name", session => session.TargetName),
        new("platform", "Platform", session => session.Platform),
        new("status", "Status", session => session.Status),
        new("document", "Document", session => session.DocumentName),
        new("type", "Type", session => session.SessionType),
        new("access", "Access", session => session.AccessType),
        new("reason", "Reason", session => session.Reason),
        new("log", "Log", session => LogStatusWords.NameOf(session.LogStatus)),
        new("logDetail", "Why", session => session.LogDetail),
        new("observed", "Observed", session => session.ObservedAt is { } observed ? PageTime.Utc(observed) : null),
        new("s3", "Log in S3", session => NameOf(session.S3LogStatus)),
        new("s3Uri", "Place in S3", session => session.S3Uri),
        new("cloudWatch", "Log in CloudWatch Logs", session => NameOf(session.CloudWatchLogStatus)),
        new("logGroup", "Log group", session => session.LogGroupName),
        new("logStream", "Log stream", session => session.LogStreamName),
    ];

    private static string? NameOf(LogStatus? status) => status is { } known ? LogStatusWords.Of(known).Name : null;
}
