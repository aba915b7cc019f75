namespace SessionLogging.Logs;

/// <summary>A whole session log, with what its frame says.</summary>
public sealed record SessionTranscript
{
    /// <summary>Where the log was read: the path of a file, <c>s3://BUCKET/KEY</c> or <c>LOGGROUP:LOGSTREAM</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The form that the log was kept in.</summary>
    public SessionLogForm Form { get; init; }

    /// <summary>Why there is no log, where it is empty.</summary>
    public string? EmptyReason { get; init; }

    /// <summary>The account that the session was in; only streamed events say it.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region that the session was in; only streamed events say it.</summary>
    public string? Region { get; init; }

    /// <summary>The session, where the log or its file's name says it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The ARN of who started the session; only streamed events say it.</summary>
    public string? Owner { get; init; }

    /// <summary>The managed node, where the log or its file's path says it.</summary>
    public string? Target { get; init; }

    /// <summary>What the header says, by its own labels and in its order.</summary>
    public IReadOnlyDictionary<string, string> Header { get; init; } = new PlainTexts<string>([]);

    /// <summary>The time of the frame's beginning, as the node wrote it. Of a replay it is the session's end and not its start: see <see cref="IsReplay"/>.</summary>
    public string? Start { get; init; }

    /// <summary>The time of the frame's end, as the node wrote it.</summary>
    public string? End { get; init; }

    /// <summary>Whether <see cref="Start"/> and <see cref="End"/> are of the agent's replay at the session's end, and not of the session.</summary>
    public bool IsReplay { get; init; }

    /// <summary>The columns of the window: given, worked out, or 100.</summary>
    public int Width { get; init; } = TerminalSize.Usual.Columns;

    /// <summary>The rows of the window: given, worked out, or 40.</summary>
    public int Height { get; init; } = TerminalSize.Usual.Rows;

    /// <summary>Whether the log says that it is whole.</summary>
    public EndMarker EndMarker { get; init; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<SessionLogLine> Lines { get; init => field = new PlainList<SessionLogLine>(value); } = new PlainList<SessionLogLine>([]);
}
