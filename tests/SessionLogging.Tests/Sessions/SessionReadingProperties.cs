using SessionLogging.Sessions.Reading;

namespace SessionLogging.Tests.Sessions;

/// <summary>What holds for every history, every reading of the bounds and every mix of faults.</summary>
public sealed class SessionReadingProperties
{
    private static readonly Gen<Fault> AnyFault = Gen.Frequency(
        (20, Gen.Const(Fault.None)),
        (3, Gen.Enum<Fault>()));

    private static readonly Gen<Fault[]> Faults = Gen.OneOf(Gen.Const<Fault[]>([Fault.None]), AnyFault.Array[50, 97]);

    [Fact]
    public void The_sessions_read_are_those_of_the_server_whatever_it_means_by_the_bounds_and_whatever_fails() =>
        Gen.Select(
            RandomHistory.Sessions(new VirtualTime().Now, 1_500),
            RandomHistory.Reading,
            Gen.Bool,
            Gen.OneOf(Gen.Const(0.0), Gen.Const(5.9), Gen.Const(40.0)),
            Gen.Int[1, 600],
            Faults,
            Gen.Select(Gen.Double[0, 29.9], Gen.Double[0, 1]))
        .Sample(
            (sessions, reading, newestFirst, rate, latency, faults, bounds) =>
            {
                var time = new VirtualTime();
                var now = time.Now;
                var server = new SessionServer(time)
                {
                    Sessions = sessions,
                    Reading = reading,
                    NewestFirst = newestFirst,
                    PageSize = 10,
                    Latency = number => TimeSpan.FromMilliseconds((latency * (1 + (number % 5)) / 3.0) + 1),
                    Faults = number => faults[number % faults.Length],
                };
                var before = now - TimeSpan.FromDays(bounds.Item1 * bounds.Item2);
                var window = ReportWindow.Between(now - TimeSpan.FromDays(30), before);
                var run = SessionRun.Read(time, server, rate, window);

                // A page is given up when its service is silent three times: that is seldom drawn, and then told.
                if (run.Failure is { Kind: AwsCallFailure.Timeout })
                {
                    Assert.Contains(Fault.TimedOut, faults);
                    Assert.Subset(Starting(sessions, window).ToHashSet(StringComparer.Ordinal), run.Ids.ToHashSet(StringComparer.Ordinal));
                    Assert.False(run.Coverage.Complete);
                    return;
                }

                Assert.Null(run.Failure);
                Assert.Equal(Starting(sessions, window), run.Ids.Order(StringComparer.Ordinal));
                Assert.True(run.Coverage.Complete);
                Assert.Equal(run.Ids.Count, run.Coverage.Sessions);
                Assert.Equal(server.Calls.Count, run.Coverage.Calls);
                Assert.All(run.Sessions, session => Assert.True(session.EndDate is not null || session.Status == "Connected"));
            },
            iter: 200);

    private static IEnumerable<string> Starting(List<Session> sessions, ReportWindow window) => sessions
        .Where(session => window.Contains(session.StartDate!.Value))
        .Select(session => session.SessionId)
        .Order(StringComparer.Ordinal);
}
