namespace SessionLogging.Tests.Sessions;

/// <summary>Records that are kept for months: what still holds of them, and which of two of one session tells more.</summary>
public sealed class RecordHistoryTests
{
    private static readonly DateTimeOffset June = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static SessionRecord Running => new()
    {
        Region = "eu-west-1",
        SessionId = "jdoe-0123456789abcdef0",
        Status = "Connected",
        StartDate = June.AddHours(-1),
        ObservedAt = June,
        LogStatus = LogStatus.Pending,
        S3LogStatus = LogStatus.Pending,
        CloudWatchLogStatus = LogStatus.NotConfigured,
        LogDetail = "The session runs.",
    };

    [Theory]
    [InlineData(0, LogStatus.Pending)]
    [InlineData(59, LogStatus.Pending)]
    [InlineData(60, LogStatus.Unknown)]
    [InlineData(220_000, LogStatus.Unknown)]
    public void What_was_pending_is_unknown_once_it_must_have_come(int minutes, LogStatus status)
    {
        var aged = Running.AsOf(June.AddMinutes(minutes));

        Assert.Equal((status, status, LogStatus.NotConfigured), (aged.LogStatus, aged.S3LogStatus, aged.CloudWatchLogStatus));
        Assert.Equal(status is LogStatus.Unknown, aged.UnknownReason is not null);
        Assert.Equal(LogStatus.Unknown, aged.AsOf(June.AddYears(1)).LogStatus);
        if (status is LogStatus.Unknown)
        {
            Assert.Equal(aged, aged.AsOf(June.AddYears(1)));
        }
    }

    [Fact]
    public void A_destination_that_was_found_stays_so_while_the_other_ages()
    {
        var aged = (Running with { LogStatus = LogStatus.Found, CloudWatchLogStatus = LogStatus.Found }).AsOf(June.AddDays(1));

        Assert.Equal((LogStatus.Found, LogStatus.Unknown, LogStatus.Found), (aged.LogStatus, aged.S3LogStatus, aged.CloudWatchLogStatus));
        Assert.Null(aged.UnknownReason);
    }

    [Fact]
    public void A_record_of_which_it_was_not_recorded_when_it_was_observed_ages_by_its_end_or_start()
    {
        Assert.Equal(LogStatus.Unknown, (Running with { ObservedAt = null }).AsOf(June).LogStatus);
        Assert.Equal(LogStatus.Pending, (Running with { ObservedAt = null, EndDate = June.AddMinutes(-5) }).AsOf(June).LogStatus);
        Assert.Contains("not recorded", (Running with { ObservedAt = null }).AsOf(June).LogDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_records_the_later_observation_tells_how_the_session_went_whichever_came_last()
    {
        var ended = Running with { Status = "Terminated", EndDate = June.AddHours(2), ObservedAt = June.AddDays(3), LogStatus = LogStatus.Expected, S3LogStatus = LogStatus.Expected };

        Assert.Equal(ended, Running.KeepingLogOf(ended));
        Assert.Equal(ended, ended.KeepingLogOf(Running));
        var found = Running with { LogStatus = LogStatus.Found, CloudWatchLogStatus = LogStatus.Found };
        Assert.Equal(("Terminated", LogStatus.Found), (found.KeepingLogOf(ended).Status, found.KeepingLogOf(ended).LogStatus!.Value));
        Assert.Equal(found.KeepingLogOf(ended), ended.KeepingLogOf(found));
    }

    [Fact]
    public void That_an_object_was_seen_to_be_empty_stays_known()
    {
        var seen = Running with { LogStatus = LogStatus.Empty, S3LogStatus = LogStatus.Empty };

        Assert.Equal(LogStatus.Empty, (Running with { ObservedAt = June.AddDays(1), LogStatus = LogStatus.Expected, S3LogStatus = LogStatus.Expected }).KeepingLogOf(seen).LogStatus);
    }

    /// <summary>What a later record does not say of the origin stays, and one that knows a session from CloudTrail alone takes nothing away.</summary>
    [Theory]
    [InlineData(null, KnownFrom.Both, KnownFrom.Both, true, "Terminated")]
    [InlineData(KnownFrom.Both, null, KnownFrom.Both, true, "Terminated")]
    [InlineData(KnownFrom.DescribeSessions, KnownFrom.Both, KnownFrom.Both, true, "Terminated")]
    [InlineData(KnownFrom.StartSession, KnownFrom.Both, KnownFrom.Both, true, "Terminated")]
    [InlineData(KnownFrom.StartSession, null, KnownFrom.Both, true, "Terminated")]
    [InlineData(KnownFrom.StartSession, KnownFrom.StartSession, KnownFrom.StartSession, true, null)]
    [InlineData(null, KnownFrom.StartSession, KnownFrom.Both, true, "Terminated")]
    [InlineData(null, null, null, false, "Terminated")]
    public void The_origin_is_kept_as_the_log_is(string? newer, string? older, string? known, bool hasSource, string? status)
    {
        SessionRecord Record(string? from, int day) => new()
        {
            Region = "eu-west-1",
            SessionId = "jdoe-0123456789abcdef0",
            Status = from is KnownFrom.StartSession ? null : "Terminated",
            ObservedAt = June.AddDays(day),
            KnownFrom = from,
            SourceIPAddress = from is KnownFrom.Both or KnownFrom.StartSession ? "192.0.2.36" : null,
        };

        foreach (var merged in new[] { Record(newer, 9).KeepingLogOf(Record(older, 1)), Record(older, 1).KeepingLogOf(Record(newer, 9)) })
        {
            Assert.Equal((known, hasSource ? "192.0.2.36" : null, status), (merged.KnownFrom, merged.SourceIPAddress, merged.Status));
        }
    }
}
