using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;

namespace SessionLogging.Aws.Services;

/// <summary>Where a service is, by the rules that the service models share, over the SDK's own table of partitions.</summary>
internal sealed class ServiceEndpoints(ServiceDefinition service) : IEndpointProvider
{
    private const string GovCloud = "aws-us-gov";

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;
        if (parameters["Endpoint"] is string url)
        {
            return fips || dualStack
                ? throw new AmazonClientException("FIPS and dual-stack endpoints cannot be combined with an endpoint of one's own.")
                : new Endpoint(url);
        }

        var region = parameters["Region"] as string ?? throw new AmazonClientException("The endpoint needs a Region.");
        var partition = Fn.Partition(region);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException($"The partition {partition.name} has no {(fips ? "FIPS" : "dual-stack")} endpoints as asked for.");
        }

        var host = service.EndpointPrefix + (fips && IsFipsNamed(partition, dualStack) ? "-fips" : "");
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        var home = partition.implicitGlobalRegion;
        return service.Scope switch
        {
            ServiceScope.Region => new Endpoint($"https://{host}.{region}.{suffix}"),
            ServiceScope.GlobalRegionUnlessVariant when dualStack || HasNoGlobal(partition, fips) => new Endpoint($"https://{host}.{region}.{suffix}"),
            ServiceScope.GlobalRegionUnlessVariant => SignedFor(home, $"https://{host}.{home}.{suffix}"),
            ServiceScope.GlobalRegion => SignedFor(home, $"https://{host}.{home}.{suffix}"),
            _ => SignedFor(
                PartitionEndpoint.SigningRegion(partition, fips), $"https://{host}{PartitionEndpoint.Place(partition, fips, dualStack)}.{suffix}"),
        };
    }

    // Organizations' rules.
    private static bool HasNoGlobal(Partition partition, bool fips) =>
        partition.name is "aws-eusc" or "aws-iso-e" || (fips && partition.name is not ("aws" or GovCloud));

    private bool IsFipsNamed(Partition partition, bool dualStack) => partition.name != GovCloud || service.GovCloudFips switch
    {
        GovCloudFips.Named => true,
        GovCloudFips.Unnamed => false,
        _ => dualStack,
    };

    private Endpoint SignedFor(string region, string url)
    {
        var authentication = $$"""{"authSchemes":[{"name":"sigv4","signingName":"{{service.SigningName}}","signingRegion":"{{region}}"}]}""";
        return new Endpoint(url, authentication, headersJson: "");
    }
}

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

/// <summary>Asks the endpoint rules with what the client and the request say.</summary>
internal sealed class ServiceEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new EndpointParameters
        {
            ["Region"] = requestContext.Request.AlternateEndpoint?.SystemName ?? RegionOf(config),
            ["UseDualStack"] = config.UseDualstackEndpoint,
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["Endpoint"] = config.ServiceURL,
        };
    }

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    private static string? RegionOf(IClientConfig config) =>
        config.RegionEndpoint is { } region ? region.SystemName
        : string.IsNullOrEmpty(config.ServiceURL) ? null
        : !string.IsNullOrEmpty(config.AuthenticationRegion) ? config.AuthenticationRegion
        : RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName;
}
