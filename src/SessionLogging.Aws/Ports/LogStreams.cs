using System.Text.Json;
using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Log streams on CloudWatch Logs' API.</summary>
internal sealed class LogStreams(ServiceCaller logs) : ILogStreams
{
    private const int PageSize = 50;

    /// <inheritdoc/>
    public async Task<LogStream?> FindAsync(string logGroupName, string logStreamName, CancellationToken cancellationToken)
    {
        var first = await DescribeAsync(logGroupName, logStreamName, nextToken: null, limit: 1, cancellationToken).ConfigureAwait(false);
        return first.Streams.FirstOrDefault(stream => stream.Name == logStreamName);
    }

    /// <inheritdoc/>
    public Task<LogStreamPage> ListAsync(string logGroupName, string prefix, string? nextToken, CancellationToken cancellationToken) =>
        DescribeAsync(logGroupName, prefix, nextToken, PageSize, cancellationToken);

    private Task<LogStreamPage> DescribeAsync(
        string logGroupName, string prefix, string? nextToken, int limit, CancellationToken cancellationToken)
    {
        return logs.CallAsync(
            "DescribeLogStreams",
            WriteRequest,
            answer => new LogStreamPage([.. answer.Items("logStreams").Select(Stream)], answer.Text("nextToken").Given()),
            cancellationToken);

        void WriteRequest(Utf8JsonWriter json)
        {
            json.WriteString("logGroupName", logGroupName);
            json.WriteString("orderBy", "LogStreamName");
            json.WriteNumber("limit", limit);
            if (prefix.Length > 0)
            {
                json.WriteString("logStreamNamePrefix", prefix);
            }

            if (nextToken is not null)
            {
                json.WriteString("nextToken", nextToken);
            }
        }
    }

    private static LogStream Stream(JsonElement stream) => new(
        stream.NeededText("logStreamName"),
        stream.Instant("lastEventTimestamp"));
}
