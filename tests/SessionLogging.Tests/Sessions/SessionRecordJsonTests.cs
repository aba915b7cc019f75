namespace SessionLogging.Tests.Sessions;

public sealed class SessionRecordJsonTests
{
    private static readonly SessionRecord Record = new()
    {
        AccountId = "111122223333",
        Region = "eu-west-1",
        SessionId = "jdoe-0123456789abcdef0",
        Owner = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/jdoe",
        UserName = "jdoe",
        Target = "i-0123456789abcdef0",
        TargetName = "web-1",
        Platform = "Amazon Linux",
        Status = "Terminated",
        StartDate = new DateTimeOffset(2026, 3, 15, 13, 0, 0, 500, TimeSpan.FromHours(1)),
        EndDate = new DateTimeOffset(2026, 3, 15, 12, 1, 0, TimeSpan.Zero),
        DocumentName = "SSM-SessionManagerRunShell",
        SessionType = "Standard_Stream",
        Reason = "ticket 1",
        AccessType = "Standard",
        LogStatus = LogStatus.Found,
        LogDetail = "seen",
        S3LogStatus = LogStatus.Found,
        S3Uri = "s3://logs/jdoe-0123456789abcdef0.log",
        CloudWatchLogStatus = LogStatus.NotConfigured,
        LogGroupName = "ssm",
        LogStreamName = "jdoe-0123456789abcdef0",
        UnknownReason = "denied",
        ObservedAt = new DateTimeOffset(2026, 3, 15, 13, 2, 0, TimeSpan.Zero),
        AccountName = "audit",
        KnownFrom = KnownFrom.Both,
        OriginDetail = "as it is",
        EventTime = new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero),
        EventId = "8086b250-d29c-4659-9aec-86c8446a3895",
        SourceIPAddress = "192.0.2.36",
        UserAgent = "aws-cli/2",
        AccessKeyId = "ASIAIOSFODNN7EXAMPLE",
        MfaAuthenticated = true,
        OnBehalfOf = "602c699c",
        SourceIdentity = "jane",
        Host = "db.example.com",
        Port = "5432",
    };

    private static readonly SessionReportCoverage Coverage = new()
    {
        AccountId = "111122223333",
        Region = "eu-west-1",
        After = new DateTimeOffset(2026, 2, 14, 0, 0, 0, TimeSpan.Zero),
        Before = new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero),
        Complete = false,
        Sessions = 5_000_000_000,
        Calls = 3,
        Throttled = 1,
        Error = "denied",
        ObservedAt = new DateTimeOffset(2026, 3, 15, 12, 0, 9, TimeSpan.Zero),
        AccountName = "audit",
        Source = SessionReportCoverage.EventHistory,
    };

    [Fact]
    public void A_record_is_one_object_with_the_properties_names_and_times_in_UTC() =>
        Assert.Equal(
            """{"AccountId":"111122223333","Region":"eu-west-1","SessionId":"jdoe-0123456789abcdef0","Owner":"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/jdoe","UserName":"jdoe","Target":"i-0123456789abcdef0","TargetName":"web-1","Platform":"Amazon Linux","Status":"Terminated","StartDate":"2026-03-15T12:00:00.5Z","EndDate":"2026-03-15T12:01:00Z","DurationSeconds":59.5,"DocumentName":"SSM-SessionManagerRunShell","SessionType":"Standard_Stream","Reason":"ticket 1","AccessType":"Standard","LogStatus":"Found","LogDetail":"seen","S3LogStatus":"Found","S3Uri":"s3://logs/jdoe-0123456789abcdef0.log","CloudWatchLogStatus":"NotConfigured","LogGroupName":"ssm","LogStreamName":"jdoe-0123456789abcdef0","UnknownReason":"denied","ObservedAt":"2026-03-15T13:02:00Z","RoleName":"AWSReservedSSO_Ops_0123456789abcdef","PermissionSet":"Ops","AccountName":"audit","KnownFrom":"Both","OriginDetail":"as it is","EventTime":"2026-03-15T12:00:00Z","EventId":"8086b250-d29c-4659-9aec-86c8446a3895","SourceIPAddress":"192.0.2.36","UserAgent":"aws-cli/2","AccessKeyId":"ASIAIOSFODNN7EXAMPLE","MfaAuthenticated":true,"OnBehalfOf":"602c699c","SourceIdentity":"jane","Host":"db.example.com","Port":"5432"}""",
            SessionRecordJson.Write(Record));

    [Fact]
    public void A_coverage_is_one_object_with_the_properties_names_and_times_in_UTC() =>
        Assert.Equal(
            """{"AccountId":"111122223333","Region":"eu-west-1","After":"2026-02-14T00:00:00Z","Before":"2026-03-15T12:00:00Z","Complete":false,"Sessions":5000000000,"Calls":3,"Throttled":1,"Error":"denied","ObservedAt":"2026-03-15T12:00:09Z","AccountName":"audit","Source":"CloudTrail Event history"}""",
            SessionRecordJson.Write(Coverage));

    [Fact]
    public void Every_property_but_the_duration_is_written()
    {
        using var json = JsonDocument.Parse(SessionRecordJson.Write(Record));

        Assert.Equal(
            typeof(SessionRecord).GetProperties().Select(property => property.Name).Where(name => name != nameof(SessionRecord.Duration)).Order(StringComparer.Ordinal),
            json.RootElement.EnumerateObject().Select(member => member.Name).Where(name => name != "DurationSeconds").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_written_is_read_back_the_same_from_one_line_that_no_page_can_be_hurt_by() =>
        RandomRecord.Any.Sample(
            record =>
            {
                var line = SessionRecordJson.Write(record);

                Assert.Equal(record, SessionRecordJson.ReadRecord(line));
                Assert.All(line, character => Assert.InRange(character, ' ', '~'));
                Assert.DoesNotContain('<', line);
                Assert.False(SessionRecordJson.IsCoverage(line));
            },
            iter: 2_000);

    [Fact]
    public void A_coverage_is_read_back_the_same_and_told_from_a_record()
    {
        var line = SessionRecordJson.Write(Coverage);

        Assert.Equal(Coverage, SessionRecordJson.ReadCoverage(line));
        Assert.True(SessionRecordJson.IsCoverage(line));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_a_line() =>
        Assert.Equal("\ufffd!", SessionRecordJson.ReadRecord(SessionRecordJson.Write(Record with { Reason = "\ud800!" })).Reason);

    [Fact]
    public void Members_that_are_not_known_are_passed_over_and_times_of_any_offset_become_UTC()
    {
        var record = SessionRecordJson.ReadRecord(
            """{"Region":"eu-west-1","Later":{"a":[1]},"SessionId":"s","StartDate":"2026-03-15T13:00:00+01:00","Owner":null}""");

        Assert.Equal(new SessionRecord { Region = "eu-west-1", SessionId = "s", StartDate = new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero) }, record);
        Assert.Equal(TimeSpan.Zero, record.StartDate!.Value.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"SessionId":"s"}""")]
    [InlineData("""{"Region":"eu-west-1"}""")]
    [InlineData("""{"Region":"eu-west-1","SessionId":1}""")]
    [InlineData("""{"Region":"eu-west-1","SessionId":"\ud800"}""")]
    [InlineData("""{"Region":"eu-west-1","SessionId":"s","StartDate":"soon"}""")]
    [InlineData("""{"Region":"eu-west-1","SessionId":"s","LogStatus":"Lost"}""")]
    [InlineData("""{"Region":"eu-west-1","SessionId":"s","LogStatus":"1"}""")]
    [InlineData("""{"Region":"eu-west-1","SessionId":"s"} {}""")]
    public void A_line_that_holds_no_record_is_an_error(string line) =>
        Assert.Equal("RecordNotReadable", Assert.Throws<SessionRecordFormatException>(() => SessionRecordJson.ReadRecord(line)).ErrorId);

    [Theory]
    [InlineData("""{"Region":"eu-west-1"}""")]
    [InlineData("""{"Region":"eu-west-1","After":"2026-02-14T00:00:00Z","Before":"2026-02-14T00:00:00Z","Complete":"yes","Sessions":1,"Calls":1,"Throttled":1}""")]
    [InlineData("""{"Region":"eu-west-1","After":"2026-02-14T00:00:00Z","Before":"2026-02-14T00:00:00Z","Complete":true,"Sessions":1.5,"Calls":1,"Throttled":1}""")]
    public void A_line_that_holds_no_coverage_is_an_error(string line) =>
        Assert.Throws<SessionRecordFormatException>(() => SessionRecordJson.ReadCoverage(line));
}
