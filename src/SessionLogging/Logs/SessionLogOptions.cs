namespace SessionLogging.Logs;

/// <summary>How a log is read.</summary>
public sealed record SessionLogOptions
{
    /// <summary>The columns of the session's window, 2 to 1,000; <see langword="null"/>: worked out, else 100.</summary>
    public int? Width { get; init; }

    /// <summary>The rows of the session's window, 2 to 1,000; <see langword="null"/>: worked out, else 40.</summary>
    public int? Height { get; init; }

    /// <summary>Whether the last frames of full-screen programs are given, too.</summary>
    public bool FullScreen { get; init; }

    /// <summary>Only so many lines from the end, 1 or more; <see langword="null"/>: all.</summary>
    public int? Tail { get; init; }

    /// <summary>Only so many lines from the beginning, 1 or more; <see langword="null"/>: all.</summary>
    public int? First { get; init; }

    /// <summary>Whether only the end of a log is there, so that its lines have no numbers.</summary>
    public bool IsEnd { get; init; }

    /// <summary>The session, where it is known otherwise: it stands on lines whose log does not say it. <see langword="null"/>: as the log's file is named.</summary>
    public string? SessionId { get; init; }
}
