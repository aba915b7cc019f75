using SessionLogging.Sessions.Reading;
using static SessionLogging.Tests.Sessions.SampleReport;

namespace SessionLogging.Tests.Sessions;

public sealed class SessionReadingFailureTests
{
    [Fact]
    public void What_is_denied_is_an_error_at_once_and_the_coverage_says_so()
    {
        var time = new VirtualTime();
        var server = new SessionServer(time) { AlwaysFails = AwsCallFailure.Denied };
        var run = SessionRun.Read(time, server, 5.9, Month);

        Assert.Equal(AwsCallFailure.Denied, run.Failure!.Kind);
        Assert.Single(server.Calls);
        Assert.False(run.Coverage.Complete);
        Assert.Equal(run.Failure.Message, run.Coverage.Error);
    }

    [Theory]
    [InlineData(AwsCallFailure.Unreachable, 8)]
    [InlineData(AwsCallFailure.Timeout, 3)]
    [InlineData(AwsCallFailure.Throttled, 40)]
    [InlineData(AwsCallFailure.Refused, 1)]
    public void What_does_not_pass_is_an_error_after_some_attempts(AwsCallFailure kind, int attempts)
    {
        var time = new VirtualTime();
        var server = new SessionServer(time) { AlwaysFails = kind };
        var run = SessionRun.Read(time, server, 5.9, Month);

        Assert.Equal(kind, run.Failure!.Kind);
        Assert.Equal(attempts, server.Calls.Count);
        Assert.False(run.Coverage.Complete);
    }

    [Theory]
    [InlineData(0, Fault.ServerError)]
    [InlineData(5.9, Fault.ServerError)]
    [InlineData(5.9, Fault.RepeatedPage)]
    [InlineData(5.9, Fault.RepeatedPageWithNewToken)]
    public void A_run_that_breaks_gives_what_came_and_says_that_it_is_not_all(double rate, Fault fault)
    {
        var time = new VirtualTime();
        var server = new SessionServer(time)
        {
            Sessions = RandomHistory.Make(Now, 2_000, shape: 0, seed: 1),
            Faults = number => number < 30 ? Fault.None : fault,
        };
        var run = SessionRun.Read(time, server, rate, Month);

        Assert.Equal(AwsCallFailure.Unreachable, run.Failure!.Kind);
        Assert.InRange(run.Sessions.Count, 300, 700);
        Assert.Equal(run.Ids.Count, run.Ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(run.Sessions.Count, run.Coverage.Sessions);
        Assert.False(run.Coverage.Complete);
        Assert.Equal(0, server.Running);
    }

    [Fact]
    public void A_service_that_leads_round_in_circles_is_not_followed_for_ever()
    {
        var time = new VirtualTime();
        var circle = new Circle();
        var source = new SessionSource("111122223333", "eu-west-1", circle, new CallLimiter(5.9, time), time, () => 0.5);
        var run = SessionRun.Read(time, source, Month, SessionLists.History);

        Assert.Equal(AwsCallFailure.Unreachable, run.Failure!.Kind);
        Assert.Equal(10, circle.Calls);
    }

    [Fact]
    public void A_reader_that_leaves_cancels_the_calls_on_their_way_and_has_no_complete_coverage()
    {
        var time = new VirtualTime();
        var server = Server(time, 2_000, 50);
        var reading = new SessionReading(SessionRun.Source(time, server, new CallLimiter(0, time)), Request(SessionLists.History));
        time.Run(async () =>
        {
            await foreach (var page in reading)
            {
                break;
            }
        });

        Assert.Equal(0, server.Running);
        Assert.False(reading.Coverage.Complete);
        Assert.NotNull(reading.Coverage.Error);
    }

    [Fact]
    public void Cancelling_ends_a_held_call()
    {
        var time = new VirtualTime();
        var server = Server(time, 100, latency: 3_600_000);
        using var cancel = new CancellationTokenSource();
        time.Run(async () =>
        {
            await using var pages = new SessionReading(SessionRun.Source(time, server, new CallLimiter(5.9, time)), Request(SessionLists.All)).GetAsyncEnumerator(cancel.Token);
            var next = pages.MoveNextAsync().AsTask();
            Cancel(cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        });

        Assert.Equal(0, server.Running);
        Assert.Equal(Now, time.Now);
    }

    // CancelAsync would go on elsewhere.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private sealed class Circle : ISessionHistory
    {
        internal int Calls { get; private set; }

        public Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(new SessionPage([], nextToken == "a" ? "b" : "a"));
        }
    }
}
