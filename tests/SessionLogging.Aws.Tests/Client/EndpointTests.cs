using System.Collections;
using Amazon;
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

/// <summary>A row of <c>endpoints.csv</c>.</summary>
internal sealed record EndpointRow(string Service, string Region, string Variant, string Url, string SigningRegion)
{
    public bool Fips => Variant is "fips" or "fipsDualStack";

    public bool DualStack => Variant is "dualStack" or "fipsDualStack";
}

/// <summary>The endpoints that the service models name.</summary>
internal static class EndpointTable
{
    public static IReadOnlyList<EndpointRow> Rows { get; } = Read();

    private static List<EndpointRow> Read()
    {
        using var reader = new StreamReader(typeof(EndpointTable).Assembly.GetManifestResourceStream("endpoints.csv")!);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(cells => new EndpointRow(cells[0], cells[1], cells[2], cells[3], cells[4])),
        ];
    }
}

/// <summary>The services of the endpoint table by endpoint prefix: those defined, and those whose definition is still to come.</summary>
internal static class PlannedServices
{
    public static IReadOnlyDictionary<string, ServiceDefinition> All { get; } = new[]
    {
        ServiceDefinitions.Logs,
        ServiceDefinitions.Account,
        ServiceDefinitions.Events,
        ServiceDefinitions.Sns,
        ServiceDefinitions.Lambda,
        ServiceDefinitions.Iam,
        ServiceDefinitions.CloudTrail,
        ServiceDefinitions.CodePipeline,
        ServiceDefinitions.Organizations,
        new("EC2", "ec2", "ec2", "2016-11-15"),
    }.ToDictionary(service => service.EndpointPrefix, StringComparer.Ordinal);
}
