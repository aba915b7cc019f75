namespace SessionLogging.Sessions.Logging;

/// <summary>What became of a session's log in one destination.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Detail">Why, in one or more sentences.</param>
public sealed record LogVerdict(LogStatus Status, string Detail)
{
    /// <summary>Where the log is or should be; <see langword="null"/> where that is not known, or where there should be none.</summary>
    public LogPlace? Place { get; init; }

    /// <summary>Why it cannot be told, without what belongs to this session alone; <see langword="null"/> where it can.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>Every place where it can be, as far as is known: what a look has to look at.</summary>
    internal IReadOnlyList<LogPlace> Candidates { get; init; } = [];
}
