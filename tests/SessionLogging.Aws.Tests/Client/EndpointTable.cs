namespace SessionLogging.Aws.Tests.Client;

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
