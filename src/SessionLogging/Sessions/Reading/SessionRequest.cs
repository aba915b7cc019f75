namespace SessionLogging.Sessions.Reading;

/// <summary>Which of Session Manager's lists a report takes.</summary>
public enum SessionLists
{
    /// <summary>Sessions that ended, then those that run.</summary>
    All,

    /// <summary>Sessions that run.</summary>
    Active,

    /// <summary>Sessions that ended.</summary>
    History,
}

/// <summary>What a report asks of an account in a Region.</summary>
public sealed record SessionRequest
{
    /// <summary>When the sessions started.</summary>
    public required ReportWindow Window { get; init; }

    /// <summary>The lists to take.</summary>
    public SessionLists Lists { get; init; }

    /// <summary>Which of their sessions.</summary>
    public SessionSelection Selection { get; init; } = SessionSelection.Everything;

    /// <summary>Whether sessions that run are taken also where they started before the window: there is no limit to how long one lasts.</summary>
    public bool TakesEarlierRunning { get; init; }

    /// <summary>What narrows the report to less than every session of its window, in words; <see langword="null"/> where nothing does.</summary>
    internal string? Narrowing
    {
        get
        {
            var narrowed = new List<string>();
            Add("State", Lists is SessionLists.All ? [] : [Lists.ToString()]);
            Add("Owner", Selection.Owner);
            Add("Target", Selection.Target);
            Add("Status", Selection.Status);
            Add("SessionId", Selection.SessionId);
            Add("AccessType", Selection.AccessType);
            Add("DocumentName", Selection.DocumentName);
            return narrowed.Count == 0 ? null : string.Join("; ", narrowed);

            void Add(string name, IReadOnlyList<string> values)
            {
                if (values.Count > 0)
                {
                    narrowed.Add($"{name} {string.Join(", ", values)}");
                }
            }
        }
    }
}

/// <summary>How far a report has come.</summary>
/// <param name="Pages">Pages that were given.</param>
/// <param name="Sessions">Sessions that were given.</param>
/// <param name="DaysCovered">Days of the window, its end first, that were gone through.</param>
/// <param name="Days">Days of the window.</param>
public sealed record SessionProgress(long Pages, long Sessions, double DaysCovered, double Days);

/// <summary>What a report says of the sessions, and how fast it asks.</summary>
public sealed record SessionReportOptions
{
    /// <summary>Which sessions.</summary>
    public required SessionRequest Request { get; init; }

    /// <summary>How far it goes to say what became of their logs.</summary>
    public LogStatusDepth LogStatus { get; init; }

    /// <summary>Opens the account that looks for the logs of an account's sessions in a Region; <see langword="null"/>: the account itself does.</summary>
    public Func<string?, string, CancellationToken, Task<IAccount>>? LogKeeper { get; init; }

    /// <summary>Whether it says the targets' names and platforms.</summary>
    public bool ResolveTargets { get; init; }

    /// <summary>
    /// When the calls were made that tell where sessions came from: up to 90 days, by CloudTrail's Event history. Sessions of that time that Session Manager does not
    /// list are given too. <see langword="null"/>: nobody asks for it.
    /// </summary>
    public ReportWindow? OriginWindow { get; init; }

    /// <summary>Whether Session Manager is asked at all: of sessions that are all older than it remembers nothing is known but their origin.</summary>
    public bool AsksSessions { get; init; } = true;

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
