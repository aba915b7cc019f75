using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox.Ssm.Nodes;

/// <summary>The managed nodes of one account in one Region.</summary>
public sealed class NodeStore
{
    private ImmutableList<StoredNode> _nodes = [];

    internal NodeStore()
    {
    }

    /// <summary>The role of instances without an instance profile (Default Host Management Configuration); <c>$None</c>: none.</summary>
    public string DefaultRole { get; set; } = "$None";

    /// <summary>Every node, in the order they were added.</summary>
    public IReadOnlyList<StoredNode> All => _nodes;

    /// <summary>Arranges a node.</summary>
    public void Add(StoredNode node) => ImmutableInterlocked.Update(ref _nodes, static (nodes, added) => nodes.Add(added), node);
}

/// <summary>What managed nodes add to an account's Region.</summary>
public static class NodesRegion
{
    extension(RegionState region)
    {
        /// <summary>The managed nodes of the account in this Region.</summary>
        public NodeStore Nodes => region.Of(static () => new NodeStore());
    }
}

/// <summary>A managed node.</summary>
/// <param name="InstanceId">The id: <c>i-…</c> or <c>mi-…</c>.</param>
public sealed record StoredNode(string InstanceId)
{
    /// <summary>The name that the agent reports; <see langword="null"/>: the member is absent.</summary>
    public string? ComputerName { get; init; }

    /// <summary>The name that a hybrid node was registered with.</summary>
    public string? Name { get; init; }

    /// <summary><c>Linux</c>, <c>Windows</c> or <c>MacOS</c>.</summary>
    public string PlatformType { get; init; } = "Linux";

    /// <summary>The platform, for example <c>Amazon Linux</c>.</summary>
    public string? PlatformName { get; init; } = "Amazon Linux";

    /// <summary>The platform's version.</summary>
    public string? PlatformVersion { get; init; } = "2023";

    /// <summary><c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>.</summary>
    public string PingStatus { get; init; } = "Online";

    /// <summary>The name of an instance's profile; <see langword="null"/>: it has none.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>The role of a hybrid node's activation.</summary>
    public string? IamRole { get; init; }

    /// <summary>Whether it is no EC2 instance but was registered by an activation.</summary>
    internal bool IsHybrid => InstanceId.StartsWith("mi-", StringComparison.Ordinal);
}

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
            InstanceProfile = isHybrid ? null : number % 8 == 7 ? null : number % 8 == 6 ? Seeds.BareNodeRole : Seeds.NodeRole,
            IamRole = isHybrid ? $"service-role/{Seeds.HybridNodeRole}" : null,
            PlatformType = type,
            PlatformName = platform,
            PlatformVersion = version,
            PingStatus = draw.Chance(0.1) ? "ConnectionLost" : "Online",
        };
    }
}
