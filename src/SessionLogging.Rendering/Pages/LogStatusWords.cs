using SessionLogging.Rendering.Charts;

namespace SessionLogging.Rendering.Pages;

/// <summary>What a log status is called on the page, what it means there, and its colour.</summary>
internal sealed record LogStatusWords(LogStatus Status, string Name, string Meaning, ChartInk Ink)
{
    internal static IReadOnlyList<LogStatusWords> All { get; } =
    [
        new(LogStatus.Found, "Found", "Evidence: the log was looked for and is there.", ChartInk.Found),
        new(LogStatus.Pending, "Pending", "The session runs or has just ended; the log may still come.", ChartInk.Pending),
        new(LogStatus.Expected, "Expected", "By the preferences the log should be there; nobody looked.", ChartInk.Expected),
        new(LogStatus.Unknown, "Unknown", "It cannot be told.", ChartInk.Unknown),
        new(LogStatus.Empty, "Empty", "What was found is no log: zero bytes, or the agent's word that it could make none.", ChartInk.Empty),
        new(LogStatus.Missing, "Missing", "The log was looked for and is not there.", ChartInk.Missing),
        new(LogStatus.NotLoggable, "Not loggable", "There was nothing to log.", ChartInk.NotLoggable),
        new(LogStatus.NotConfigured, "Not configured", "The preferences named no place for logs.", ChartInk.NotConfigured),
    ];

    /// <summary>The name of the class that colours it.</summary>
    public string Class => InkClass.Of(Ink);

    /// <summary>What a session is called whose log status was left out.</summary>
    internal const string NotWorkedOut = "Not worked out";

    internal static LogStatusWords Of(LogStatus? status) => All[(int)(status ?? LogStatus.Unknown)];

    /// <summary>
    /// What a row says beside the status: the reason where it cannot be told; where it is so and what it is elsewhere, if anything is configured there, where both are known of;
    /// else all that is said of it.
    /// </summary>
    internal static string BriefOf(SessionRecord session)
    {
        const string s3 = "S3", cloudWatch = "CloudWatch";
        return ShownText.Of((session.LogStatus, session.S3LogStatus, session.CloudWatchLogStatus) switch
        {
            (LogStatus.Unknown, _, _) when session.UnknownReason is { } reason => reason,
            (_, null, _) or (_, _, null) or (_, LogStatus.NotLoggable, LogStatus.NotLoggable) => session.LogDetail,
            var (_, one, other) when one == other => $"{s3} and {cloudWatch}",
            (var all, var one, LogStatus.NotConfigured) when one == all => s3,
            (var all, LogStatus.NotConfigured, var other) when other == all => cloudWatch,
            var (all, one, other) when one == all => $"{s3}; {cloudWatch} {InText(other)}",
            var (all, one, other) when other == all => $"{cloudWatch}; {s3} {InText(one)}",
            var (_, one, other) => $"{s3} {InText(one)}, {cloudWatch} {InText(other)}",
        });
    }

    private static string InText(LogStatus? status) => Of(status).Name.ToLowerInvariant();

    /// <summary>The name of a status, or that there is none.</summary>
    internal static string NameOf(LogStatus? status) => status is null ? NotWorkedOut : Of(status).Name;
}
