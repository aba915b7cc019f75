namespace SessionLogging.Rendering.Pages;

/// <summary>Times as the page shows them: in its time zone, with the offset wherever that is not UTC, since clocks may go back.</summary>
internal sealed class PageTime(TimeZoneInfo zone)
{
    internal DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    internal bool IsUtc { get; } = zone.Equals(TimeZoneInfo.Utc) || (zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime);

    /// <summary>The zone, and how far from UTC it is.</summary>
    internal string ZoneText
    {
        get
        {
            if (IsUtc)
            {
                return "UTC";
            }

            var standard = $"{ShownText.Of(zone.Id)}, UTC{Offset(zone.BaseUtcOffset)}";
            return zone.SupportsDaylightSavingTime ? standard + " in standard time" : standard;
        }
    }

    internal string Text(DateTimeOffset? time)
    {
        if (time is not { } known)
        {
            return "";
        }

        var local = Local(known);
        var text = local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return IsUtc ? text : $"{text} {Offset(local.Offset)}";
    }

    /// <summary>A time in UTC, whatever the page's time zone.</summary>
    internal static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long, in days, hours, minutes and seconds.</summary>
    internal static string Text(TimeSpan? duration)
    {
        if (duration is not { } known)
        {
            return "";
        }

        var sign = known < TimeSpan.Zero ? "-" : "";
        known = known == TimeSpan.MinValue ? TimeSpan.MaxValue : known.Duration();
        var days = known.Days > 0 ? FormattableString.Invariant($"{known.Days}d ") : "";
        return sign + days + known.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
