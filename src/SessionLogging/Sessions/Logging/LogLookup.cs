using SessionLogging.Text;

namespace SessionLogging.Sessions.Logging;

/// <summary>What is said of a session's log in one service after looking for it.</summary>
/// <param name="service">The service.</param>
/// <param name="search">What came of looking.</param>
/// <param name="smallLogs">What small objects hold.</param>
/// <param name="absenceOf">What follows from a log not being there.</param>
internal sealed class LogLookup(
    LogService service, LogSearch search, SmallLogs smallLogs, Func<LogPlace, Session, CancellationToken, Task<LogAbsence>> absenceOf)
{
    /// <summary>Says what is known after looking.</summary>
    /// <param name="verdict">What was said before.</param>
    /// <param name="session">The session.</param>
    /// <param name="hadOutput">Whether the session had output, where another service's log has told.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What is said, and whether the session had output, where this service's log tells.</returns>
    internal async Task<(LogVerdict Verdict, bool? HadOutput)> ReviseAsync(
        LogVerdict verdict, Session session, bool? hadOutput, CancellationToken cancellationToken)
    {
        if (verdict.Candidates.Count == 0)
        {
            return (verdict, null);
        }

        var sights = verdict.Candidates.Select(place => (Place: place, Sight: search[place])).ToList();
        var logs = sights.Where(it => it.Sight.Item is not null).Select(it => WhatLies(it.Place, it.Sight.Item!)).OrderBy(it => it.Status).ToList();
        if (logs is [var best, ..])
        {
            return (verdict with { Status = best.Status, Detail = best.Words, Place = best.Place, UnknownReason = null }, best.HadOutput);
        }

        if (verdict.Status is LogStatus.Expected)
        {
            return (await WhereExpectedAsync(verdict, session, hadOutput, cancellationToken).ConfigureAwait(false), null);
        }

        // Where it was not known that there should be one, not finding it changes nothing.
        var outcomes = sights.Select(it => it.Sight.Failure is { } failure
            ? Failed(it.Place, failure)
            : $"It is not at {service.Describe(it.Place)}{(verdict.Status is LogStatus.Pending ? " yet" : "")}.");
        return (verdict with { Detail = $"{verdict.Detail} {string.Join(" ", outcomes)}" }, null);
    }

    private async Task<LogVerdict> WhereExpectedAsync(LogVerdict verdict, Session session, bool? hadOutput, CancellationToken cancellationToken)
    {
        var place = verdict.Place!;
        if (search[place].Failure is { } failure)
        {
            return verdict with { Status = LogStatus.Unknown, Detail = Failed(place, failure), UnknownReason = $"Looking for logs in {service.Name}: {Wording.ReasonOfMany(failure)}" };
        }

        if (!service.LeavesAnEmptyLog && hadOutput is false)
        {
            return verdict with { Status = LogStatus.NotLoggable, Detail = "The session had no output, so there is nothing to log.", Place = null };
        }

        var absence = session.EndDate is null
            ? LogAbsence.InDoubt("The service does not say when the session ended, so it may still come.")
            : await absenceOf(place, session, cancellationToken).ConfigureAwait(false);
        var words = absence == LogAbsence.Plain && !service.LeavesAnEmptyLog
            ? hadOutput is true ? "The session had output." : "A session without output has none."
            : absence.Words;
        return verdict with
        {
            Status = absence.IsLost ? LogStatus.Missing : LogStatus.Unknown,
            Detail = $"It should be at {service.Describe(place)} and is not there. {words}".TrimEnd(),
            UnknownReason = absence.IsLost ? null : absence.Words,
        };
    }

    private LogSeen WhatLies(LogPlace place, LogItem item)
    {
        var where = $"It is at {service.Describe(place)}";
        if (item.Size == 0)
        {
            return new(place, LogStatus.Empty, $"{where}, but has zero bytes.", HadOutput: null);
        }

        var reading = smallLogs[place];
        var seen = item switch
        {
            { Size: { } size, Written: { } written } => FormattableString.Invariant($"{where}: {size:N0} bytes, written on {Wording.Instant(written)}."),
            { Written: { } newest } => $"{where}: its newest event is of {Wording.Instant(newest)}.",
            _ => $"{where}; the service tells of no event in it yet.",
        };
        return reading switch
        {
            { Failure: { } failure } => new(place, LogStatus.Found, $"{seen} Whether it holds output could not be looked at. {Wording.Reason(failure)}", HadOutput: null),
            { Content: LogContent.FailureText } => new(place, LogStatus.Empty, $"{where}, but holds nothing but the agent's word that it was unable to generate the log.", HadOutput: null),
            { Content: LogContent.Framing } => new(place, LogStatus.Found, $"{seen} It holds no output: nothing but the two lines of script, which recorded it.", HadOutput: false),
            _ => new(place, LogStatus.Found, seen, HadOutput: item.Size is null ? null : true),
        };
    }

    private string Failed(LogPlace place, AwsCallException failure) =>
        $"Looking for {service.Describe(place)} failed. {Wording.Reason(failure)}";

    private sealed record LogSeen(LogPlace Place, LogStatus Status, string Words, bool? HadOutput);
}
