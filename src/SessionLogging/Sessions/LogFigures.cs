namespace SessionLogging.Sessions;

/// <summary>How many sessions have each log status in one destination. They add up to the sessions.</summary>
public sealed record LogFigures
{
    /// <summary>Sessions whose log was seen.</summary>
    public required long Found { get; init; }

    /// <summary>Sessions whose log may still come.</summary>
    public required long Pending { get; init; }

    /// <summary>Sessions whose log should be there; nobody looked.</summary>
    public required long Expected { get; init; }

    /// <summary>Sessions of which it cannot be told, or was not worked out.</summary>
    public required long Unknown { get; init; }

    /// <summary>Sessions where what was found is no log.</summary>
    public required long Empty { get; init; }

    /// <summary>Sessions whose log was looked for and is not there.</summary>
    public required long Missing { get; init; }

    /// <summary>Sessions with nothing to log there.</summary>
    public required long NotLoggable { get; init; }

    /// <summary>Sessions for which no such destination was named.</summary>
    public required long NotConfigured { get; init; }
}

/// <summary>Why the log status of sessions is unknown.</summary>
/// <param name="Reason">The reason, without what belongs to one session alone.</param>
/// <param name="Count">How many sessions it holds for.</param>
public sealed record UnknownReason(string Reason, long Count)
{
    internal const string NotWorkedOut = "The log status was not worked out.";
    internal const string NotRecorded = "The reason was not recorded.";

    /// <summary>The reason of one session; <see langword="null"/> where its log status is known.</summary>
    internal static string? Of(SessionRecord session) => session.LogStatus switch
    {
        null => NotWorkedOut,
        LogStatus.Unknown => session.UnknownReason ?? NotRecorded,
        _ => null,
    };
}
