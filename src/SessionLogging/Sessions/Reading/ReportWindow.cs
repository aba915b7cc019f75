namespace SessionLogging.Sessions.Reading;

/// <summary>Which sessions a report is about, by when they started.</summary>
public sealed record ReportWindow
{
    /// <summary>Days that Session Manager remembers ended sessions for.</summary>
    public const int HistoryDays = 30;

    // So that "30 days ago", worked out a moment before, is not too old.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    // How far a machine's clock may be off before what it says of a window is not left to the service's.
    private static readonly TimeSpan PlausibleSkew = TimeSpan.FromDays(1);

    // An answer's date is cut to whole seconds.
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);

    // The same window by another clock, where it is counted back from now.
    private readonly Func<DateTimeOffset, ReportWindow>? _byClock;

    // Days that are remembered by whoever is asked.
    private readonly int _memory;

    private ReportWindow(DateTimeOffset after, DateTimeOffset before, bool isOpen, int memory, Func<DateTimeOffset, ReportWindow>? byClock = null)
    {
        _memory = memory;
        After = after.ToUniversalTime();
        Before = before.ToUniversalTime();
        IsOpen = isOpen;
        _byClock = byClock;
    }

    /// <summary>The start, in UTC: sessions that started then or later.</summary>
    public DateTimeOffset After { get; }

    /// <summary>The end, in UTC: sessions that started before then. Of an open window it is when somebody looked at a clock.</summary>
    public DateTimeOffset Before { get; }

    /// <summary>Whether it ends with the newest session, whatever a clock shows: no upper bound is asked for then.</summary>
    public bool IsOpen { get; }

    /// <summary>How many days whoever is asked remembers.</summary>
    internal int Memory => _memory;

    /// <summary>How long it is.</summary>
    public TimeSpan Length => Before - After;

    /// <summary>Whether its bounds are known without a clock.</summary>
    internal bool IsFixed => !IsOpen && _byClock is null;

    /// <summary>All that is remembered: by Session Manager 30 times 24 hours up to now.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="memory">How many days whoever is asked remembers.</param>
    /// <returns>The window, open.</returns>
    public static ReportWindow Remembered(DateTimeOffset now, int memory = HistoryDays) => new(now.AddDays(-memory), now, isOpen: true, memory, time => Remembered(time, memory));

    /// <summary>The last calendar days up to now, today included: one day is the time since midnight.</summary>
    /// <param name="days">1 to as many as are remembered.</param>
    /// <param name="zone">Whose midnight a day begins at.</param>
    /// <param name="now">The present time.</param>
    /// <param name="memory">How many days whoever is asked remembers; Session Manager 30.</param>
    /// <returns>The window, open, and up to now at most that many times 24 hours long also where a change of clocks made a day longer.</returns>
    /// <exception cref="ReportRequestException"><c>DaysRange</c>.</exception>
    public static ReportWindow OfDays(int days, TimeZoneInfo zone, DateTimeOffset now, int memory = HistoryDays)
    {
        if (days < 1 || days > memory)
        {
            throw ReportRequestException.DaysRange(days, memory);
        }

        var oldest = now.AddDays(-memory);
        var midnight = StartOfDay(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1 - days), zone);
        var after = midnight > now ? now : midnight > oldest ? midnight : oldest;
        return new ReportWindow(after, now, isOpen: true, memory, time => OfDays(days, zone, time, memory));
    }

    /// <summary>From one time to another.</summary>
    /// <param name="after">The start.</param>
    /// <param name="before">The end; <see langword="null"/>: open.</param>
    /// <param name="memory">How many days whoever is asked remembers; Session Manager 30.</param>
    /// <exception cref="ReportRequestException"><c>WindowEmpty</c>: the start is not before the end.</exception>
    public static ReportWindow Between(DateTimeOffset after, DateTimeOffset? before, int memory = HistoryDays)
    {
        var end = before ?? DateTimeOffset.MaxValue;
        return after < end ? new ReportWindow(after, end, isOpen: before is null, memory) : throw ReportRequestException.Empty(after, end);
    }

    /// <summary>Lets pass a window that Session Manager still remembers as a whole.</summary>
    /// <param name="now">The present time.</param>
    /// <returns>The window, its end not later than now.</returns>
    /// <exception cref="ReportRequestException"><c>WindowTooOld</c>: it begins more than 30 days ago. <c>WindowInFuture</c>: it has not begun.</exception>
    public ReportWindow RequireRemembered(DateTimeOffset now)
    {
        if (After < now.AddDays(-_memory) - Grace)
        {
            throw ReportRequestException.TooOld(this, now.AddDays(-_memory));
        }

        if (After >= now)
        {
            throw ReportRequestException.InFuture(this, now);
        }

        var oldest = now.AddDays(-_memory);
        return new ReportWindow(After > oldest ? After : oldest, Before < now ? Before : now, IsOpen, _memory, _byClock);
    }

    /// <summary>Lets pass a window that Session Manager can remember, unless this machine's clock is off by more than a day: the service's clock decides later.</summary>
    /// <param name="now">The present time by this machine's clock.</param>
    /// <exception cref="ReportRequestException"><c>WindowTooOld</c> or <c>WindowInFuture</c>.</exception>
    public ReportWindow RequirePlausible(DateTimeOffset now)
    {
        if (After < now.AddDays(-_memory) - PlausibleSkew)
        {
            throw ReportRequestException.TooOld(this, now.AddDays(-_memory));
        }

        return After < now + PlausibleSkew ? this : throw ReportRequestException.InFuture(this, now);
    }

    /// <summary>Whether a session that started then belongs to it.</summary>
    public bool Contains(DateTimeOffset start) => start >= After && (IsOpen || start < Before);

    /// <summary>The same window by the service's clock.</summary>
    /// <param name="answeredAt">The date of an answer.</param>
    /// <exception cref="ReportRequestException"><c>WindowTooOld</c> or <c>WindowInFuture</c>.</exception>
    internal ReportWindow ByService(DateTimeOffset answeredAt) =>
        _byClock is not null ? _byClock(answeredAt) : RequireRemembered(answeredAt + Grain).EndingBy(answeredAt);

    /// <summary>The same window, its end not later than a time.</summary>
    internal ReportWindow EndingBy(DateTimeOffset now) =>
        Before <= now ? this : new ReportWindow(After, now > After ? now : After, IsOpen, _memory, _byClock);

    /// <summary>The part of it that Session Manager still remembers; <see langword="null"/> where that is none.</summary>
    /// <param name="now">The present time.</param>
    public ReportWindow? RememberedPart(DateTimeOffset now)
    {
        var oldest = now.AddDays(-HistoryDays);
        return !IsOpen && Before <= oldest ? null : PartSince(oldest);
    }

    private ReportWindow PartSince(DateTimeOffset oldest) => new(
        After > oldest ? After : oldest, Before > oldest ? Before : oldest, IsOpen, HistoryDays, time => ByService(time).PartSince(time.AddDays(-HistoryDays)));

    /// <summary>A little more on either side.</summary>
    internal ReportWindow Widened(TimeSpan by) => new(After - by, IsOpen ? Before : Before + by, IsOpen, _memory, time => ByService(time).Widened(by));

    internal ReportWindow From(DateTimeOffset after) => new(after, Before, IsOpen, _memory);

    internal ReportWindow Until(DateTimeOffset before) => new(After, before, isOpen: false, _memory);

    internal static string WhoRemembers(int days) => days > HistoryDays ? "CloudTrail's Event history" : "Session Manager";

    private static DateTimeOffset StartOfDay(DateTime date, TimeZoneInfo zone)
    {
        // Where the clocks go forward at midnight, the day begins when they have.
        var local = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        // Where they go back over midnight, the first of the two is the day's beginning.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}

/// <summary>What is wanted of a report breaks a rule; nothing was asked of AWS.</summary>
public sealed class ReportRequestException : SessionLoggingException
{
    private ReportRequestException(string rule, string message, string remedy)
        : base(FailureCategory.InvalidInput, $"{rule}: {message}", remedy) => ErrorId = rule;

    /// <summary>The rule: <c>DaysRange</c>, <c>WindowEmpty</c>, <c>WindowTooOld</c>, <c>WindowInFuture</c>, <c>LogStatusContradiction</c> or <c>LogIdentityUnused</c>.</summary>
    public override string ErrorId { get; }

    internal static ReportRequestException DaysRange(int days, int memory) => new(
        "DaysRange",
        FormattableString.Invariant($"{days} days were asked for; {ReportWindow.WhoRemembers(memory)} remembers {memory}."),
        FormattableString.Invariant($"Give 1 to {memory} days{(memory > ReportWindow.HistoryDays ? "" : ", or -IncludeOrigin, by which CloudTrail tells of sessions of 90 days")}."));

    /// <summary>It is said who looks for logs, and nobody is to look.</summary>
    public static ReportRequestException LogIdentityUnused() => new(
        "LogIdentityUnused", "-LogRoleArn, -LogProfileName and -LogRegion say who looks for logs and where, and no log is looked for.", "Add -CheckLog, or leave them out.");

    internal static ReportRequestException Empty(DateTimeOffset after, DateTimeOffset before) => new(
        "WindowEmpty",
        $"no time lies between {Show(after)} and {Show(before)}.",
        "Give a start that lies before the end.");

    internal static ReportRequestException TooOld(ReportWindow window, DateTimeOffset oldest) => new(
        "WindowTooOld",
        $"the window begins at {Show(window.After)}; {ReportWindow.WhoRemembers(window.Memory)} remembers sessions since {Show(oldest)}.",
        window.Memory > ReportWindow.HistoryDays
            ? "Begin the window later, or read older sessions from records that were exported in time."
            : "Begin the window later, add -IncludeOrigin, by which CloudTrail tells of sessions of 90 days, or read older sessions from records that were exported in time.");

    internal static ReportRequestException InFuture(ReportWindow window, DateTimeOffset now) => new(
        "WindowInFuture",
        $"the window begins at {Show(window.After)}; it is {Show(now)}.",
        "Begin the window earlier, and check the time zone.");

    internal static ReportRequestException Contradiction() => new(
        "LogStatusContradiction",
        "the logs are to be looked for and their status is to be left out.",
        "Give one of -CheckLog and -SkipLogStatus.");

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
