namespace SessionLogging.Sessions;

/// <summary>How many sessions have each log status in one destination. They add up to the sessions.</summary>
public sealed record LogFigures
{
    internal static readonly int Statuses = Enum.GetValues(typeof(LogStatus)).Length;

    private readonly long[] _counts;

    internal LogFigures(IEnumerable<long> counts) => _counts = [.. counts];

    /// <summary>Where a status is counted; one that was not worked out counts as unknown.</summary>
    internal static int PlaceOf(LogStatus? status) => (int)(status ?? LogStatus.Unknown);

    /// <summary>Sessions whose log was seen.</summary>
    public long Found => _counts[(int)LogStatus.Found];

    /// <summary>Sessions whose log may still come.</summary>
    public long Pending => _counts[(int)LogStatus.Pending];

    /// <summary>Sessions whose log should be there; nobody looked.</summary>
    public long Expected => _counts[(int)LogStatus.Expected];

    /// <summary>Sessions of which it cannot be told, or was not worked out.</summary>
    public long Unknown => _counts[(int)LogStatus.Unknown];

    /// <summary>Sessions where what was found is no log.</summary>
    public long Empty => _counts[(int)LogStatus.Empty];

    /// <summary>Sessions whose log was looked for and is not there.</summary>
    public long Missing => _counts[(int)LogStatus.Missing];

    /// <summary>Sessions with nothing to log there.</summary>
    public long NotLoggable => _counts[(int)LogStatus.NotLoggable];

    /// <summary>Sessions for which no such destination was named.</summary>
    public long NotConfigured => _counts[(int)LogStatus.NotConfigured];
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
