namespace SessionLogging.Actions;

/// <summary>A call about a session that CloudTrail tells EventBridge of. A session that ends by <c>exit</c> or time-out makes no call, so there is no event of its end.</summary>
public enum SessionEvent
{
    /// <summary>A session was started, or starting one was refused (StartSession).</summary>
    Start,

    /// <summary>A session was reconnected to (ResumeSession).</summary>
    Resume,

    /// <summary>Somebody ended a session by a call (TerminateSession).</summary>
    Terminate,
}

/// <summary>How a call about a session was answered.</summary>
public enum SessionOutcome
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
