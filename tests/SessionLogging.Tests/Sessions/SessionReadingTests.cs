using SessionLogging.Sessions.Reading;
using static SessionLogging.Tests.Sessions.SampleReport;

namespace SessionLogging.Tests.Sessions;

public sealed class SessionReadingTests
{
    public static TheoryData<int, int> ShapesAndEnds { get; } = [.. from shape in new[] { 0, 1, 2 } from ago in new[] { 0, 40, 48, 60 } select (shape, ago)];

    /// <summary>Calls one after the other keep a pace of 5.9 where an answer takes 80 ms, and lag behind it where it takes 400.</summary>
    [Theory]
    [InlineData(80, 1, 0.99)]
    [InlineData(400, 3, 0.8)]
    public void As_many_calls_are_on_their_way_as_the_pace_asks_for(int latency, int most, double share)
    {
        var (server, run) = Read(count: 4_000, latency, rate: 5.9);

        Assert.Equal(most, server.MostRunning);
        Assert.InRange(server.Calls.Count / run.Took.TotalSeconds, 5.9 * share, 5.9 * 1.01);
        Assert.Equal(0, run.Coverage.Throttled);
    }

    /// <summary>Whether the window ends on a weekend, in the middle of a working day, in its evening or in its night.</summary>
    [Theory]
    [MemberData(nameof(ShapesAndEnds))]
    public void Cutting_a_window_costs_less_than_a_twentieth_of_its_pages_and_one_more(int shape, int hoursAgo)
    {
        var window = ReportWindow.Between(Now.AddDays(-30), Now.AddHours(-hoursAgo));
        for (var count = 0; count <= 8_000; count += 1_000)
        {
            var time = new VirtualTime();
            var server = Server(time, count, latency: 400, shape: shape);
            SessionRun.Read(time, server, rate: 5.9, window, SessionLists.History);

            var pages = server.SerialPages(window);
            Assert.InRange(server.Calls.Count, pages, Math.Ceiling(pages * 1.05) + 1);
        }
    }

    [Fact]
    public void Without_a_pace_sixteen_calls_are_on_their_way_in_small_parts()
    {
        var (server, run) = Read(count: 2_000, latency: 50, rate: 0);

        Assert.Equal(16, server.MostRunning);
        Assert.True(run.Took < TimeSpan.FromMilliseconds(50) * server.SerialPages(Month) / 6, $"{run.Took}");
    }

