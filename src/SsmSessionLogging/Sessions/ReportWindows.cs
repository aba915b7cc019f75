using SessionLogging.Sessions.Reading;

namespace SsmSessionLogging.Sessions;

/// <summary>The window that a person asked for.</summary>
internal static class ReportWindows
{
    /// <exception cref="ReportRequestException">It breaks a rule.</exception>
    /// <exception cref="ConnectionException">The system knows no such zone (<c>TimeZoneUnknown</c>).</exception>
    internal static ReportWindow Of(int? days, string timeZone, DateTimeOffset? after, DateTimeOffset? before, int memory)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (after is { } start)
        {
            return ReportWindow.Between(start, before, memory).RequirePlausible(now);
        }

        var zone = ReportTimeZone.Named(timeZone);
        return days is { } given ? ReportWindow.OfDays(given, zone, now, memory) : ReportWindow.Remembered(now, memory);
    }
}
