namespace SessionLogging.Logs;

/// <summary>In which form a session log was kept.</summary>
public enum SessionLogForm : long
{
    /// <summary>Terminal output without a frame: the copy on the node, or what another program kept.</summary>
    TerminalOutput,

    /// <summary>Terminal output replayed through <c>script</c> at the session's end (agents for Linux and macOS).</summary>
    Script,

    /// <summary>Terminal output of a <c>script</c> that ran while the session did (agents before about 2.3.978).</summary>
    LiveScript,

    /// <summary>A transcript of Windows PowerShell.</summary>
    WindowsTranscript,

    /// <summary>Events as the agent streams them to CloudWatch Logs.</summary>
    StreamedEvents,

    /// <summary>No log: nothing at all, or the agent's word that it could not make one.</summary>
    Empty,
}

/// <summary>Whether a log says that it is whole.</summary>
public enum EndMarker : long
{
    /// <summary>The form has no end marker: what is missing at the end cannot be seen.</summary>
    Unknown,

    /// <summary>Its last line is there.</summary>
    EndMarkerSeen,

    /// <summary>It began with a frame, and the frame's end is missing: the log was cut.</summary>
    Cut,
}
