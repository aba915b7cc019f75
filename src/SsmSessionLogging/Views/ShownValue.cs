using SessionLogging.Findings;
using SessionLogging.Logs;
using SessionLogging.Preferences.Histories;

namespace SsmSessionLogging.Views;

/// <summary>What is shown of a value: text that acts on no screen, the same in every culture, of a list each item in a line.</summary>
internal static class ShownValue
{
    /// <summary>What is shown of a value.</summary>
    internal static string Of(object? value) => value switch
    {
        null => "",
        string text => ShownText.Of(text),
        DateTimeOffset time => ShownText.Time(time),
        Finding finding => ShownText.Of($"{finding.Subject}: {finding.Message}"),
        UnknownReason reason => ShownText.Of($"{reason.Count.ToString(CultureInfo.InvariantCulture)}: {reason.Reason}"),
        LogFigures figures => Of(figures),
        IReadOnlyList<SessionLogLine> lines => lines.Count.ToString(CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, string> named => InLines(named.Select(each => ShownText.Of($"{each.Key}: {each.Value}"))),
        IEnumerable items => InLines(items.Cast<object?>().Select(Of)),
        IFormattable formattable => ShownText.Of(formattable.ToString(format: null, CultureInfo.InvariantCulture)),
        _ => ShownText.Of(value.ToString()),
    };

    /// <summary>How long a session lasted, in 8 characters: with its seconds, or days and minutes, or days and hours. Of one that ran when it was seen, how long until then, with a plus.</summary>
    internal static string? Duration(SessionRecord session)
    {
        if (session.GetDuration() is { } duration)
        {
            return duration < TimeSpan.Zero ? null
                : duration.TotalHours < 100 ? string.Format(CultureInfo.InvariantCulture, "{0}:{1:mm\\:ss}", (int)duration.TotalHours, duration)
                : InDays(duration);
        }

        return IsRunning(session) && session.ObservedAt - session.StartDate is { } soFar && soFar >= TimeSpan.Zero
            ? soFar.TotalHours < 100 ? string.Format(CultureInfo.InvariantCulture, "{0}:{1:mm}+", (int)soFar.TotalHours, soFar) : $"{soFar.Days.ToString(CultureInfo.InvariantCulture)}d+"
            : null;
    }

    /// <summary>The hours of the sessions together.</summary>
    internal static double Hours(SessionSummary summary) => summary.GetTotalDuration().TotalHours;

    /// <summary>The sessions that a log was looked for of, and none was found.</summary>
    internal static long Lost(SessionSummary summary) => summary.Empty + summary.Missing;

    /// <summary>What a change did, in a word.</summary>
    internal static string Deed(LoggingPreferenceChange change) => change.Event switch
    {
        "CreateDocument" => "Created",
        "UpdateDocument" => "Updated",
        "UpdateDocumentDefaultVersion" => "Default",
        "DeleteDocument" => "Deleted",
        var other => ShownText.Of(other),
    };

    private static bool IsRunning(SessionRecord session) => session.EndDate is null && session.Status is "Connected" or "Connecting" or "Disconnected";

    private static string InDays(TimeSpan duration) => duration.Days < 10
        ? string.Format(CultureInfo.InvariantCulture, "{0}d {1:hh\\:mm}", duration.Days, duration)
        : string.Format(CultureInfo.InvariantCulture, "{0}d {1:hh}h", duration.Days, duration);

    private static string Of(LogFigures figures)
    {
        (string Name, long Count)[] named =
        [
            (nameof(figures.Found), figures.Found), (nameof(figures.Pending), figures.Pending), (nameof(figures.Expected), figures.Expected), (nameof(figures.Unknown), figures.Unknown),
            (nameof(figures.Empty), figures.Empty), (nameof(figures.Missing), figures.Missing), (nameof(figures.NotLoggable), figures.NotLoggable), (nameof(figures.NotConfigured), figures.NotConfigured),
        ];
        return string.Join(", ", named.Where(each => each.Count > 0).Select(each => $"{each.Name} {each.Count.ToString(CultureInfo.InvariantCulture)}"));
    }

    private static string InLines(IEnumerable<string> lines) => string.Join("\n", lines);
}
