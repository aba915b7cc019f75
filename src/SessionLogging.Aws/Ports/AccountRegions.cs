namespace SessionLogging.Aws.Ports;

/// <summary>Regions on the Account service's API, and in the SDK's table.</summary>
internal sealed class AccountRegions(ServiceCaller account, RegionEndpoint region) : IAccountRegions
{
    private const int PageSize = 50;

    public Task<IReadOnlyList<string>> ListEnabledAsync(CancellationToken cancellationToken) => account.PagesAsync(
        token => new JsonRequest("ListRegions", json => WriteRequest(json, token)) { Path = "/listRegions" },
        "Regions",
        Name,
        "NextToken",
        cancellationToken).ToListAsync();

    public IReadOnlyList<string> ListPartition() =>
    [
        .. RegionEndpoint.EnumerableAllRegions
            .Where(other => other.PartitionName == region.PartitionName && char.IsDigit(other.SystemName[^1])) // us-east-1-regional is a name for S3's endpoint
            .Select(other => other.SystemName),
    ];

    private static string Name(JsonElement entry) =>
        entry.Text("RegionName") is { } name && RegionName.IsOne(name) ? name : throw new MalformedAnswerException("a Region has no name that one can have");

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
