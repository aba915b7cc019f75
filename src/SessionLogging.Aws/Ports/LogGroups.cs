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

    private async IAsyncEnumerable<IReadOnlyList<LogGroupFacts>> DescribeAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var sent = token;
            var page = await logs.CallAsync("DescribeLogGroups", json => WriteRequest(json, prefix, sent), cancellationToken).ConfigureAwait(false);
            yield return [.. page.Root.Items("logGroups").Select(Facts)];
            token = page.Root.Text("nextToken");
        }
        while (!string.IsNullOrEmpty(token));
    }

    private static void WriteRequest(Utf8JsonWriter json, string prefix, string? token)
    {
        json.WriteNumber("limit", PageSize);
        if (prefix.Length > 0)
        {
            json.WriteString("logGroupNamePrefix", prefix);
        }

        if (token is not null)
        {
            json.WriteString("nextToken", token);
        }
    }

    private static LogGroupFacts Facts(JsonElement group) =>
        new(group.Text("logGroupName") ?? "", group.Text("kmsKeyId"), group.Number("retentionInDays"));
}
