using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

public sealed class DocumentTimelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_read_once_and_only_when_a_session_needs_it()
    {
        var documents = new FakeDocuments();
        documents.Add("Ours", Version(1, 40), Version(2, 10), Version(3, 5));
        var timeline = new DocumentTimeline(documents, "Ours");

        Assert.Empty(documents.Calls);
        foreach (var days in new[] { 20, 7, 20, 7, 15 })
        {
            await timeline.AtAsync(DaysAgo(days), Cancellation);
        }

        Assert.Equal(["DescribeDocument Ours", "ListDocumentVersions Ours", "GetDocument Ours 1", "GetDocument Ours 2"], documents.Calls);
    }

    [Fact]
    public async Task A_denial_is_asked_for_once()
    {
        var documents = new FakeDocuments();
        documents.Add("Ours", Version(1, 40));
        documents.Denied.Add("ListDocumentVersions");
        var timeline = new DocumentTimeline(documents, "Ours");

        var first = await timeline.AtAsync(DaysAgo(3), Cancellation);
        Assert.Equal(first.Doubt, (await timeline.AtAsync(DaysAgo(2), Cancellation)).Doubt);

        Assert.Equal(["DescribeDocument Ours", "ListDocumentVersions Ours"], documents.Calls);
    }

    [Fact]
    public async Task Versions_that_log_alike_are_one_reading()
    {
        var documents = new FakeDocuments();
        documents.Add("Ours", new FakeVersion(1, DaysAgo(9), LogsTo("b")), new FakeVersion(2, DaysAgo(3), LogsTo("b").Replace("20", "30")));

        var moment = await new DocumentTimeline(documents, "Ours").AtAsync(DaysAgo(3), Cancellation);

        Assert.Null(moment.Doubt);
        Assert.Single(moment.Readings);
    }

    [Fact]
    public async Task A_default_that_is_not_the_latest_leaves_every_version_that_existed()
    {
        var documents = new FakeDocuments();
        documents.AddWithDefault("Ours", 2, Version(1, 40), Version(2, 30), Version(3, 20), Version(4, 1));

        var moment = await new DocumentTimeline(documents, "Ours").AtAsync(DaysAgo(10), Cancellation);

        Assert.Equal(["b1", "b2", "b3"], moment.Readings.Select(reading => reading.Configuration.S3.Container));
    }

    private static FakeVersion Version(int number, int daysAgo) => new(number, DaysAgo(daysAgo), LogsTo($"b{number}"));
}
