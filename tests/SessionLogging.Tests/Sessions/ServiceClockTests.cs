using SessionLogging.Sessions.Reading;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Sessions;

/// <summary>Whatever the machine's clock shows, the service's decides which sessions a report is about and what has just ended.</summary>
public sealed class ServiceClockTests
{
    public static TheoryData<int> Skews { get; } = [0, 1, -1, 120, -120, 86_000, -86_000, 400 * 86_400];

    [Theory]
    [MemberData(nameof(Skews))]
    public void Sessions_that_run_are_given_however_slow_the_clock_is(int seconds)
    {
        var (time, server) = Server(TimeSpan.FromSeconds(seconds));

        var run = Read(time, server, Days(30, time), SessionLists.Active, earlier: true);

        Assert.Contains("new", run.Ids);
        Assert.All(server.Queries, query => Assert.Null(query.InvokedBefore));
        Assert.Equal((true, ServiceNow(time, server)), (run.Coverage.Complete, run.Coverage.Before));
    }

    [Theory]
    [MemberData(nameof(Skews))]
    public void Days_are_those_of_the_services_calendar(int seconds)
    {
        foreach (var lists in Enum.GetValues<SessionLists>())
        {
            foreach (var days in new int?[] { 1, 2, 30, null })
            {
                var (time, server) = Server(TimeSpan.FromSeconds(seconds));
                var window = Days(days, ServiceNow(time, server));

                var run = Read(time, server, Days(days, time), lists, earlier: lists is not SessionLists.History);

                Assert.Equal((window.After, window.Before), (run.Coverage.After, run.Coverage.Before));
                Assert.Equal(
                    server.Sessions.Where(session => session.EndDate is null
                        ? lists is not SessionLists.History
                        : lists is not SessionLists.Active && window.Contains(session.StartDate!.Value)).Select(session => session.SessionId).Order(),
                    run.Ids.Order());
            }
        }
    }

    [Theory]
    [InlineData(120, -1, null)]
    [InlineData(-120, -1, null)]
    [InlineData(-120, 30, null)]
    [InlineData(120, -60, null)]
    [InlineData(0, 300, "WindowInFuture")]
    [InlineData(-3_600, 4_000, "WindowInFuture")]
    [InlineData(3_600, -30 * 86_400, "WindowTooOld")]
    public void A_window_that_was_given_is_judged_by_the_services_clock(int ahead, int afterServiceNow, string? refused)
    {
        var (time, server) = Server(TimeSpan.FromSeconds(ahead));
        var after = afterServiceNow > -86_400 ? ServiceNow(time, server).AddSeconds(afterServiceNow) : time.Now.AddSeconds(afterServiceNow);
        if (refused is null && afterServiceNow > 0)
        {
            after = ServiceNow(time, server).AddSeconds(-afterServiceNow);
        }

        var run = Read(time, server, ReportWindow.Between(after, null).RequirePlausible(time.Now), SessionLists.All, earlier: false);

        Assert.Equal(refused, run.Refusal?.ErrorId);
        Assert.Equal(refused is null, run.Coverage.Complete);
    }

    [Fact]
    public void An_end_that_was_given_is_sent_and_kept()
    {
        var (time, server) = Server(TimeSpan.FromMinutes(2));
        var before = time.Now.AddMinutes(-30);

        var run = Read(time, server, ReportWindow.Between(time.Now.AddDays(-3), before), SessionLists.All, earlier: false);

        Assert.All(server.Queries, query => Assert.True(query.InvokedBefore >= before));
        Assert.Equal(before, run.Coverage.Before);
        Assert.DoesNotContain("new", run.Ids);
    }

    [Theory]
    [InlineData(7_200)]
    [InlineData(-7_200)]
    public async Task What_has_just_ended_is_told_by_the_services_clock(int seconds)
    {
        var time = new VirtualTime();
        var clock = new ServiceClock(time);
        clock.Learn(time.Now.AddSeconds(seconds));
        var documents = new FakeDocuments();
        documents.Add(Situations.AccountDocument, new FakeVersion(1, time.Now.AddDays(-90), Situations.LogsTo("b")));
        var ended = Situations.Yesterday with { StartDate = time.Now.AddSeconds(seconds).AddHours(-2), EndDate = time.Now.AddSeconds(seconds).AddMinutes(-5) };

        Assert.Equal(LogStatus.Pending, (await new SessionLogs(documents, clock).AssessAsync(ended, TestContext.Current.CancellationToken)).Status);
        Assert.Equal(
            LogStatus.Expected,
            (await new SessionLogs(documents, clock).AssessAsync(ended with { EndDate = ended.EndDate.Value.AddHours(-1) }, TestContext.Current.CancellationToken)).Status);
    }

    private static (VirtualTime Time, SessionServer Server) Server(TimeSpan ahead)
    {
        var time = new VirtualTime();
        var now = time.Now + ahead;
        Session[] sessions =
        [
            Of("new", now.AddSeconds(-1), end: null),
            Of("old", now.AddDays(-400), end: null),
            .. from hours in Enumerable.Range(0, 31 * 12) select Of($"s{hours}", now.AddHours(-2 * hours).AddMinutes(-20), now.AddHours(-2 * hours).AddMinutes(-10)),
        ];
        return (time, new SessionServer(time) { Sessions = sessions, Ahead = ahead, Latency = _ => TimeSpan.Zero });
    }

    private static Session Of(string id, DateTimeOffset start, DateTimeOffset? end) => new()
    {
        SessionId = id,
        StartDate = start,
        EndDate = end,
        Status = end is null ? "Connected" : "Terminated",
    };

    private static DateTimeOffset ServiceNow(VirtualTime time, SessionServer server) => time.Now + server.Ahead!.Value;

    private static ReportWindow Days(int? days, VirtualTime time) => Days(days, time.Now);

    private static ReportWindow Days(int? days, DateTimeOffset now) => days is { } count ? ReportWindow.OfDays(count, TimeZoneInfo.Utc, now) : ReportWindow.Remembered(now);

    private static SessionRun Read(VirtualTime time, SessionServer server, ReportWindow window, SessionLists lists, bool earlier) =>
        SessionRun.Read(time, SessionRun.Source(time, server, new CallLimiter(0, time)), window, lists, earlier: earlier);
}
