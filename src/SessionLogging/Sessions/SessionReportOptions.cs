namespace SessionLogging.Sessions;

/// <summary>What a report says of the sessions, and how fast it asks.</summary>
public sealed record SessionReportOptions
{
    /// <summary>Which sessions.</summary>
    public required SessionRequest Request { get; init; }

    /// <summary>How far it goes to say what became of their logs.</summary>
    public LogStatusDepth LogStatus { get; init; }

    /// <summary>Whether it says the targets' names and platforms.</summary>
    public bool ResolveTargets { get; init; }

    /// <summary>Calls of DescribeSessions per second, account and Region; 0: as many as AWS lets through.</summary>
    public double MaxCallsPerSecond { get; init; } = CallLimiter.DefaultRate;

    /// <summary>The depth that two switches mean.</summary>
    /// <exception cref="ReportRequestException">Both are set (<c>LogStatusContradiction</c>).</exception>
    public static LogStatusDepth DepthOf(bool lookFor, bool leaveOut) => (lookFor, leaveOut) switch
    {
        (true, true) => throw ReportRequestException.Contradiction(),
        (true, false) => LogStatusDepth.LookedFor,
        (false, true) => LogStatusDepth.LeftOut,
        _ => LogStatusDepth.WorkedOut,
    };
}
