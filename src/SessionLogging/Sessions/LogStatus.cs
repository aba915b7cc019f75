namespace SessionLogging.Sessions;

/// <summary>What became of a session's log, best first: the status of a session is the best of its destinations'.</summary>
public enum LogStatus : long
{
    /// <summary>It was looked at and is there.</summary>
    Found,

    /// <summary>The session runs, or ended so recently that the log may still come.</summary>
    Pending,

    /// <summary>By the preferences that applied it should be there; nobody looked.</summary>
    Expected,

    /// <summary>It cannot be told; the detail says why.</summary>
    Unknown,

    /// <summary>It was looked at, and what lies there is no log: zero bytes, or nothing but the agent's word that it could not make one.</summary>
    Empty,

    /// <summary>It was looked for where it should be and is not there.</summary>
    Missing,

    /// <summary>Sessions of this kind are never logged, or there was nothing to log.</summary>
    NotLoggable,

    /// <summary>The preferences that applied named no such destination.</summary>
    NotConfigured,
}

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
