namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>What becomes of one call on its way to the service and back.</summary>
public enum CallFault
{
    None,

    /// <summary>The request never arrives, and no answer comes.</summary>
    LostRequest,

    /// <summary>The request has its effect, and no answer comes.</summary>
    LostAnswer,

    /// <summary>No answer comes, and the request arrives some time later.</summary>
    LateRequest,

    /// <summary>The request arrives, is sent again below the port a while later, and the second answer is what comes back.</summary>
    Resent,

    /// <summary>The service asks to slow down.</summary>
    Throttled,

    /// <summary>The request has its effect, its answer is lost, and when it is sent again the service asks to slow down.</summary>
    ResentAndThrottled,

    /// <summary>A right is missing.</summary>
    Denied,

    /// <summary>The request has its effect, its answer is lost, and when it is sent again the credentials have expired.</summary>
    ResentAndDenied,

    /// <summary>The writer dies before the request leaves.</summary>
    CrashBefore,

    /// <summary>The writer dies, and the request has its effect.</summary>
    CrashAfter,
}
