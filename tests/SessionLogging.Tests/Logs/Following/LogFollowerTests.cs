using SessionLogging.Logs.Following;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Logs.Following;

public sealed class LogFollowerTests
{
    [Fact]
    public void New_lines_are_there_within_two_seconds_until_the_session_has_ended_and_is_quiet()
    {
        var bench = new FollowBench().Session("a-1", endsAt: 20);
        for (var i = 0; i < 22; i++)
        {
            bench.Event("a-1", i + 0.3, $"line {i}");
        }

        bench.Follow();

        Assert.Equal(Enumerable.Range(0, 22).Select(i => $"line {i}"), bench.Lines.Select(line => line.Text));
        Assert.All(bench.Lines.Select((line, i) => line.At - i - 0.3), late => Assert.InRange(late, 0, 2));
        Assert.Equal(["ended a-1 True at 32"], bench.Told.Select(told => told.Replace("at 33", "at 32", StringComparison.Ordinal).Replace("at 31", "at 32", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_comes_when_the_session_has_ended_is_waited_for()
    {
        var bench = new FollowBench().Session("a-1", endsAt: 5).Event("a-1", 1, "first").Event("a-1", 12, "last").Follow();

        Assert.Equal(["first", "last"], bench.Lines.Select(line => line.Text));
        Assert.StartsWith("ended a-1 True at 2", Assert.Single(bench.Told), StringComparison.Ordinal);
    }

    /// <summary>Late, out of order, over several pages and again: each event once.</summary>
    [Fact]
    public void Every_event_is_given_once()
    {
        Gen.Select(Gen.Select(Gen.Double[0, 30], Gen.Double[0, 4], Gen.Int[0, 2]).Array[1, 40], Gen.Int[1, 9]).Sample(
            (events, perPage) =>
            {
                var bench = new FollowBench { EventsPerPage = perPage }.Session("a-0", 30).Session("a-1", 30).Session("a-2", 30);
                for (var i = 0; i < events.Length; i++)
                {
                    var (at, late, session) = events[i];
                    bench.Event($"a-{session}", at, $"line {i}", dated: at - late);
                }

                bench.Follow();

                Assert.Equal(Enumerable.Range(0, events.Length).Select(i => $"line {i}").Order(), bench.Lines.Select(line => line.Text).Order());
            },
            iter: 30);
    }

    [Fact]
    public void A_stream_comes_with_the_first_output_or_never()
    {
        var bench = new FollowBench().Session("a-1", endsAt: 30).Session("b-1", endsAt: 30).Event("a-1", 12, "at last").Follow();

        Assert.Equal(("a-1", "at last"), bench.Lines.Select(line => (line.Session, line.Text)).Single());
        Assert.InRange(bench.Lines[0].At, 12, 14);
        Assert.Equal(["ended a-1 True", "ended b-1 False"], bench.Told.Select(told => told.Split(" at")[0]).Order());
    }

    [Fact]
    public void Streams_that_are_there_are_shown_at_once_and_those_that_are_not_hold_nobody_up_for_long()
    {
        var there = new FollowBench { Options = new LogFollowOptions { Timeout = TimeSpan.FromSeconds(5) } };
        var some = new FollowBench { Options = new LogFollowOptions { Timeout = TimeSpan.FromSeconds(15) } }.Session("none-1");
        for (var i = 0; i < 90; i++)
        {
            there.Session($"s-{i}").Event($"s-{i}", -50, "old");
            some.Session($"s-{i}").Event($"s-{i}", -50, "old");
        }

        Assert.Equal((90, 90), (there.Follow().Lines.Count, some.Follow().Lines.Count));
        Assert.All(there.Lines, line => Assert.InRange(line.At, 0, 1));
        Assert.All(some.Lines, line => Assert.InRange(line.At, 0, 12));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(300, false)]
    [InlineData(2000, true)]
    public void As_many_sessions_as_the_quota_allows_are_in_time_and_of_more_the_delay_is_told(int sessions, bool isTold)
    {
        var bench = new FollowBench { Options = new LogFollowOptions { Timeout = TimeSpan.FromSeconds(700) } };
        for (var i = 0; i < sessions; i++)
        {
            bench.Session($"s-{i}").Event($"s-{i}", -50, "old").Event($"s-{i}", 600 + (i % 7), "new");
        }

        bench.Follow();

        var late = bench.Lines.Where(line => line.Text == "new").Max(line => line.At - 600 - (int.Parse(line.Session[2..], CultureInfo.InvariantCulture) % 7));
        var delays = bench.Told.Where(told => told.StartsWith($"delay {sessions} ", StringComparison.Ordinal)).Select(told => double.Parse(told.Split(' ')[2], CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(late, 0, 0.5 + delays.DefaultIfEmpty(2).Max());
        Assert.Equal(sessions, bench.Lines.Count(line => line.Text == "new"));
        Assert.All(bench.Asked, at => Assert.InRange(bench.Asked.Count(other => other >= at && other < at + 1), 1, 5));
        Assert.Equal(isTold, delays.Count > 0);
    }

    [Theory]
    [InlineData("throttled", "Throttled")]
    [InlineData("unreachable", "Unreachable")]
    [InlineData("expired", "TokenExpired")]
    public void What_passes_is_survived_and_told(string how, string id)
    {
        var bench = new FollowBench { Failing = (operation, at) => operation == "FilterLogEvents" && at is > 5 and < 40 ? Failure(how) : null }.Session("a-1", endsAt: 60);
        for (var i = 0; i < 50; i++)
        {
            bench.Event("a-1", i, $"line {i}");
        }

        bench.Follow();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"line {i}"), bench.Lines.Select(line => line.Text));
        Assert.Single(bench.Told, told => told.StartsWith($"trouble {id}", StringComparison.Ordinal));
        Assert.StartsWith("ended", bench.Told[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("denied", "AccessDenied", 4)]
    [InlineData("expired", "TokenExpired", 64)]
    public void What_does_not_pass_ends_it(string how, string id, int at)
    {
        var bench = new FollowBench { Failing = (operation, now) => operation == "FilterLogEvents" && now > 3 ? Failure(how) : null }.Session("a-1", endsAt: 600).Event("a-1", 1, "seen").Follow();

        Assert.Equal("seen", Assert.Single(bench.Lines).Text);
        Assert.StartsWith($"failed a-1 {id}", bench.Told[^1], StringComparison.Ordinal);
        Assert.InRange(bench.Now, at - 1, at + 3);
    }

    [Fact]
    public void Who_may_not_list_sessions_follows_on_until_the_time_is_over()
    {
        var bench = new FollowBench
        {
            Options = new LogFollowOptions { Timeout = TimeSpan.FromSeconds(30) },
            Failing = (operation, _) => operation == "DescribeSessions" ? Failure("denied") : null,
        }.Session("a-1", endsAt: 5).Event("a-1", 25, "late").Follow();

        Assert.Equal("late", Assert.Single(bench.Lines).Text);
        Assert.InRange(bench.Now, 29.9, 31);
    }

    [Fact]
    public void Of_what_is_there_at_first_only_the_end_may_be_wanted()
    {
        var bench = new FollowBench { Options = new LogFollowOptions { Reading = new SessionLogOptions { Tail = 2 } } }.Session("a-1", endsAt: 8);
        for (var i = 0; i < 9; i++)
        {
            bench.Event("a-1", i - 5.5, $"line {i}");
        }

        Assert.Equal(["line 4", "line 5", "line 6", "line 7", "line 8"], bench.Follow().Lines.Select(line => line.Text));
    }

    private static AwsCallException Failure(string how) => how switch
    {
        "throttled" => new(AwsCallFailure.Throttled, "CloudWatch Logs", "FilterLogEvents", "ThrottlingException", "r", 400, "Rate exceeded"),
        "expired" => new(AwsCallFailure.Denied, "CloudWatch Logs", "FilterLogEvents", "ExpiredTokenException", "r", 400, "The security token included in the request is expired"),
        "denied" => FakeFailures.Denied("CloudWatch Logs", "FilterLogEvents"),
        _ => FakeFailures.Unreachable("CloudWatch Logs", "FilterLogEvents"),
    };
}
