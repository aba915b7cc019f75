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
    [InlineData(SessionGrouping.S3LogStatus, "Empty")]
    [InlineData(SessionGrouping.CloudWatchLogStatus, "Unknown")]
    [InlineData(SessionGrouping.Role, null)]
    [InlineData(SessionGrouping.PermissionSet, null)]
    [InlineData(SessionGrouping.UnknownReason, null)]
    [InlineData(SessionGrouping.AccountName, "audit")]
    [InlineData(SessionGrouping.Source, "Both")]
    [InlineData(SessionGrouping.SourceReason, null)]
    [InlineData(SessionGrouping.SourceNetwork, "192.0.2.0/24")]
    [InlineData(SessionGrouping.UserAgent, "aws-cli/2.31.0")]
    [InlineData(SessionGrouping.MfaAuthenticated, "True")]
    [InlineData(SessionGrouping.OnBehalfOf, "u-1")]
    [InlineData(SessionGrouping.HasReason, "False")]
    public void Sessions_are_grouped_by_what_is_asked_for_in_the_time_zone(SessionGrouping by, string? key)
    {
        var measure = new SessionMeasure(by, Berlin);
        measure.Add(Record);

        Assert.Equal(key, Assert.Single(measure.Summarize()).Key);
    }

    [Theory]
    [InlineData("2001:db8:1:2::3", "2001:db8:1::/48")]
    [InlineData("::ffff:192.0.2.36", "192.0.2.0/24")]
    [InlineData("ssm.amazonaws.com", "ssm.amazonaws.com")]
    [InlineData("AWS Internal", "AWS Internal")]
    [InlineData(null, null)]
    public void What_is_no_address_is_a_network_of_its_own(string? source, string? network)
    {
        var measure = new SessionMeasure(SessionGrouping.SourceNetwork, Berlin);
        measure.Add(Record with { SourceIPAddress = source });

        Assert.Equal(network, measure.Summarize()[0].Key);
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
        var figures = summaries[0];
        Assert.Equal((3, TimeSpan.FromMinutes(21), TimeSpan.FromMinutes(11)), (figures.Count, figures.GetTotalDuration(), figures.GetLongestDuration()!.Value));
        Assert.Equal((Record.StartDate, Record.StartDate!.Value.AddHours(2)), (figures.FirstStart, figures.LastStart!.Value));
        Assert.Equal((0, 1, 0, 1, 0, 1, 0, 0), (figures.Found, figures.Pending, figures.Expected, figures.Unknown, figures.Empty, figures.Missing, figures.NotLoggable, figures.NotConfigured));
        Assert.Equal(new UnknownReason("The log status was not worked out.", 1), Assert.Single(figures.UnknownReasons));
        Assert.Null(summaries[1].FirstStart);
        Assert.Null(summaries[1].GetLongestDuration());
    }

    [Fact]
    public void Several_keys_group_by_all_of_them()
    {
        var measure = new SessionMeasure([SessionGrouping.Day, SessionGrouping.UserName]);
        foreach (var (day, user) in new[] { (1, "jdoe"), (0, "mary"), (0, "jdoe"), (0, "jdoe"), (1, null) })
        {
            measure.Add(Record with { StartDate = Record.StartDate!.Value.AddDays(day), UserName = user });
        }

        var summaries = measure.Summarize();
        Assert.Equal(
            [("2026-03-29, jdoe", 2), ("2026-03-29, mary", 1), ("2026-03-30, jdoe", 1), ("2026-03-30, -", 1)],
            summaries.Select(summary => (summary.Key, summary.Count)));
        Assert.Equal(("2026-03-29", "jdoe"), (summaries[0].Keys["Day"], summaries[0].Keys["UserName"]));
        Assert.Null(summaries[3].Keys["UserName"]);
    }

    [Fact]
    public void Values_that_look_alike_when_joined_are_groups_of_their_own()
    {
        var measure = new SessionMeasure([SessionGrouping.Target, SessionGrouping.UserName]);
        measure.Add(Record with { Target = "a, b", UserName = "c" });
        measure.Add(Record with { Target = "a", UserName = "b, c" });
        measure.Add(Record with { Target = "a", UserName = null });
        measure.Add(Record with { Target = "a", UserName = "-" });

        Assert.Equal(4, measure.Summarize().Count);
    }

    [Fact]
    public void Each_destination_has_figures_of_its_own_and_half_lost_logs_are_counted()
    {
        var measure = new SessionMeasure(SessionGrouping.Region);
        foreach (var (s3, cloudWatch) in new[]
        {
            (LogStatus.Found, LogStatus.Found), (LogStatus.Found, LogStatus.Missing), (LogStatus.Empty, LogStatus.Found), (LogStatus.Found, LogStatus.NotConfigured),
            (LogStatus.Found, LogStatus.Unknown), (LogStatus.Missing, LogStatus.Missing), (LogStatus.Unknown, LogStatus.Unknown),
        })
        {
            measure.Add(Record with
            {
                LogStatus = s3 < cloudWatch ? s3 : cloudWatch,
                S3LogStatus = s3,
                CloudWatchLogStatus = cloudWatch,
                UnknownReason = s3 is LogStatus.Unknown ? "s3:GetObject was denied." : null,
            });
        }

        var figures = Assert.Single(measure.Summarize());
        Assert.Equal((5, 2, 1, 1), (figures.Found, figures.HalfLost, figures.Missing, figures.Unknown));
        Assert.Equal((4, 1, 1, 1), (figures.S3.Found, figures.S3.Empty, figures.S3.Missing, figures.S3.Unknown));
        Assert.Equal((2, 2, 2, 1), (figures.CloudWatch.Found, figures.CloudWatch.Missing, figures.CloudWatch.Unknown, figures.CloudWatch.NotConfigured));
        Assert.Equal([new UnknownReason("s3:GetObject was denied.", 1)], figures.UnknownReasons);
    }

    [Fact]
    public void Days_come_in_their_order()
    {
        var measure = new SessionMeasure(SessionGrouping.Day);
        foreach (var day in new[] { 1, -1, 0, 1 })
        {
            measure.Add(Record with { StartDate = Record.StartDate!.Value.AddDays(day) });
        }

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
        {
            measure.Add(Record with { StartDate = years > 0 ? early : early.AddYears(-years), EndDate = years > 0 ? early.AddYears(years) : early });
        }

        Assert.Equal(years > 0 ? TimeSpan.MaxValue : TimeSpan.MinValue, measure.Summarize()[0].GetTotalDuration());
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
                summary.Found + summary.Pending + summary.Expected + summary.Unknown + summary.Empty + summary.Missing + summary.NotLoggable + summary.NotConfigured));
            Assert.All(summaries, summary => Assert.Equal([summary.Count, summary.Count], new[] { summary.S3, summary.CloudWatch }.Select(it =>
                it.Found + it.Pending + it.Expected + it.Unknown + it.Empty + it.Missing + it.NotLoggable + it.NotConfigured)));
            Assert.All(summaries, summary => Assert.Equal(summary.Unknown, summary.UnknownReasons.Sum(reason => reason.Count)));
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
        AccountName = "audit",
        KnownFrom = "Both",
        SourceIPAddress = "192.0.2.36",
        UserAgent = "aws-cli/2.31.0 md/awscrt#0.27.6 os/linux",
        MfaAuthenticated = true,
        OnBehalfOf = "u-1",
        LogStatus = LogStatus.Missing,
        S3LogStatus = LogStatus.Empty,
        StartDate = new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero),
        EndDate = new DateTimeOffset(2026, 3, 29, 0, 40, 0, TimeSpan.Zero),
    };
}
