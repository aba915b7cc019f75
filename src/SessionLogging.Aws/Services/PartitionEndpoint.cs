using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace SessionLogging.Aws.Services;

/// <summary>How the one endpoint of a partition is named, and the Region it is signed for (IAM's rules).</summary>
internal static class PartitionEndpoint
{
    private const string China = "aws-cn";

    /// <summary>The Region in the signature. China's usual endpoint lies elsewhere than the SDK's table says.</summary>
    internal static string SigningRegion(Partition partition, bool fips) =>
        partition.name == China && !fips ? "cn-north-1" : partition.implicitGlobalRegion;

    /// <summary>The labels between the service's name and the partition's suffix, each with its period.</summary>
    internal static string Place(Partition partition, bool fips, bool dualStack) => (partition.name, fips, dualStack) switch
    {
        ("aws-us-gov", _, _) => ".us-gov",
        ("aws", _, true) or (China, false, true) => ".global",
        ("aws", _, false) or (_, _, true) => "",
        ("aws-iso" or "aws-iso-b", true, false) => "." + SigningRegion(partition, fips),
        (_, true, false) => "",
        _ => "." + SigningRegion(partition, fips),
    };
}
