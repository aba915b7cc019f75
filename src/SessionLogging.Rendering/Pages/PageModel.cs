using SessionLogging.Rendering.Charts;

namespace SessionLogging.Rendering.Pages;

/// <summary>Everything that the page's template shows.</summary>
internal sealed class PageModel
{
    public required string Title { get; init; }

    /// <summary>When the page was written, and by what.</summary>
    public required string Written { get; init; }

    public required string Zone { get; init; }

    /// <summary>What a browser may run and apply: this page's own script and style, by their hashes.</summary>
    public required string Policy { get; init; }

    public required string Style { get; init; }

    public required string Script { get; init; }

    public required CoverageSection Coverage { get; init; }

    public required IReadOnlyList<Figure> Headline { get; init; }

    public required IReadOnlyList<Figure> Logs { get; init; }

    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>How many sessions, as a figure.</summary>
    public required string Count { get; init; }

    /// <summary>The newest sessions, for paper and for readers without script.</summary>
    public required IReadOnlyList<SessionRow> Rows { get; init; }

    /// <summary>How many rows that is at most, as a figure.</summary>
    public required string MostRows { get; init; }

    /// <summary>Whether there are more sessions than rows.</summary>
    public required bool HasMore { get; init; }
}

/// <summary>A figure in large type.</summary>
/// <param name="Id">What finds it on the page.</param>
/// <param name="Name">What it counts.</param>
/// <param name="Value">The figure.</param>
/// <param name="Note">What it does not say by itself.</param>
/// <param name="Class">The class that colours it, or nothing.</param>
internal sealed record Figure(string Id, string Name, string Value, string Note, string Class = "");

/// <summary>A session's row as it stands in the page before any script runs, and where none does.</summary>
/// <param name="Started">When, in the page's time zone.</param>
/// <param name="Person">Who.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Target">Where: the name, else the id.</param>
/// <param name="TargetId">The id, where there is a name.</param>
/// <param name="Place">The account, its name and the Region, where there are several.</param>
/// <param name="Document">The Session document, in parts between which a line may end.</param>
/// <param name="Lasted">How long.</param>
/// <param name="Status">The session's status.</param>
/// <param name="Log">What became of the log.</param>
/// <param name="LogClass">The class that colours it.</param>
/// <param name="LogBrief">Why, in a few words.</param>
/// <param name="Reason">Why it was started.</param>
internal sealed record SessionRow(
    string Started,
    string Person,
    string Session,
    string Target,
    string TargetId,
    string Place,
    IReadOnlyList<string> Document,
    string Lasted,
    string Status,
    string Log,
    string LogClass,
    string LogBrief,
    string Reason)
{
    // Words that stand together without a space, as in AWS-StartPortForwardingSession.
    private static readonly Regex InnerWord = new("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Whether the session's id begins with who it was, so that paper need not say it twice.</summary>
    public bool IsPersonInId => Session.StartsWith(Person, StringComparison.Ordinal);

    internal static SessionRow Of(SessionRecord session, PageTime time, bool tellsAccount, bool tellsRegion)
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
            ShownText.Of($"{(tellsAccount ? $"{session.AccountId} {session.AccountName}".Trim() : "")} {(tellsRegion ? session.Region : "")}".Trim()),
            InnerWord.Split(ShownText.Of(session.DocumentName)),
            PageTime.Text(session.GetDuration()),
            ShownText.Of(session.Status),
            log.Name,
            log.Class,
            LogStatusWords.BriefOf(session),
            ShownText.Of(session.Reason));
    }
}
