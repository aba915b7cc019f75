using SessionLogging.Sessions;

namespace SessionLogging.Tests.Sessions;

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