    [Fact]
    public void Without_a_pace_a_quota_that_shows_by_throttling_is_kept_to()
    {
        var time = new VirtualTime();
        var server = Server(time, 2_000, 50, quota: 6);
        var run = SessionRun.Read(time, server, rate: 0, Month);

        Assert.Null(run.Failure);
        Assert.Equal(server.SerialSessions(Month), run.Sessions.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5.9)]
    public void The_first_page_is_given_as_soon_as_it_came(double rate)
    {
        var (_, run) = Read(count: 2_000, latency: 80, rate, lists: SessionLists.History);

        Assert.Equal(TimeSpan.FromMilliseconds(80), run.FirstPage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Newer_parts_come_first_and_a_server_that_gives_the_newest_first_is_read_in_order(double rate)
    {
        var (_, run) = Read(count: 2_000, latency: 200, rate, lists: SessionLists.History);

        Assert.Equal(run.Sessions.OrderByDescending(session => session.StartDate).Select(session => session.StartDate), run.Sessions.Select(session => session.StartDate));
    }

    [Fact]
    public void A_session_that_ends_while_the_lists_are_read_is_given_once_as_the_one_that_ended()
    {
        var time = new VirtualTime();
        var sessions = Enumerable.Range(0, 400)
            .Select(number => RandomHistory.Session(number, Now.AddMinutes(-number - 1), Now.AddMilliseconds(20 * number)))
            .ToList();
        var server = new SessionServer(time) { Sessions = sessions };
        var run = SessionRun.Read(time, server, rate: 5.9, Month);

        Assert.Equal(sessions.Select(session => session.SessionId), run.Ids.Order(StringComparer.Ordinal));
        Assert.Contains(run.Sessions, session => session.EndDate is null);
        Assert.Contains(run.Sessions, session => session.EndDate > Now);
        var history = server.Calls.SkipWhile(call => call.State is SessionState.Active).ToList();
        Assert.All(history, call => Assert.Equal(SessionState.History, call.State));
        Assert.All(
            run.Sessions.Where(session => session.EndDate is null),
            session => Assert.True(sessions.Single(ended => ended.SessionId == session.SessionId).EndDate > history[0].At));
    }

    [Theory]
    [InlineData(SessionLists.Active, SessionState.Active)]
    [InlineData(SessionLists.History, SessionState.History)]
    public void Only_the_list_that_was_asked_for_is_asked(SessionLists lists, SessionState state)
    {
        var (server, _) = Read(count: 100, latency: 80, rate: 5.9, lists: lists);

        Assert.All(server.Calls, call => Assert.Equal(state, call.State));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Sessions_that_run_are_read_page_after_page(double rate)
    {
        var time = new VirtualTime();
        var running = Enumerable.Range(0, 400).Select(number => RandomHistory.Session(number, Now.AddMinutes(-number - 1), end: null)).ToList();
        var server = new SessionServer(time) { Sessions = running, Latency = _ => TimeSpan.FromMilliseconds(400) };
        SessionRun.Read(time, server, rate, Month, SessionLists.Active);

        Assert.Equal(20, server.Calls.Count);
    }

    [Fact]
    public void A_slow_reader_holds_the_calls_back()
    {
        var time = new VirtualTime();
        var server = Server(time, 20_000, 5);
        time.Run(async () =>
        {
            var reading = new SessionReading(SessionRun.Source(time, server, new CallLimiter(0, time)), Request(SessionLists.History));
            await using var pages = reading.GetAsyncEnumerator();
            for (var page = 0; page < 3; page++)
            {
                Assert.True(await pages.MoveNextAsync());
                await Task.Delay(TimeSpan.FromHours(1), time);
            }
        });

        Assert.InRange(server.Calls.Count, 17, 1 + (3 * 16) + 16);
    }

    [Fact]
    public void A_part_that_lags_behind_lets_others_fetch_only_what_is_to_be_kept_in_memory()
    {
        var time = new VirtualTime();
        var server = new SessionServer(time)
        {
            Sessions = RandomHistory.Make(Now, 30_000, shape: 0, seed: 1),
            Latency = number => number == 1 ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(5),
        };
        time.Run(async () =>
        {
            var reading = new SessionReading(SessionRun.Source(time, server, new CallLimiter(0, time)), Request(SessionLists.History));
            await using var pages = reading.GetAsyncEnumerator();
            Assert.True(await pages.MoveNextAsync());
            Assert.True(await pages.MoveNextAsync());
        });

        Assert.InRange(server.Calls.Count, 56, 2 + 64 + 16);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5.9)]
    public void Ids_are_kept_for_the_first_pages_only(double rate)
    {
        var time = new VirtualTime();
        var server = Server(time, 10_000, 400);
        var source = SessionRun.Source(time, server, new CallLimiter(rate, time));
        var list = new SessionListReader(source, new SessionPages(source), SessionState.History, Month, new Dictionary<string, string>(StringComparer.Ordinal));
        var most = 0;
        time.Run(async () =>
        {
            await foreach (var page in list.ReadAsync(CancellationToken.None))
            {
                most = Math.Max(most, list.IdsKept);
            }
        });

        Assert.InRange(most, server.PageSize, 2 * server.PageSize);
    }

    [Fact]
    public void Progress_counts_pages_and_sessions_and_goes_through_the_days_to_the_last()
    {
        var (_, run) = Read(count: 2_000, latency: 400, rate: 5.9);

        Assert.Equal(run.Sessions.Count, run.Progress[^1].Sessions);
        Assert.Equal(Enumerable.Range(1, run.Progress.Count).Select(page => (long)page), run.Progress.Select(progress => progress.Pages));
        Assert.Equal(run.Progress.Select(progress => progress.DaysCovered).Order(), run.Progress.Select(progress => progress.DaysCovered));
        Assert.InRange(run.Progress[^1].DaysCovered, 29, 30);
        Assert.Equal(30, run.Progress[^1].Days);
    }

    [Fact]
    public void Neighbours_who_use_half_the_quota_slow_a_report_down_and_lose_it_nothing()
    {
        var time = new VirtualTime();
        var server = Server(time, 4_000, 80, quota: 3);
        var run = SessionRun.Read(time, server, 5.9, Month);

        Assert.Null(run.Failure);
        Assert.Equal(server.SerialSessions(Month), run.Sessions.Count);
        Assert.InRange(run.Coverage.Throttled / (double)run.Coverage.Calls, 0, 0.2);
    }

    private static (SessionServer Server, SessionRun Run) Read(
        int count, int latency, double rate, int shape = 0, SessionLists lists = SessionLists.History)
    {
        var time = new VirtualTime();
        var server = Server(time, count, latency, quota: rate > 0 ? (int)Math.Ceiling(rate) : int.MaxValue, shape);
        return (server, SessionRun.Read(time, server, rate, Month, lists));
    }
}
