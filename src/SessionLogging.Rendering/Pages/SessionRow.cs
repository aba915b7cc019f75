using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Pages;

/// <summary>A session's row as it stands in the page before any script runs, and where none does.</summary>
/// <param name="Started">When, in the page's time zone.</param>
/// <param name="Person">Who.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Target">Where: the name, else the id.</param>
/// <param name="TargetId">The id, where there is a name.</param>
/// <param name="Document">The Session document.</param>
/// <param name="Lasted">How long.</param>
/// <param name="Status">The session's status.</param>
/// <param name="Log">What became of the log.</param>
/// <param name="LogClass">The class that colours it.</param>
/// <param name="LogDetail">Why.</param>
/// <param name="Reason">Why it was started.</param>
internal sealed record SessionRow(
    string Started,
    string Person,
    string Session,
    string Target,
    string TargetId,
    string Document,
    string Lasted,
    string Status,
    string Log,
    string LogClass,
    string LogDetail,
    string Reason)
{
    internal static SessionRow Of(SessionRecord session, PageTime time)
    {
        var target = ShownText.Of(session.Target);
        var name = ShownText.Of(session.TargetName);
        var log = LogStatusWords.Of(session.LogStatus);
        return new SessionRow(
            time.Text(session.StartDate),
            ShownText.Of(session.UserName ?? session.Owner),
            ShownText.Of(session.SessionId),
            name.Length > 0 ? name : target,
            name.Length > 0 ? target : "",
            ShownText.Of(session.DocumentName),
            PageTime.Text(session.Duration),
            ShownText.Of(session.Status),
            log.Name,
            log.Class,
            ShownText.Of(session.LogDetail),
            ShownText.Of(session.Reason));
    }
}
