using SessionLogging.Text;

namespace SessionLogging.Actions;

/// <summary>A call about a session that CloudTrail tells EventBridge of. A session that ends by <c>exit</c> or time-out makes no call, so there is no event of its end.</summary>
public enum SessionEvent : long
{
    /// <summary>A session was started, or starting one was refused (StartSession).</summary>
    Start,

    /// <summary>A session was reconnected to (ResumeSession).</summary>
    Resume,

    /// <summary>Somebody ended a session by a call (TerminateSession).</summary>
    Terminate,
}

/// <summary>How a call about a session was answered.</summary>
public enum SessionOutcome : long
{
    /// <summary>The call did what it says: the event carries no <c>errorCode</c>.</summary>
    Succeeded,

    /// <summary>The caller lacked a right: <c>errorCode</c> begins <c>AccessDenied</c>.</summary>
    Denied,
}

/// <summary>The API's names of the events.</summary>
internal static class SessionEvents
{
    internal static readonly IReadOnlyList<SessionEvent> All = [SessionEvent.Start, SessionEvent.Resume, SessionEvent.Terminate];

    /// <summary>The operation that makes the event.</summary>
    internal static string Operation(this SessionEvent sessionEvent) => sessionEvent + "Session";

    /// <summary>The event that an operation makes, or <see langword="null"/>.</summary>
    internal static SessionEvent? Named(string operation)
    {
        foreach (var one in All)
        {
            if (one.Operation() == operation)
            {
                return one;
            }
        }

        return null;
    }
}

/// <summary>Which session events an action is for. What is left empty narrows nothing.</summary>
public sealed record SessionEventFilter
{
    private readonly IReadOnlyList<SessionEvent> _events = SessionEvents.All;
    private readonly IReadOnlyList<string> _userArns = [];

    /// <summary>The kinds of events, without repetition and in the order of the enumeration.</summary>
    public IReadOnlyList<SessionEvent> Events
    {
        get => _events;
        init => _events = value.Count == 0 ? SessionEvents.All : [.. value.Distinct().OrderBy(one => one)];
    }

    /// <summary>ARNs of those who make the call, as CloudTrail writes them. One that ends in <c>/</c> stands for everything that begins so: the sessions of a role are <c>arn:aws:sts::111122223333:assumed-role/ROLE/</c>. A <c>*</c> after the last slash is taken off.</summary>
    public IReadOnlyList<string> UserArns
    {
        get => _userArns;
        init => _userArns = [.. value.Select(arn => arn.EndsWith("/*", StringComparison.Ordinal) ? arn.Substring(0, arn.Length - 1) : arn)];
    }

    /// <summary>Targets of started sessions, for example <c>i-02573cafcfEXAMPLE</c>. Only <see cref="SessionEvent.Start"/> carries one.</summary>
    public IReadOnlyList<string> SessionTargets { get; init; } = [];

    /// <summary>Session documents of started sessions. The account's preferences stand also for a session that names no document. Only <see cref="SessionEvent.Start"/> carries one.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>How the call was answered; <see langword="null"/>: in whatever way, other failures included.</summary>
    public SessionOutcome? Outcome { get; init; }

    /// <summary>Refuses a filter that no rule can be made of, or whose rule would never match.</summary>
    /// <exception cref="SessionActionException">A rule is broken; nothing was asked of AWS.</exception>
    public void Require()
    {
        if ((SessionTargets.Count > 0 || Documents.Count > 0) && (Events.Count != 1 || Events[0] is not SessionEvent.Start))
        {
            throw SessionActionException.Invalid(
                "NarrowingNeedsStart",
                "Only events of StartSession carry the target and the document, and other events are asked for too.",
                "Give -Event Start, or leave -Target and -DocumentName out.");
        }

        foreach (var arn in UserArns)
        {
            RequireUser(arn);
        }

        foreach (var text in SessionTargets.Concat(Documents))
        {
            if (text.Length == 0 || text.Any(char.IsControl) || text.Contains('*'))
            {
                throw SessionActionException.Invalid(
                    "NarrowingText",
                    $"Targets and documents are matched whole, so {Unicode.Quote(text)} would never match.",
                    "Give them as StartSession takes them, without wildcards.");
            }
        }
    }

    private static void RequireUser(string text)
    {
        var arn = Arn.Parse(text);
        if (arn is null || arn.Service is not ("iam" or "sts") || text.Any(char.IsControl) || text.Contains('*'))
        {
            throw SessionActionException.Invalid(
                "UserArnShape",
                $"{Unicode.Quote(text)} is not the ARN of a user or of a role's sessions.",
                "Give a user's ARN, or for the sessions of a role arn:aws:sts::ACCOUNT:assumed-role/ROLE/.");
        }

        if (arn.Service == "iam" && arn.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            throw SessionActionException.Invalid(
                "UserArnIsRole",
                $"Nobody calls as the role {Unicode.Quote(text)} itself: its sessions do, under ARNs of their own.",
                $"Give 'arn:{arn.Partition}:sts::{arn.AccountId}:assumed-role/{arn.LastName}/'.");
        }
    }
}
