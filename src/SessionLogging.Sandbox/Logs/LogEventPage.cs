using System.Globalization;
using LogPosition = (long Timestamp, long Sequence);

namespace SessionLogging.Sandbox.Logs;

/// <summary>A page of a stream's events with the tokens that lead on from both its ends. At an end the token repeats, as CloudWatch Logs' does.</summary>
internal sealed record LogEventPage(IReadOnlyList<LogEvent> Events, string ForwardToken, string BackwardToken)
{
    private const int MostBytes = 1024 * 1024;

    /// <param name="events">The events that count, in order.</param>
    /// <param name="token">A token of an earlier page, or <see langword="null"/>.</param>
    /// <param name="fromHead">Where the first page begins.</param>
    /// <param name="limit">The most events of the page.</param>
    /// <returns>The page, or <see langword="null"/> where the token is not one of these.</returns>
    public static LogEventPage? Of(IReadOnlyList<LogEvent> events, string? token, bool fromHead, int limit)
    {
        if (token is null)
        {
            return fromHead ? Forward(events, (0, 0), limit) : Backward(events, (long.MaxValue, 0), limit);
        }

        return token.Split('/') is [("f" or "b") and var direction, var timestamp, var sequence]
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? direction == "f" ? Forward(events, (time, number), limit) : Backward(events, (time, number), limit)
                : null;
    }

    private static LogEventPage Forward(IReadOnlyList<LogEvent> events, LogPosition from, int limit)
        => Between(Fitting(events.Where(found => found.Position.CompareTo(from) >= 0), limit), from);

    private static LogEventPage Backward(IReadOnlyList<LogEvent> events, LogPosition to, int limit)
    {
        var page = Fitting(events.Where(found => found.Position.CompareTo(to) < 0).Reverse(), limit);
        page.Reverse();
        return Between(page, to.Timestamp == long.MaxValue ? (0, 0) : to);
    }

    private static LogEventPage Between(List<LogEvent> page, LogPosition whereEmpty)
    {
        var (first, end) = page.Count == 0 ? (whereEmpty, whereEmpty) : (page[0].Position, (page[^1].Timestamp, page[^1].Sequence + 1));
        return new LogEventPage(page, Token("f", end), Token("b", first));
    }

    private static List<LogEvent> Fitting(IEnumerable<LogEvent> events, int limit)
    {
        var bytes = 0;
        return [.. events.Take(limit).TakeWhile((found, index) => (bytes += found.Size) <= MostBytes || index == 0)];
    }

    private static string Token(string direction, LogPosition position)
        => string.Create(CultureInfo.InvariantCulture, $"{direction}/{position.Timestamp:D20}/{position.Sequence:D20}");
}
