using System.Collections.Concurrent;
using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Sessions.Reports;

/// <summary>Finds single sessions by their ids, with what the preferences say of their logs.</summary>
/// <param name="openings">The accounts and Regions to look in.</param>
/// <param name="identify">Says whose an account is; <see langword="null"/> where nobody can say.</param>
/// <param name="tell">Hears of an account and Region that could not be asked.</param>
/// <param name="time">The clock; the system's where none is given.</param>
public sealed class SessionLookup(
    IReadOnlyList<AccountOpening> openings,
    Func<IAccount, CancellationToken, Task<string?>> identify,
    Action<AccountOpening, SessionLoggingException> tell,
    TimeProvider? time = null)
{
    /// <summary>Looks for a session in every account and Region, among those that run and those that Session Manager remembers.</summary>
    /// <returns>The session, once for each account and Region that knows it.</returns>
    /// <exception cref="SessionNotFoundException">All of them were asked, and none knows it.</exception>
    public async Task<IReadOnlyList<SessionRecord>> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        var found = new Found(tell);
        var options = new SessionReportOptions
        {
            Request = new SessionRequest
            {
                Window = ReportWindow.OfDays(ReportWindow.HistoryDays, TimeZoneInfo.Utc, (time ?? TimeProvider.System).GetUtcNow()),
                TakesEarlierRunning = true,
                Selection = new SessionSelection { SessionId = [sessionId] },
            },
        };
        await new SessionReport(options, found, time).RunAsync(openings, identify, cancellationToken).ConfigureAwait(false);
        return !found.Records.IsEmpty || found.HasFailed
            ? [.. found.Records.GroupBy(record => (record.AccountId, record.Region)).Select(of => of.Last())]
            : throw new SessionNotFoundException(sessionId, openings.Select(opening => $"{opening.AccountId} {opening.Region}".Trim()).Where(place => place.Length > 0));
    }

    private sealed class Found(Action<AccountOpening, SessionLoggingException> tell) : ISessionReportListener
    {
        internal ConcurrentQueue<SessionRecord> Records { get; } = new();

        internal bool HasFailed { get; private set; }

        public void OnRecords(IReadOnlyList<SessionRecord> records)
        {
            foreach (var record in records)
            {
                Records.Enqueue(record);
            }
        }

        public void OnProgress(string? accountId, string region, SessionProgress progress)
        {
        }

        public void OnOriginProgress(string? accountId, string region, long calls)
        {
        }

        public void OnLogCheck(string region, LogCheckEstimate estimate)
        {
        }

        public void OnTargetsUnresolved(string region, AwsCallException failure)
        {
        }

        public void OnFailure(AccountOpening opening, SessionLoggingException failure)
        {
            HasFailed = true;
            tell(opening, failure);
        }

        public void OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure)
        {
        }

        public void OnCovered(SessionReportCoverage coverage, TimeSpan elapsed)
        {
        }
    }
}

/// <summary>Session Manager remembers no session of an id.</summary>
/// <param name="sessionId">The id.</param>
/// <param name="places">Where was asked.</param>
public sealed class SessionNotFoundException(string sessionId, IEnumerable<string> places)
    : SessionLoggingException($"Session Manager remembers no session {ShownText.Of(sessionId)}{Where(places)}.")
{
    /// <inheritdoc/>
    public override string ErrorId => "SessionNotFound";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.NotFound;

    /// <inheritdoc/>
    public override string RecommendedAction =>
        "Check the id and the Region (-Region * asks every one). Sessions are remembered for 30 days: of an older one, pipe the record that Export-SsmSessionReport kept, or name the log's file.";

    /// <inheritdoc/>
    public override object Subject => sessionId;

    private static string Where(IEnumerable<string> places) => string.Join(", ", places) is { Length: > 0 } all ? $" in {all}" : "";
}
