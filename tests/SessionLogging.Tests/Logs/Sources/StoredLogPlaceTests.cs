using SessionLogging.Logs.Sources;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Logs.Sources;

public sealed class StoredLogPlaceTests
{
    private static readonly SessionRecord Running = LogBench.InBoth with { EndDate = null, Status = "Connected" };

    /// <summary>What lies in S3, in the stream, whether the session runs, what is asked for, and where it is read.</summary>
    [Theory]
    [InlineData("log", true, false, SessionLogOrigin.Auto, LogBench.S3Uri)]
    [InlineData(null, true, false, SessionLogOrigin.Auto, LogBench.StreamPlace)]
    [InlineData("", true, false, SessionLogOrigin.Auto, LogBench.StreamPlace)]
    [InlineData("unable to generate log data", true, false, SessionLogOrigin.Auto, LogBench.StreamPlace)]
    [InlineData("log", true, true, SessionLogOrigin.Auto, LogBench.StreamPlace)]
    [InlineData("log", true, false, SessionLogOrigin.CloudWatch, LogBench.StreamPlace)]
    [InlineData("log", true, true, SessionLogOrigin.S3, LogBench.S3Uri)]
    [InlineData("log", false, true, SessionLogOrigin.Auto, LogBench.S3Uri)]
    [InlineData("unable to generate log data", false, false, SessionLogOrigin.Auto, null)]
    [InlineData(null, true, false, SessionLogOrigin.S3, null)]
    [InlineData("log", false, false, SessionLogOrigin.CloudWatch, null)]
    public async Task The_first_place_that_holds_a_log_is_read(string? inS3, bool isStreamed, bool runs, SessionLogOrigin origin, string? expected)
    {
        var bench = new LogBench();
        bench = inS3 is null ? bench : bench.WithObject(inS3);
        bench = isStreamed ? bench.WithStream([LogBench.Event("a")]) : bench;
        var session = runs ? Running : LogBench.InBoth;

        if (expected is null)
        {
            Assert.Equal("LogNotFound", (await bench.FailAsync(session, origin)).ErrorId);
            return;
        }

        using var log = await bench.OpenAsync(session, origin);
        Assert.Equal(expected, log.Place);
        Assert.Equal(expected == LogBench.S3Uri ? SessionLogOrigin.S3 : SessionLogOrigin.CloudWatch, log.Origin);
    }

    [Fact]
    public async Task Where_the_record_does_not_say_every_place_that_can_have_applied_is_tried()
    {
        var bench = new LogBench();
        bench.Documents.AddWithDefault(
            Situations.AccountDocument,
            1,
            new FakeVersion(1, Situations.DaysAgo(90), Situations.LogsTo(bucket: "first", group: LogBench.Group)),
            new FakeVersion(2, Situations.DaysAgo(20), Situations.LogsTo(bucket: "second")));

        var failure = await bench.FailAsync(LogBench.Session);

        Assert.Equal(
            ["s3://first/logs/jdoe-0123456789abcdef0.log", "s3://second/logs/jdoe-0123456789abcdef0.log", LogBench.StreamPlace],
            failure.Attempts.Select(attempt => attempt.Place));
        bench.Store.Bucket("second", "logs/jdoe-0123456789abcdef0.log", "found");
        Assert.Equal("found", (await bench.CopyAsync(LogBench.Session)).Text);
    }

    [Fact]
    public async Task What_a_record_says_is_tried_before_anything_is_worked_out()
    {
        var bench = new LogBench().WithObject("found");

        await bench.CopyAsync(LogBench.InS3 with { LogStatus = null, S3LogStatus = null, CloudWatchLogStatus = null });

        Assert.Empty(bench.Documents.Calls);
    }

