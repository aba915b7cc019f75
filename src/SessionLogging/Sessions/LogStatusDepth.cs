namespace SessionLogging.Sessions;

/// <summary>How far a report goes to say what became of a session's log.</summary>
public enum LogStatusDepth
{
    /// <summary>It is worked out from the Session documents, without looking at a log.</summary>
    WorkedOut,

    /// <summary>The logs are looked for, once every session of the account and Region is read.</summary>
    LookedFor,

    /// <summary>It is left out, with the calls for it.</summary>
    LeftOut,
}
