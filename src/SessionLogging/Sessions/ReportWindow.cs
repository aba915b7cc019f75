namespace SessionLogging.Sessions;

/// <summary>Which sessions a report is about, by when they started.</summary>
public sealed record ReportWindow
{
    /// <summary>Days that Session Manager remembers ended sessions for.</summary>
    public const int HistoryDays = 30;

    private static readonly TimeSpan History = TimeSpan.FromDays(HistoryDays);

    // So that "30 days ago", worked out a moment before, is not too old.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private ReportWindow(DateTimeOffset after, DateTimeOffset before)
    {
        After = after.ToUniversalTime();
        Before = before.ToUniversalTime();
    }

    /// <summary>The start, in UTC: sessions that started then or later.</summary>
    public DateTimeOffset After { get; }

    /// <summary>The end, in UTC: sessions that started before then.</summary>
    public DateTimeOffset Before { get; }

    /// <summary>How long it is.</summary>
    public TimeSpan Length => Before - After;

    /// <summary>The last days up to now, today included: one day is the time since midnight; 30 days are all that Session Manager remembers, to the minute.</summary>
    /// <param name="days">1 to 30.</param>
    /// <param name="zone">Whose midnight a day begins at.</param>
    /// <param name="now">The present time.</param>
    /// <returns>The window, at most 30 times 24 hours long also where a change of clocks made a day longer.</returns>
    /// <exception cref="ReportRequestException"><c>DaysRange</c>.</exception>
    public static ReportWindow OfDays(int days, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (days is < 1 or > HistoryDays)
            throw ReportRequestException.DaysRange(days);
        if (days == HistoryDays)
            return new ReportWindow(now - History, now);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var midnight = StartOfDay(today.AddDays(1 - days), zone);
        return midnight < now ? new ReportWindow(midnight, now).Remembered(now) : new ReportWindow(now, now);
    }

    /// <summary>From one time to another.</summary>
    /// <param name="after">The start.</param>
    /// <param name="before">The end.</param>
    /// <exception cref="ReportRequestException"><c>WindowEmpty</c>: the start is not before the end.</exception>
    public static ReportWindow Between(DateTimeOffset after, DateTimeOffset before) =>
        after < before ? new ReportWindow(after, before) : throw ReportRequestException.Empty(after, before);

    /// <summary>Lets pass a window that Session Manager still remembers as a whole.</summary>
    /// <param name="now">The present time.</param>
    /// <returns>The window, its end not later than now.</returns>
    /// <exception cref="ReportRequestException"><c>WindowTooOld</c>: it begins more than 30 days ago. <c>WindowInFuture</c>: it has not begun.</exception>
    public ReportWindow RequireRemembered(DateTimeOffset now)
    {
        if (After < now - History - Grace)
            throw ReportRequestException.TooOld(this, now - History);
        if (After >= now)
            throw ReportRequestException.InFuture(this, now);
        return Remembered(now);
    }

    /// <summary>Whether a session that started then belongs to it.</summary>
    public bool Contains(DateTimeOffset start) => start >= After && start < Before;

    internal ReportWindow From(DateTimeOffset after) => new(after, Before);

    internal ReportWindow Until(DateTimeOffset before) => new(After, before);

    private ReportWindow Remembered(DateTimeOffset now)
    {
        var oldest = (now - History).ToUniversalTime();
        return new ReportWindow(After > oldest ? After : oldest, Before < now ? Before : now);
    }

    private static DateTimeOffset StartOfDay(DateTime date, TimeZoneInfo zone)
    {
        // Where the clocks go forward at midnight, the day begins when they have.
        var local = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);

        // Where they go back over midnight, the first of the two is the day's beginning.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
