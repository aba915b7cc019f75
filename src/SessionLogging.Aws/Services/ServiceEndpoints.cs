using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace SessionLogging.Aws.Services;

/// <summary>Where a service is, by the rules that the service models share, over the SDK's own table of partitions.</summary>
internal sealed class ServiceEndpoints(ServiceDefinition service) : IEndpointProvider
{
    /// <inheritdoc/>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;
        if (parameters["Endpoint"] is string url)
        {
            return fips || dualStack
                ? throw new AmazonClientException("Invalid Configuration: FIPS and Dualstack are not supported together with a custom endpoint.")
                : new Endpoint(url);
        }

        var region = parameters["Region"] as string ?? throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException($"FIPS or DualStack is enabled, but the partition {partition.name} does not support it.");
        }

        var hasFipsName = fips && (partition.name != Partitions.GovCloud || service.HasFipsNameInGovCloud);
        var host = service.EndpointPrefix + (hasFipsName ? "-fips" : "");
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return service.IsGlobal
            ? Global(host, suffix, fips, dualStack, partition)
            : new Endpoint($"https://{host}.{region}.{suffix}");
    }

    private Endpoint Global(string host, string suffix, bool fips, bool dualStack, Partition partition)
    {
        var home = Partitions.HomeOf(partition);
        var place = Partitions.PlaceOf(partition, home, fips, dualStack);
        var authentication = $$"""{"authSchemes":[{"name":"sigv4","signingName":"{{service.SigningName}}","signingRegion":"{{home}}"}]}""";
        return new Endpoint($"https://{host}{place}.{suffix}", authentication, headersJson: "");
    }
}
