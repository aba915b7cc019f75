using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace SessionLogging.Aws.Services;

/// <summary>Where a service is, by the rules that the service models share, over the SDK's own table of partitions.</summary>
internal sealed class ServiceEndpoints(ServiceDefinition service) : IEndpointProvider
{
    private const string GovCloud = "aws-us-gov";

    /// <inheritdoc/>
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
            ServiceScope.GlobalRegion => SignedFor(home, $"https://{host}.{home}.{suffix}"),
            _ => SignedFor(
                PartitionEndpoint.SigningRegion(partition, fips), $"https://{host}{PartitionEndpoint.Place(partition, fips, dualStack)}.{suffix}"),
        };
    }

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
