namespace SessionLogging.Sessions;

/// <summary>What one account and Region of a report covers.</summary>
public sealed record SessionReportCoverage
{
    /// <summary>The <see cref="Source"/> of what CloudTrail's Event history was asked for.</summary>
    public const string EventHistory = "CloudTrail Event history";

    private static readonly string[] Names =
    [
        nameof(AccountId), nameof(Region), nameof(After), nameof(Before), nameof(Selection), nameof(Complete), nameof(Sessions), nameof(Calls),
        nameof(Throttled), nameof(Error), nameof(ObservedAt), nameof(AccountName), nameof(Source),
    ];

    /// <summary>Its fields, in the order in which they stand in files.</summary>
    internal static IReadOnlyList<RecordField<SessionReportCoverage>> Fields { get; } = Array.ConvertAll(Names, RecordField<SessionReportCoverage>.Of);

    /// <summary>The account; <see langword="null"/> where STS could not be reached.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The start of the window, in UTC: sessions that started then or later.</summary>
    public required DateTimeOffset After { get; init; }

    /// <summary>The end of the window, in UTC: sessions that started before then.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>What the report was narrowed to, for example <c>Owner jdoe; State Active</c>; <see langword="null"/>: every session of the window.</summary>
    public string? Selection { get; init; }

    /// <summary>Whether every session of the window that matches was given.</summary>
    public required bool Complete { get; init; }

    /// <summary>How many sessions were given.</summary>
    public required long Sessions { get; init; }

    /// <summary>How many calls were made.</summary>
    public required long Calls { get; init; }

    /// <summary>How many of them were throttled.</summary>
    public required long Throttled { get; init; }

    /// <summary>When it was read, by the service's clock, in UTC: a session that started after <see cref="Before"/> and until then can have been given too. <see langword="null"/> where that was not recorded.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Why it is not complete; <see langword="null"/> where it is.</summary>
    public string? Error { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>What was asked: <see cref="EventHistory"/> for the calls of StartSession; <see langword="null"/> for Session Manager's own list.</summary>
    public string? Source { get; init; }
}

/// <summary>The run of a report that records came from, and what it covered: for those who take the records and have to say whether they are all.</summary>
public sealed class ReportRun
{
    private readonly List<SessionReportCoverage> _coverages = [];

    /// <summary>What was covered so far: one for each account and Region that ended, in the order in which they did.</summary>
    public IReadOnlyList<SessionReportCoverage> Coverages
    {
        get
        {
            lock (_coverages)
            {
                return [.. _coverages];
            }
        }
    }

    /// <summary>The run that a record came from; <see langword="null"/> for one that was made otherwise.</summary>
    public static ReportRun? Of(SessionRecord record) => record.Run;

    internal void Add(SessionReportCoverage coverage)
    {
        lock (_coverages)
        {
            _coverages.Add(coverage);
        }
    }
}
