using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

public sealed class SessionRecordBuilderTests
{
    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/jdoe", "jdoe")]
    [InlineData("arn:aws:iam::111122223333:user/division/team/jdoe", "jdoe")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Admin/jdoe", "jdoe")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jdoe@example.com", "jdoe@example.com")]
    [InlineData("arn:aws:sts::111122223333:federated-user/jdoe", "jdoe")]
    [InlineData("arn:aws:iam::111122223333:root", "root")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_user_name_is_the_last_name_of_the_ARN(string? arn, string? name) => Assert.Equal(name, OwnerName.Of(arn));

    [Fact]
    public async Task A_record_holds_the_session_and_what_became_of_its_log()
    {
        var documents = new FakeDocuments();
        documents.Add(AccountDocument, new FakeVersion(1, DaysAgo(90), LogsTo("b", "g")));
        var session = Yesterday with { Reason = "patching", AccessType = "Standard" };

        var record = SessionRecordBuilder.From(session, "111122223333", "eu-west-1", await AssessAsync(documents, session));

        Assert.Equal(
            new SessionRecord
            {
                AccountId = "111122223333",
                Region = "eu-west-1",
                SessionId = SessionId,
                Owner = session.Owner,
                UserName = "jdoe",
                Target = session.Target,
                Status = "Terminated",
                StartDate = session.StartDate,
                EndDate = session.EndDate,
                DocumentName = AccountDocument,
                SessionType = "Standard_Stream",
                Reason = "patching",
                AccessType = "Standard",
                LogStatus = LogStatus.Expected,
                LogDetail = record.LogDetail,
                S3LogStatus = LogStatus.Expected,
                S3Uri = $"s3://b/logs/{SessionId}.log",
                CloudWatchLogStatus = LogStatus.Expected,
                LogGroupName = "g",
                LogStreamName = SessionId,
            },
            record);
        Assert.StartsWith("S3: By the preferences", record.LogDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_log_status_says_nothing_of_it()
    {
        var record = SessionRecordBuilder.From(Yesterday, null, "eu-west-1", null);

        Assert.Null(record.LogStatus);
        Assert.Null(record.LogDetail);
        Assert.Null(record.S3Uri);
        Assert.Null(record.SessionType);
        Assert.Equal(TimeSpan.FromHours(1), record.GetDuration());
    }

    [Theory]
    [InlineData("https://eu-west-1.console.aws.amazon.com/s3/object/bucket/logs/a%3Db.log", "s3://bucket/logs/a=b.log")]
    [InlineData("https://eu-west-1.console.aws.amazon.com/s3/object/bucket", null)]
    [InlineData("https://eu-west-1.console.aws.amazon.com/s3/buckets/bucket/key", null)]
    [InlineData("{}", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_output_address_is_read_where_it_is_the_console_s(string? url, string? uri) =>
        Assert.Equal(uri, OutputUrl.ObjectIn(url)?.S3Uri);

    [Theory]
    [InlineData("https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logEventViewer:group=/aws/ssm;stream=jdoe-1", "/aws/ssm jdoe-1")]
    [InlineData("https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logEventViewer:group=%2Faws%2Fssm;stream=jdoe-1", "/aws/ssm jdoe-1")]
    [InlineData("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Fssm/log-events/jdoe-1", "/aws/ssm jdoe-1")]
    [InlineData("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/ssm/log-events/jdoe$2540example.com-1", "ssm jdoe@example.com-1")]
    [InlineData("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/ssm", null)]
    [InlineData("https://eu-west-1.console.aws.amazon.com/cloudwatch/home#logEventViewer:group=ssm", null)]
    [InlineData("https://eu-west-1.console.aws.amazon.com/cloudwatch/home", null)]
    [InlineData("#logEventViewer:group=a;stream=b", null)]
    [InlineData(null, null)]
    public void An_address_of_a_stream_is_read_in_both_forms_of_the_console(string? url, string? place) =>
        Assert.Equal(place, OutputUrl.StreamIn(url) is { } found ? $"{found.Container} {found.Name}" : null);
}
