using System.Runtime.CompilerServices;
using System.Text.Json;
using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Log groups on CloudWatch Logs' API.</summary>
internal sealed class LogGroups(ServiceCaller logs) : ILogGroups
{
    private const int PageSize = 50;

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in DescribeAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Select(group => group.Name)];
        }
    }

    /// <inheritdoc/>
    public Task<Looked<LogGroupFacts>> LookAsync(string name, CancellationToken cancellationToken) => Look.AtAsync(async () =>
    {
        await foreach (var page in DescribeAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (page.FirstOrDefault(group => group.Name == name) is { } facts)
            {
                return Looked.Known(facts);
            }
        }

        return Looked.Missing<LogGroupFacts>();
    });

    private IAsyncEnumerable<IReadOnlyList<LogGroupFacts>> DescribeAsync(string prefix, CancellationToken cancellationToken) =>
        logs.PagesAsync("DescribeLogGroups", json => WriteRequest(json, prefix), "logGroups", Facts, "nextToken", cancellationToken);

    private static void WriteRequest(Utf8JsonWriter json, string prefix)
    {
        json.WriteNumber("limit", PageSize);
        if (prefix.Length > 0)
        {
            json.WriteString("logGroupNamePrefix", prefix);
        }
    }

    private static LogGroupFacts Facts(JsonElement group) =>
        new(group.NeededText("logGroupName"), group.Text("kmsKeyId"), group.Number("retentionInDays"));
}
