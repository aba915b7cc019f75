using SessionLogging.Sessions.Reading;

namespace SessionLogging.Tests.Sessions;

public sealed class ReportWindowTests
{
    private static readonly DateTimeOffset Now = Utc("2026-03-15T12:00:00Z");

    [Theory]
    [InlineData(1, "UTC", "2026-03-15T12:00:00Z", "2026-03-15T00:00:00Z")]
    [InlineData(29, "UTC", "2026-03-15T12:00:00Z", "2026-02-15T00:00:00Z")]
    [InlineData(30, "UTC", "2026-03-15T12:00:00Z", "2026-02-14T00:00:00Z")]
    [InlineData(1, "America/Los_Angeles", "2026-03-15T06:59:00Z", "2026-03-14T07:00:00Z")]
    [InlineData(1, "Pacific/Kiritimati", "2026-03-15T12:00:00Z", "2026-03-15T10:00:00Z")]
    [InlineData(1, "Asia/Kathmandu", "2026-03-15T12:00:00Z", "2026-03-14T18:15:00Z")]
    // The clocks went forward in the night of the 29th: the day before began an hour later in UTC.
    [InlineData(1, "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z")]
    [InlineData(2, "Europe/Berlin", "2026-03-30T12:00:00Z", "2026-03-28T23:00:00Z")]
    [InlineData(1, "Europe/Berlin", "2026-03-30T12:00:00Z", "2026-03-29T22:00:00Z")]
    // They went back on 25 October.
    [InlineData(1, "Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z")]
    [InlineData(2, "Europe/Berlin", "2026-10-26T12:00:00Z", "2026-10-24T22:00:00Z")]
    // In Beirut midnight itself is left out, in Havana it comes twice.
    [InlineData(1, "Asia/Beirut", "2024-03-31T12:00:00Z", "2024-03-30T22:00:00Z")]
    [InlineData(1, "America/Havana", "2024-11-03T12:00:00Z", "2024-11-03T04:00:00Z")]
    // 30 days of which one has 25 hours are longer than the history.
    [InlineData(30, "Europe/Berlin", "2026-11-01T22:45:00Z", "2026-10-02T22:45:00Z")]
    [InlineData(30, "Europe/Berlin", "2026-11-01T12:00:00Z", "2026-10-02T22:00:00Z")]
    public void Days_begin_at_midnight_of_the_time_zone_and_end_now(int days, string zone, string now, string after)
    {
        var window = ReportWindow.OfDays(days, TimeZoneInfo.FindSystemTimeZoneById(zone), Utc(now));

        Assert.Equal(Utc(after), window.After);
        Assert.Equal(Utc(now), window.Before);
        Assert.Equal(TimeSpan.Zero, window.After.Offset);
        Assert.True(window.IsOpen);
    }

    [Fact]
    public void All_that_is_remembered_is_30_days_to_the_minute()
    {
        var window = ReportWindow.Remembered(Now);

        Assert.Equal((Now.AddDays(-30), Now, true), (window.After, window.Before, window.IsOpen));
        Assert.Equal(Now.AddDays(-29), window.ByService(Now.AddDays(1)).After);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(-1)]
    public void Days_that_Session_Manager_does_not_remember_are_refused(int days) =>
        Refused("DaysRange", () => ReportWindow.OfDays(days, TimeZoneInfo.Utc, Now));

    [Fact]
    public void At_midnight_the_day_is_empty()
    {
        var window = ReportWindow.OfDays(1, TimeZoneInfo.Utc, Utc("2026-03-15T00:00:00Z"));

        Assert.Equal(TimeSpan.Zero, window.Length);
    }

    [Theory]
    [InlineData("2026-03-15T12:00:00Z", "2026-03-15T12:00:00Z")]
    [InlineData("2026-03-15T12:00:01Z", "2026-03-15T12:00:00Z")]
    [InlineData("2026-03-15T12:00:00Z", "2026-03-15T13:00:00+01:00")]
    public void A_start_that_is_not_before_the_end_is_refused(string after, string before) =>
        Refused("WindowEmpty", () => ReportWindow.Between(Utc(after), Utc(before)));

    [Fact]
    public void A_window_that_begins_before_the_history_is_refused() =>
        Refused("WindowTooOld", () => ReportWindow.Between(Now.AddDays(-31), Now).RequireRemembered(Now));

    [Fact]
    public void A_window_that_has_not_begun_is_refused() =>
        Refused("WindowInFuture", () => ReportWindow.Between(Now, Now.AddDays(1)).RequireRemembered(Now));

    [Fact]
    public void Thirty_days_ago_as_said_a_moment_before_is_not_too_old()
    {
        var window = ReportWindow.Between(Now.AddDays(-30), Now).RequireRemembered(Now.AddSeconds(2));

        Assert.Equal(Now.AddDays(-30).AddSeconds(2), window.After);
    }

    [Fact]
    public void A_window_ends_now_at_the_latest_as_what_comes_is_not_covered() =>
        Assert.Equal(Now, ReportWindow.Between(Now.AddDays(-1), Now.AddDays(1)).RequireRemembered(Now).Before);

    [Fact]
    public void A_window_holds_its_start_and_not_its_end()
    {
        var window = ReportWindow.Between(Now.AddDays(-1), Now);

        Assert.True(window.Contains(window.After));
        Assert.True(window.Contains(window.Before.AddTicks(-1)));
        Assert.False(window.Contains(window.Before));
        Assert.False(window.Contains(window.After.AddTicks(-1)));
    }

    private static void Refused(string rule, Func<ReportWindow> make) => Assert.Equal(rule, Assert.Throws<ReportRequestException>(make).ErrorId);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
