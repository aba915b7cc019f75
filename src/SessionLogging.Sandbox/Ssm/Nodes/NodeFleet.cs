using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Ssm.Nodes;

/// <summary>The managed nodes that a seeded Region has, the same at every run: instances, hybrid nodes, and some whose agent reported no name.</summary>
internal static class NodeFleet
{
    private const int Count = 64;

    private static readonly (string Type, string Name, string Version)[] Platforms =
    [
        ("Linux", "Amazon Linux", "2023"), ("Linux", "Amazon Linux", "2"), ("Linux", "Ubuntu", "22.04"),
        ("Windows", "Microsoft Windows Server 2022 Datacenter", "10.0.20348"), ("Linux", "Red Hat Enterprise Linux", "9.4"), ("MacOS", "macOS", "14.6"),
    ];

    private static readonly string[] Services = ["web", "orders", "billing", "search", "db", "bastion"];

    public static IEnumerable<StoredNode> Of(RegionState region)
    {
        var seed = Draw.SeedOf($"nodes of {region.Account.Id} {region.Name}");
        return Enumerable.Range(0, Count).Select(number => Node(seed, number));
    }

    private static StoredNode Node(ulong seed, int number)
    {
        var draw = new Draw(seed, number);
        var isHybrid = draw.Chance(0.2);
        var (type, platform, version) = draw.OfSkewed(Platforms);
        var name = $"{draw.Of(Services)}-{number:00}.example.internal";
        return new StoredNode($"{(isHybrid ? "mi" : "i")}-0{Draw.Mixed(seed, number):x16}")
        {
            ComputerName = draw.Chance(0.1) ? null : name,
            Name = isHybrid ? "registered-" + name : null,
            PlatformType = type,
            PlatformName = platform,
            PlatformVersion = version,
            PingStatus = draw.Chance(0.1) ? "ConnectionLost" : "Online",
        };
    }
}
