using System.Collections;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Tests.Client;

public sealed class EndpointTests
{
    public static TheoryData<string> Services => [.. PlannedServices.All.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_is_where_its_model_says_in_every_partition(string service)
    {
        var rows = EndpointTable.Rows.Where(row => row.Service == service).ToList();

        Assert.True(rows.Count >= 50, $"The table has {rows.Count} rows of {service}.");
        Assert.Equal(rows, rows.Select(Resolved));
    }

    [Fact]
    public void An_address_of_ones_own_wins_but_not_together_with_FIPS()
    {
        var config = new ServiceConfig(ServiceDefinitions.Logs) { ServiceURL = "http://127.0.0.1:4566", AuthenticationRegion = "eu-west-1" };
        Assert.Equal("http://127.0.0.1:4566/", Determine(config).URL);

        config.UseFIPSEndpoint = true;
        Assert.Throws<AmazonClientException>(() => Determine(config));
    }

    private static EndpointRow Resolved(EndpointRow row)
    {
        var endpoint = Determine(new ServiceConfig(PlannedServices.All[row.Service])
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(row.Region),
            UseFIPSEndpoint = row.Fips,
            UseDualstackEndpoint = row.DualStack,
        });
        return row with { Url = endpoint.URL.TrimEnd('/'), SigningRegion = SigningRegion(endpoint) };
    }

    private static Endpoint Determine(ServiceConfig config) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new JsonRequest("DescribeLogGroups", static _ => { })));

    private static string SigningRegion(Endpoint endpoint) =>
        endpoint.Attributes?["authSchemes"] is IEnumerable schemes
            ? (string)schemes.Cast<IPropertyBag>().Single()["signingRegion"]
            : "";
}
