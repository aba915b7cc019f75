using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace SessionLogging.Aws.Services;

/// <summary>What the rules of global services say of single partitions.</summary>
internal static class Partitions
{
    internal const string GovCloud = "aws-us-gov";

    private const string Commercial = "aws";
    private const string China = "aws-cn";
    private const string Sovereign = "aws-eusc";

    /// <summary>The Region that a partition's global endpoint lies in and is signed for. The SDK's table names another one for China.</summary>
    internal static string HomeOf(Partition partition) => partition.name == China ? "cn-north-1" : partition.implicitGlobalRegion;

    /// <summary>The labels between the service's name and the partition's suffix, each with its period.</summary>
    internal static string PlaceOf(Partition partition, string home, bool fips, bool dualStack) => partition.name switch
    {
        GovCloud => ".us-gov",
        Commercial or China when dualStack => ".global",
        _ when dualStack => "",
        Commercial => "",
        China or Sovereign when fips => "",
        _ => "." + home,
    };
}
