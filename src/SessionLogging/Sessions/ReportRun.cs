namespace SessionLogging.Sessions;

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
