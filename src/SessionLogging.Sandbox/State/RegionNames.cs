using System.Collections.Frozen;

namespace SessionLogging.Sandbox.State;

/// <summary>The Regions of the <c>aws</c> partition. A credential scope or location constraint that names another one is refused.</summary>
public static class RegionNames
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2",
        "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "me-west-1", "mx-central-1", "sa-east-1", "sa-west-1", "us-east-1", "us-east-2",
        "us-west-1", "us-west-2",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that an account has to enable before it can use them.</summary>
    private static readonly FrozenSet<string> OptIn = new[]
    {
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "me-west-1", "mx-central-1", "sa-west-1",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every name.</summary>
    public static IReadOnlyCollection<string> All => Names;

    /// <summary>Whether an account has to enable the Region before it can use it.</summary>
    public static bool IsOptIn(string name) => OptIn.Contains(name);

    /// <summary>Whether there is such a Region.</summary>
    public static bool Exists(string name) => Names.Contains(name);
}
