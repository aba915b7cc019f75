using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Tests.Sessions;

namespace SessionLogging.Tests.Recorded;

/// <summary>The Event history is read whole, once, and at AWS's pace.</summary>
public sealed class CallHistoryTests
{
    private static readonly DateTimeOffset Now = new VirtualTime().Now;

    private static ReportWindow Quarter => ReportWindow.Remembered(Now, CallHistory.Days);

    public static TheoryData<string> Faults => ["none", "throttled", "errors", "silence", "repeated pages", "lost tokens", "no order", "own clock slow", "all of them"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Ninety_days_are_what_the_service_has_whatever_happens(string trouble)
    {
        var time = new VirtualTime();
        var all = CallRun.Make(Now, 900, days: 95);
        var isAll = trouble == "all of them";
        var server = new CallServer(time)
        {
            Records = all,
            NewestFirst = trouble != "no order",
            Ahead = trouble == "own clock slow" ? TimeSpan.FromHours(5) : null,
            LosesTokens = number => (isAll || trouble == "lost tokens") && number % 5 == 4,
            Faults = number => trouble switch
            {
                "throttled" when number % 4 == 1 => Fault.Throttled,
                "errors" when number % 3 == 1 => Fault.ServerError,
                "silence" when number % 7 == 2 => Fault.TimedOut,
                "repeated pages" when number % 4 == 3 => Fault.RepeatedPage,
                "all of them" => (number % 11) switch { 1 => Fault.Throttled, 3 => Fault.ServerError, 6 => Fault.TimedOut, 8 => Fault.RepeatedPage, _ => Fault.None },
                _ => Fault.None,
            },
        };

        var run = CallRun.Read(time, server, Quarter);

        var now = time.Now + (server.Ahead ?? TimeSpan.Zero);
        Assert.Null(run.Reach.Failure);
        Assert.Equal(Expected(all, run.Reach.Since), [.. run.Ids.Where(id => all.Single(call => call.EventId == id).EventTime >= run.Reach.Since)]);
        Assert.InRange(run.Reach.Since, now.AddDays(-CallHistory.Days).AddMinutes(-10), now.AddDays(-CallHistory.Days).AddMinutes(10));
        Assert.Equal(run.Ids.Distinct(StringComparer.Ordinal), run.Ids);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(450)]
    [InlineData(800)]
    public void Slow_answers_do_not_hold_up_the_pace(int latency)
    {
        var time = new VirtualTime();
        var server = new CallServer(time) { Records = [.. CallRun.Make(Now, 5000, days: 90).Select(call => call with { EventName = "StartSession" })], Latency = _ => TimeSpan.FromMilliseconds(latency) };

        var run = CallRun.Read(time, server, Quarter);

        // 95 % of the 100 events a second that the quota lets through.
        Assert.Equal(5000, run.Calls.Count);
        Assert.Equal(0, server.Throttled);
        Assert.InRange(run.Took.TotalSeconds, 0, (5000 / 95.0) + 8);
    }

    [Fact]
    public void What_fits_on_a_page_takes_one_call()
    {
        var time = new VirtualTime();
        var server = new CallServer(time) { Records = CallRun.Make(Now, 40, days: 80) };

        var run = CallRun.Read(time, server, Quarter);

        Assert.Equal((36, 1L), (run.Calls.Count, run.History.Calls));
    }

    [Fact]
    public void A_failure_says_since_when_all_was_read()
    {
        for (var denied = 0; denied < 12; denied++)
        {
            var time = new VirtualTime();
            var all = CallRun.Make(Now, 600, days: 89);
            var run = CallRun.Read(time, new CallServer(time) { Records = all, DeniesFrom = denied }, Quarter);

            Assert.Equal(AwsCallFailure.Denied, run.Reach.Failure?.Kind);
            Assert.InRange(run.Reach.Since, run.Reach.After, run.Reach.Before);
            Assert.Empty(Expected(all, run.Reach.Since.AddSeconds(1)).Except(run.Ids, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_window_in_the_past_is_bounded_on_both_sides()
    {
        var time = new VirtualTime();
        var all = CallRun.Make(Now, 600, days: 90);
        var window = ReportWindow.Between(Now.AddDays(-60), Now.AddDays(-50), CallHistory.Days);
        var server = new CallServer(time) { Records = all };

        var run = CallRun.Read(time, server, window);

        Assert.Equal(Expected(all, window.After, window.Before), [.. run.Calls.Where(call => window.Contains(call.EventTime)).Select(call => call.EventId!).Order(StringComparer.Ordinal)]);
        Assert.All(server.Queries, query => Assert.True(query.Before <= window.Before));
    }

    private static IEnumerable<string> Expected(IReadOnlyList<RecordedCall> all, DateTimeOffset since, DateTimeOffset? before = null) =>
        all.Where(call => call.EventName == "StartSession" && call.EventTime >= since && !(call.EventTime >= before)).Select(call => call.EventId!).Order(StringComparer.Ordinal);
}
