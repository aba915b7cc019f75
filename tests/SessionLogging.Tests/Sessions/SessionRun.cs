using SessionLogging.Sessions.Reading;

namespace SessionLogging.Tests.Sessions;

/// <summary>One report, read to its end in virtual time.</summary>
internal sealed class SessionRun
{
    public List<Session> Sessions { get; } = [];

    public List<int> PageLengths { get; } = [];

    public List<SessionProgress> Progress { get; } = [];

    public required SessionReportCoverage Coverage { get; set; }

    public AwsCallException? Failure { get; private set; }

    public ReportRequestException? Refusal { get; private set; }

    public TimeSpan Took { get; private set; }

    public TimeSpan? FirstPage { get; private set; }

    public List<string> Ids => [.. Sessions.Select(session => session.SessionId)];

    internal static SessionRun Read(
        VirtualTime time, SessionServer server, double rate, ReportWindow window, SessionLists lists = SessionLists.All, SessionSelection? selection = null) =>
        Read(time, Source(time, server, new CallLimiter(rate, time)), window, lists, selection);

    internal static SessionSource Source(VirtualTime time, SessionServer server, CallLimiter limiter)
    {
        var random = new Random(7);
        return new SessionSource("111122223333", "eu-west-1", server, limiter, time, random.NextDouble);
    }

    internal static SessionRun Read(
        VirtualTime time,
        SessionSource source,
        ReportWindow window,
        SessionLists lists = SessionLists.All,
        SessionSelection? selection = null,
        bool earlier = false)
    {
        var start = time.Now;
        SessionRun? run = null;
        time.Run(async () =>
        {
            var reading = new SessionReading(
                source,
                new SessionRequest { Window = window, Lists = lists, Selection = selection ?? SessionSelection.Everything, TakesEarlierRunning = earlier },
                progress => run!.Progress.Add(progress));
            run = new SessionRun { Coverage = reading.Coverage };
            try
            {
                await foreach (var page in reading)
                {
                    run.FirstPage ??= time.Now - start;
                    run.PageLengths.Add(page.Count);
                    run.Sessions.AddRange(page);
                }
            }
            catch (AwsCallException failure)
            {
                run.Failure = failure;
            }
            catch (ReportRequestException refusal)
            {
                run.Refusal = refusal;
            }

            run.Coverage = reading.Coverage;
            run.Took = time.Now - start;
        });
        return run!;
    }
}

/// <summary>The report that most tests ask for: the last thirty days of a server with some sessions.</summary>
internal static class SampleReport
{
    internal static readonly DateTimeOffset Now = new VirtualTime().Now;
    internal static readonly ReportWindow Month = ReportWindow.Between(Now.AddDays(-30), Now);

    internal static SessionRequest Request(SessionLists lists) => new() { Window = Month, Lists = lists };

    internal static SessionServer Server(VirtualTime time, int count, int latency, int quota = int.MaxValue, int shape = 0) => new(time)
    {
        Sessions = RandomHistory.Make(Now, count, shape, seed: count),
        Latency = _ => TimeSpan.FromMilliseconds(latency),
        Quota = quota,
    };
}
