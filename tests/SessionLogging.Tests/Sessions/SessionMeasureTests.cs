using CsCheck;
using SessionLogging.Sessions;

namespace SessionLogging.Tests.Sessions;

public sealed class SessionMeasureTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(SessionGrouping.Owner, "arn:aws:iam::111122223333:user/jdoe")]
    [InlineData(SessionGrouping.UserName, "jdoe")]
    [InlineData(SessionGrouping.Target, "i-1")]
    [InlineData(SessionGrouping.Document, "Doc")]
    [InlineData(SessionGrouping.Day, "2026-03-29")]
    [InlineData(SessionGrouping.Hour, "01")]
    [InlineData(SessionGrouping.Status, "Terminated")]
    [InlineData(SessionGrouping.LogStatus, "Missing")]
    [InlineData(SessionGrouping.AccountId, "111122223333")]
    [InlineData(SessionGrouping.Region, "eu-west-1")]
    public void Sessions_are_grouped_by_what_is_asked_for_in_the_time_zone(SessionGrouping by, string key)
    {
        var measure = new SessionMeasure(by, Berlin);
        measure.Add(Record);

        Assert.Equal(key, Assert.Single(measure.Summarize()).Key);
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "01")]
    [InlineData("2026-03-29T01:00:00Z", "03")]
    [InlineData("2026-10-25T00:30:00Z", "02")]
    [InlineData("2026-10-25T01:30:00Z", "02")]
    public void Hours_are_those_that_a_clock_showed_also_when_it_was_changed(string start, string hour)
    {
        var measure = new SessionMeasure(SessionGrouping.Hour, Berlin);
        measure.Add(Record with { StartDate = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(hour, measure.Summarize()[0].Key);
    }

    [Fact]
    public void Figures_are_those_of_the_sessions()
    {
        var measure = new SessionMeasure(SessionGrouping.UserName);
        measure.Add(Record);
        measure.Add(Record with { EndDate = null, LogStatus = LogStatus.Pending, StartDate = Record.StartDate!.Value.AddHours(2) });
        measure.Add(Record with { EndDate = Record.EndDate!.Value.AddMinutes(1), LogStatus = null });
        measure.Add(Record with { UserName = "ann", StartDate = null });
        measure.Add(Record with { UserName = null });

        var summaries = measure.Summarize();
        Assert.Equal(["jdoe", "ann", null], summaries.Select(summary => summary.Key));
        Assert.Equal(
            new SessionSummary
            {
                Key = "jdoe",
                Count = 3,
                TotalDuration = TimeSpan.FromMinutes(21),
                LongestDuration = TimeSpan.FromMinutes(11),
                FirstStart = Record.StartDate,
                LastStart = Record.StartDate!.Value.AddHours(2),
                Found = 0,
                Pending = 1,
                Expected = 0,
                Unknown = 1,
                Missing = 1,
                NotLoggable = 0,
                NotConfigured = 0,
            },
            summaries[0]);
        Assert.Null(summaries[1].FirstStart);
        Assert.Null(summaries[1].LongestDuration);
    }

    [Fact]
    public void Days_come_in_their_order()
    {
        var measure = new SessionMeasure(SessionGrouping.Day);
        foreach (var day in new[] { 1, -1, 0, 1 })
            measure.Add(Record with { StartDate = Record.StartDate!.Value.AddDays(day) });

        Assert.Equal(["2026-03-28", "2026-03-29", "2026-03-30"], measure.Summarize().Select(summary => summary.Key));
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(-8_000)]
    public void Durations_that_nobody_can_have_had_are_added_up_as_far_as_a_duration_goes(int years)
    {
        var measure = new SessionMeasure(SessionGrouping.Region);
        var early = new DateTimeOffset(1_000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var session = 0; session < 5; session++)
            measure.Add(Record with { StartDate = years > 0 ? early : early.AddYears(-years), EndDate = years > 0 ? early.AddYears(years) : early });

        Assert.Equal(years > 0 ? TimeSpan.MaxValue : TimeSpan.MinValue, measure.Summarize()[0].TotalDuration);
    }

    [Fact]
    public void Every_session_counts_in_one_group_and_with_one_log_status() =>
        Gen.Select(RandomRecord.Any.List[0, 40], Gen.Enum<SessionGrouping>()).Sample((records, by) =>
        {
            var measure = new SessionMeasure(by);
            records.ForEach(measure.Add);

            var summaries = measure.Summarize();
            Assert.Equal(records.Count, summaries.Sum(summary => summary.Count));
            Assert.All(summaries, summary => Assert.Equal(
                summary.Count,
                summary.Found + summary.Pending + summary.Expected + summary.Unknown + summary.Missing + summary.NotLoggable + summary.NotConfigured));
            Assert.Equal(summaries.Count, summaries.Select(summary => summary.Key).Distinct().Count());
        });

    private static SessionRecord Record => new()
    {
        AccountId = "111122223333",
        Region = "eu-west-1",
        SessionId = "jdoe-0123456789abcdef0",
        Owner = "arn:aws:iam::111122223333:user/jdoe",
        UserName = "jdoe",
        Target = "i-1",
        DocumentName = "Doc",
        Status = "Terminated",
        LogStatus = LogStatus.Missing,
        StartDate = new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero),
        EndDate = new DateTimeOffset(2026, 3, 29, 0, 40, 0, TimeSpan.Zero),
    };
}
