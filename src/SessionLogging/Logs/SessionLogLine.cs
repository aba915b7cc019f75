namespace SessionLogging.Logs;

/// <summary>A line of a session log, as a person saw it. What the log does not say is <see langword="null"/> and never filled in from elsewhere.</summary>
public sealed record SessionLogLine
{
    /// <summary>The account that the session was in: that of <see cref="Owner"/>, since StartSession names no other; only streamed events say it.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region that the session was in; only streamed events say it.</summary>
    public string? Region { get; init; }

    /// <summary>The session: as the log says it, else as its file is named.</summary>
    public string? SessionId { get; init; }

    /// <summary>The ARN of who started the session; only streamed events say it.</summary>
    public string? Owner { get; init; }

    /// <summary>The managed node: in streamed events, in the frame of the agent's replay, in the path of the copy on the node.</summary>
    public string? Target { get; init; }

    /// <summary>The user on the node; only streamed events say it.</summary>
    public string? RunAsUser { get; init; }

    /// <summary>When the agent uploaded the line, up to seconds after it was shown; only streamed events say it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The number of the line in its log, from 1; 0 where the log was read from its end, or is being written.</summary>
    public long LineNumber { get; init; }

    /// <summary>The line, without blanks at its end, control characters and characters that nobody sees.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where the log was read: the path of a file, <c>s3://BUCKET/KEY</c> or <c>LOGGROUP:LOGSTREAM</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>What there is to know of the line before it is taken as evidence.</summary>
    public LineMarks Marks { get; init; }

    /// <summary>The line's text.</summary>
    public override string ToString() => Text;
}