    /// <summary>Whatever call fails and however, it is told as what it is, at the place where it failed.</summary>
    [Theory]
    [InlineData("GetObject", "denied", "LogDenied", LogPlaceOutcome.Denied, "s3:GetObject was denied.")]
    [InlineData("GetObject", "unreachable", "LogNotRead", LogPlaceOutcome.Failed, "connection refused")]
    [InlineData("GetObject", "archived", "LogNotRead", LogPlaceOutcome.Failed, "restore")]
    [InlineData("GetObject", "no bucket", "LogNotFound", LogPlaceOutcome.NoContainer, "no such bucket")]
    [InlineData("GetObject", "no key", "LogNotFound", LogPlaceOutcome.Absent, "not there")]
    [InlineData("GetObject", "key denied", "LogDenied", LogPlaceOutcome.Denied, "kms:Decrypt was denied.")]
    [InlineData("GetLogEvents", "denied", "LogDenied", LogPlaceOutcome.Denied, "logs:GetLogEvents was denied.")]
    [InlineData("GetLogEvents", "no group", "LogNotFound", LogPlaceOutcome.NoContainer, "no such log group")]
    [InlineData("GetLogEvents", "no stream", "LogNotFound", LogPlaceOutcome.Absent, "not there")]
    public async Task A_call_that_fails_is_told_as_what_it_is(string operation, string how, string id, LogPlaceOutcome outcome, string words)
    {
        var bench = new LogBench();
        bench.Store.Failing[operation] = (service, asked) => how switch
        {
            "denied" => FakeFailures.Denied(service, asked),
            "unreachable" => FakeFailures.Unreachable(service, asked),
            "archived" => new(AwsCallFailure.Refused, service, asked, "InvalidObjectState", "r", 403, "The operation is not valid for the object's storage class"),
            "no bucket" => new(AwsCallFailure.NotFound, service, asked, "NoSuchBucket", "r", 404, "none"),
            "no key" => new(AwsCallFailure.NotFound, service, asked, "NoSuchKey", "r", 404, "none"),
            "key denied" => new(AwsCallFailure.Denied, service, asked, "AccessDenied", "r", 403, "User: x is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext"),
            "no group" => new(AwsCallFailure.NotFound, service, asked, "ResourceNotFoundException", "r", 400, "The specified log group does not exist."),
            _ => new(AwsCallFailure.NotFound, service, asked, "ResourceNotFoundException", "r", 400, "The specified log stream does not exist."),
        };

        var failure = await bench.FailAsync(operation == "GetObject" ? LogBench.InS3 : LogBench.InCloudWatch);

        Assert.Equal((id, outcome), (failure.ErrorId, Assert.Single(failure.Attempts).Outcome));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Attempts[0].Place, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_place_that_cannot_be_read_does_not_hide_another()
    {
        var bench = new LogBench().WithStream([LogBench.Event("a")]);
        bench.Store.Failing["GetObject"] = FakeFailures.Denied;

        Assert.Equal(LogBench.StreamPlace, (await bench.CopyAsync(LogBench.InBoth)).Place);
    }

    [Fact]
    public async Task What_is_wrong_with_the_identity_is_no_absence()
    {
        var bench = new LogBench();
        bench.Store.Failing["GetObject"] = (service, asked) => new(AwsCallFailure.Denied, service, asked, "ExpiredToken", "r", 400, "The provided token has expired.");

        Assert.Equal("TokenExpired", (await Assert.ThrowsAsync<AwsCallException>(() => bench.OpenAsync(LogBench.InS3))).ErrorId);
    }

    public static TheoryData<string, SessionRecord, string, string?> Reasons => new()
    {
        { "ended long ago", LogBench.InS3, "A node that stopped", "until about 2026-12-07 13:00:00Z, if the node still exists: /var/lib/amazon/ssm/i-02573cafcfEXAMPLE/session/orchestration/jdoe-0123456789abcdef0/" },
        { "ended longer ago", LogBench.InS3 with { EndDate = Situations.DaysAgo(20) }, "A node that stopped", "14 days, which have passed" },
        { "just ended", LogBench.InS3 with { EndDate = Situations.Now.AddMinutes(-5) }, "less than an hour ago: its log may still come", "if the node still exists" },
        { "runs", LogBench.InS3 with { EndDate = null, Status = "Connected" }, "The session runs", null },
        { "port", LogBench.Session with { LogStatus = LogStatus.NotLoggable, S3LogStatus = LogStatus.NotLoggable, CloudWatchLogStatus = LogStatus.NotLoggable, LogDetail = "Port forwarding and SSH sessions are never logged." }, "never logged", null },
        { "off", LogBench.Session with { LogStatus = LogStatus.NotConfigured, S3LogStatus = LogStatus.NotConfigured, CloudWatchLogStatus = LogStatus.NotConfigured, LogDetail = "The preferences that applied name no bucket." }, "name no bucket", "Set-SsmS3Logging" },
        { "container", LogBench.InS3 with { Target = "ecs:a_b_c" }, "A node that stopped", null },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task An_absent_log_says_why_it_may_be_missing(string what, SessionRecord session, string reason, string? advice)
    {
        var failure = await new LogBench().WithObject("x", "another").FailAsync(session);

        Assert.True(failure.Message.Contains(reason, StringComparison.Ordinal), $"{what}: {failure.Message}");
        Assert.True(advice is null ? failure.RecommendedAction is null : failure.RecommendedAction?.Contains(advice, StringComparison.Ordinal) is true, $"{what}: {failure.RecommendedAction}");
    }

    [Fact]
    public async Task A_session_of_which_nothing_was_worked_out_says_the_same()
    {
        var bench = new LogBench();
        bench.Documents.Add(Situations.AccountDocument, new FakeVersion(1, Situations.DaysAgo(90), Situations.LogsTo()));

        Assert.Contains("The preferences that applied name no bucket", (await bench.FailAsync(LogBench.Session)).Message, StringComparison.Ordinal);
        Assert.Contains("only is their tunnel", (await bench.FailAsync(LogBench.Session with { DocumentName = "AWS-StartSSHSession" })).Message, StringComparison.Ordinal);
    }
}
