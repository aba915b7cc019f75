namespace SessionLogging.Logs;

/// <summary>An event as the agent streams it, with the names that it has there.</summary>
public sealed record SessionLogEvent
{
    /// <summary>The version of the form: 1.0.</summary>
    public string? EventVersion { get; init; }

    /// <summary>When the agent uploaded it, in UTC.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>The session's Region.</summary>
    public string? AwsRegion { get; init; }

    /// <summary>The managed node.</summary>
    public string? Target { get; init; }

    /// <summary>The ARN of who started the session.</summary>
    public string? UserIdentity { get; init; }

    /// <summary>The user on the node.</summary>
    public string? RunAsUser { get; init; }

    /// <summary>The session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The entries: mostly lines, as they stand in the event and not decoded. Escape sequences may be in them.</summary>
    public IReadOnlyList<string> SessionData { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>Where it was read: the path of a file, or <c>LOGGROUP:LOGSTREAM</c>.</summary>
    public string Source { get; init; } = "";
}
