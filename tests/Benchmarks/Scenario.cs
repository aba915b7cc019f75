namespace SessionLogging.Benchmarks;

/// <summary>What is asked, and under which conditions.</summary>
/// <param name="Name">As the table says it.</param>
/// <param name="SessionsPerRegion">Sessions that ended in each Region.</param>
/// <param name="Regions">The Regions.</param>
/// <param name="LatencySeconds">How much longer each DescribeSessions takes.</param>
/// <param name="CallsPerSecond">The quota of DescribeSessions; 0: none.</param>
internal sealed record Scenario(string Name, int SessionsPerRegion, IReadOnlyList<string> Regions, double LatencySeconds, double CallsPerSecond)
{
    private static readonly string[] Eight =
        ["eu-west-1", "us-east-1", "us-east-2", "us-west-2", "eu-central-1", "eu-north-1", "ap-south-1", "ap-southeast-2"];

    /// <summary>Under AWS's published quota, in one Region and in eight.</summary>
    public static Scenario Quota { get; } = new("80 ms, 6 calls/s, 1 Region", 20_000, Eight[..1], 0.08, 6);

    public static Scenario QuotaInEightRegions { get; } = Quota with { Name = "80 ms, 6 calls/s, 8 Regions", Regions = Eight };

    public static Scenario NoQuota { get; } = new("50 ms, no quota, 1 Region", 20_000, Eight[..1], 0.05, 0);

    public static Scenario Million { get; } = new("no latency, no quota, a million", 1_000_000, Eight[..1], 0, 0);

    /// <summary>The most sessions a second that the quota lets through, at 200 a call; <see langword="null"/> without a quota.</summary>
    public double? Ceiling => CallsPerSecond > 0 ? CallsPerSecond * 200 * Regions.Count : null;
}
