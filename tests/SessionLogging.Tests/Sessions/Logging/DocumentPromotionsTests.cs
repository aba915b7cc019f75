using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Tests.Recorded;
using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>Where CloudTrail tells when a default was moved, one configuration can have applied where several could.</summary>
public sealed class DocumentPromotionsTests
{
    private readonly VirtualTime _time = new();

    /// <summary>Versions 1 to 3 are 200, 20 and 1 day old, and the default is 2; when it became so, and of when the session is.</summary>
    [Theory]
    [InlineData("known", 20, 10, LogStatus.Expected, "s3://second/")]
    [InlineData("known", 20, 0.5, LogStatus.Unknown, "2 configurations can have applied")]
    [InlineData("known", 15, 17, LogStatus.Unknown, "2 configurations can have applied")]
    [InlineData("known", 10, 10, LogStatus.Unknown, "2 configurations can have applied")]
    [InlineData("denied", 20, 10, LogStatus.Unknown, "2 configurations can have applied")]
    [InlineData("of another document", 20, 10, LogStatus.Expected, "s3://second/")]
    [InlineData("not there yet", 20, 10, LogStatus.Unknown, "2 configurations can have applied")]
    public void The_default_of_then_is_what_can_have_applied(string trouble, double promoted, double started, LogStatus status, string words)
    {
        var documents = new FakeDocuments();
        documents.AddWithDefault(
            AccountDocument, 2, new(1, Ago(200), LogsTo("first")), new(2, Ago(20), LogsTo("second")), new(3, Ago(1), LogsTo("third")));
        var server = new CallServer(_time)
        {
            DeniesFrom = trouble == "denied" ? 0 : int.MaxValue,
            Records = [Promotion(trouble == "of another document" ? "Other" : AccountDocument, Ago(promoted), trouble == "not there yet" ? "1" : "2")],
        };
        var history = new CallHistory(server, new CallLimiter(2, _time), _time, () => 0.5);
        var logs = new SessionLogs(documents, _time, new DocumentPromotions(history, _time));
        LogAssessment? assessed = null;

        _time.Run(async () => assessed = await logs.AssessAsync(Yesterday with { StartDate = Ago(started), EndDate = Ago(started).AddMinutes(5) }, CancellationToken.None));

        Assert.Equal(status, assessed!.Status);
        Assert.Contains(words, assessed.S3.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_default_is_the_latest_nobody_is_asked()
    {
        var documents = new FakeDocuments();
        documents.Add(AccountDocument, new(1, Ago(200), LogsTo("first")), new(2, Ago(20), LogsTo("second")));
        var server = new CallServer(_time);
        var logs = new SessionLogs(documents, _time, new DocumentPromotions(new CallHistory(server, new CallLimiter(2, _time), _time, () => 0.5), _time));

        _time.Run(() => logs.AssessAsync(Yesterday with { StartDate = Ago(3), EndDate = Ago(2) }, CancellationToken.None));

        Assert.Equal(0, server.Calls);
    }

    private static DateTimeOffset Ago(double days) => new VirtualTime().Now.AddDays(-days);

    private static RecordedCall Promotion(string document, DateTimeOffset time, string version) => new()
    {
        EventTime = time, EventId = "p", EventName = "UpdateDocumentDefaultVersion", EventSource = "ssm.amazonaws.com", Request = new() { Name = document, DocumentVersion = version },
    };
}
