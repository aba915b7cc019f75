using System.Text.Json;
using Amazon;
using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Regions on the Account service's API, and in the SDK's table.</summary>
internal sealed class AccountRegions(ServiceCaller account, RegionEndpoint region) : IAccountRegions
{
    private const int PageSize = 50;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListEnabledAsync(CancellationToken cancellationToken)
    {
        var regions = new List<string>();
        string? token = null;
        do
        {
            var sent = token;
            var request = new JsonRequest("ListRegions", json => WriteRequest(json, sent)) { Path = "/listRegions" };
            var page = await account.CallAsync(request, cancellationToken).ConfigureAwait(false);
            regions.AddRange(page.Root.Items("Regions").Select(entry => entry.Text("RegionName")).OfType<string>());
            token = page.Root.Text("NextToken");
        }
        while (!string.IsNullOrEmpty(token));

        return regions;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ListPartition() =>
    [
        .. RegionEndpoint.EnumerableAllRegions
            .Where(other => other.PartitionName == region.PartitionName && char.IsDigit(other.SystemName[^1])) // us-east-1-regional is a name for S3's endpoint
            .Select(other => other.SystemName),
    ];

    private static void WriteRequest(Utf8JsonWriter json, string? token)
    {
        json.WriteNumber("MaxResults", PageSize);
        json.WriteStartArray("RegionOptStatusContains");
        json.WriteStringValue("ENABLED");
        json.WriteStringValue("ENABLED_BY_DEFAULT");
        json.WriteEndArray();
        if (token is not null)
        {
            json.WriteString("NextToken", token);
        }
    }
}
