using SessionLogging.Preferences.Document;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;
using SessionLogging.Text;

namespace SessionLogging.Logs.Sources;

/// <summary>Why a session's log may not be there, as far as the session and its preferences tell.</summary>
internal sealed class AbsentLog(SessionRecord session, SessionLogOrigin origin, LogAssessment? assessment, DateTimeOffset now)
{
    /// <summary>How long an agent keeps its copy by default (<c>SessionLogsRetentionDurationHours</c>, 336).</summary>
    private static readonly TimeSpan KeptOnNode = TimeSpan.FromDays(14);

    private bool IsOfNode => session.Target is { } target && (target.StartsWith("i-", StringComparison.Ordinal) || target.StartsWith("mi-", StringComparison.Ordinal));

    private (LogStatus? Status, string? Detail) S3 => assessment is null ? (session.S3LogStatus, null) : (assessment.S3.Status, assessment.S3.Detail);

    private (LogStatus? Status, string? Detail) CloudWatch =>
        assessment is null ? (session.CloudWatchLogStatus, null) : (assessment.CloudWatch.Status, assessment.CloudWatch.Detail);

    private IEnumerable<(LogStatus? Status, string? Detail)> Asked => origin switch
    {
        SessionLogOrigin.S3 => [S3],
        SessionLogOrigin.CloudWatch => [CloudWatch],
        _ => [S3, CloudWatch],
    };

    private bool NeverWas => Asked.All(it => it.Status is LogStatus.NotLoggable or LogStatus.NotConfigured);

    /// <summary>The reasons, in sentences.</summary>
    internal IEnumerable<string> Reasons()
    {
        if (NeverWas || Asked.Any(it => it.Status is LogStatus.Unknown))
        {
            return Details();
        }

        return !LogPlaces.HasEnded(session) ? ["The session runs: a log that is not streamed is uploaded when it ends, and a stream begins with the first output."]
            : session.EndDate is { } end && now - end < SessionRecord.UploadTime ? [$"The session ended on {Wording.Instant(end)}, less than an hour ago: its log may still come."]
            : ["A node that stopped or lost its network before the session's end uploads nothing."];
    }

    /// <summary>What can be done about it.</summary>
    internal string? Advice()
    {
        if (NeverWas)
        {
            return Asked.Any(it => it.Status is LogStatus.NotConfigured) ? "Logs of later sessions are kept once Set-SsmS3Logging or Enable-SsmCloudWatchStreaming has turned logging on." : null;
        }

        if (!IsOfNode || session.EndDate is not { } end)
        {
            return null;
        }

        var copy = $"/var/lib/amazon/ssm/{session.Target}/session/orchestration/{session.SessionId}/{PreferenceDocument.StandardStream}/ipcTempFile.log";
        return now - end < KeptOnNode
            ? $"By the agent's default a copy lies on the node until about {Wording.Instant(end + KeptOnNode)}, if the node still exists: {copy}"
            : "By the agent's default a copy lay on the node for about 14 days, which have passed.";
    }

    private List<string> Details()
    {
        var details = Asked.Select(it => it.Detail).OfType<string>().Distinct().ToList();
        return details.Count > 0 ? details : session.LogDetail is { } said ? [said] : [];
    }
}
