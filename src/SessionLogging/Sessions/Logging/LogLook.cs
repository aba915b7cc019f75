using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>What is said of a session's log in one service after looking for it.</summary>
/// <param name="service">The service.</param>
/// <param name="search">What came of looking.</param>
/// <param name="absenceOf">What follows from a log not being there.</param>
internal sealed class LogLook(
    LogService service, LogSearch search, Func<LogPlace, Session, CancellationToken, Task<LogAbsence>> absenceOf)
{
    internal async Task<LogVerdict> ReviseAsync(LogVerdict verdict, Session session, CancellationToken cancellationToken)
    {
        if (verdict.Candidates.Count == 0)
            return verdict;
        var sights = verdict.Candidates.Select(place => (Place: place, Sight: search[place])).ToList();
        if (sights.Find(it => it.Sight.Item is not null) is { Sight.Item: { } item } found)
            return verdict with { Status = LogStatus.Found, Detail = Found(found.Place, item), Place = found.Place };
        if (verdict.Status is LogStatus.Expected)
            return await WhereExpectedAsync(verdict, session, cancellationToken).ConfigureAwait(false);

        // Where it was not known that there should be one, not finding it changes nothing.
        var outcomes = sights.Select(it => it.Sight.Failure is { } failure
            ? Failed(it.Place, failure)
            : $"It is not at {service.Describe(it.Place)}{(verdict.Status is LogStatus.Pending ? " yet" : "")}.");
        return verdict with { Detail = $"{verdict.Detail} {string.Join(" ", outcomes)}" };
    }

    private async Task<LogVerdict> WhereExpectedAsync(LogVerdict verdict, Session session, CancellationToken cancellationToken)
    {
        var place = verdict.Place!;
        if (search[place].Failure is { } failure)
            return verdict with { Status = LogStatus.Unknown, Detail = Failed(place, failure) };
        var absence = session.EndDate is null
            ? LogAbsence.InDoubt("The service does not say when the session ended, so it may still come.")
            : await absenceOf(place, session, cancellationToken).ConfigureAwait(false);
        return verdict with
        {
            Status = absence.IsLost ? LogStatus.Missing : LogStatus.Unknown,
            Detail = $"It should be at {service.Describe(place)} and is not there. {absence.Words}".TrimEnd(),
        };
    }

    private string Found(LogPlace place, LogItem item) => item switch
    {
        { Size: 0 } => $"It is at {service.Describe(place)}, but has zero bytes.",
        { Size: { } size, Written: { } written } =>
            FormattableString.Invariant($"It is at {service.Describe(place)}: {size:N0} bytes, written on {Words.Instant(written)}."),
        { Written: { } newest } => $"It is at {service.Describe(place)}: its newest event is of {Words.Instant(newest)}.",
        _ => $"It is at {service.Describe(place)}; the service tells of no event in it yet.",
    };

    private string Failed(LogPlace place, AwsCallException failure) =>
        $"Looking for {service.Describe(place)} failed. {Words.Reason(failure)}";
}
