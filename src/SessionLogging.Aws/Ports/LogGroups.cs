namespace SessionLogging.Aws.Ports;

/// <summary>Log groups on CloudWatch Logs' API.</summary>
internal sealed class LogGroups(ServiceCaller logs) : ILogGroups
{
    private const int PageSize = 50;

    public IAsyncEnumerable<IReadOnlyList<LogGroupFacts>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        logs.PagesAsync("DescribeLogGroups", json => WriteRequest(json, prefix), "logGroups", Facts, "nextToken", cancellationToken);

    public Task<LookupResult<LogGroupFacts>> LookAsync(string name, CancellationToken cancellationToken) => Look.AtAsync(async () =>
    {
        await foreach (var page in ListAsync(name, cancellationToken).ConfigureAwait(false))
        {
            if (page.FirstOrDefault(group => group.Name == name) is { } facts)
            {
                return LookupResult.Known(facts);
            }
        }

        return LookupResult.Missing<LogGroupFacts>();
    });

    private static void WriteRequest(Utf8JsonWriter json, string prefix)
    {
        json.WriteNumber("limit", PageSize);
        if (prefix.Length > 0)
        {
            json.WriteString("logGroupNamePrefix", prefix);
        }
    }

    private static LogGroupFacts Facts(JsonElement group) =>
        new(group.NeededText("logGroupName"), group.Text("kmsKeyId"), group.Number("retentionInDays"))
        {
            Class = group.Text("logGroupClass") ?? "STANDARD",
            IsDeletionProtected = group.Flag("deletionProtectionEnabled") is true,
            IsMasked = group.Text("dataProtectionStatus") == "ACTIVATED" || group.Texts("inheritedProperties").Contains("ACCOUNT_DATA_PROTECTION"),
        };
}

/// <summary>Log streams on CloudWatch Logs' API.</summary>
internal sealed class LogStreams(ServiceCaller logs) : ILogStreams
{
    private const int PageSize = 50;

    public async Task<LogStream?> FindAsync(string logGroupName, string logStreamName, CancellationToken cancellationToken)
    {
        var first = await DescribeAsync(logGroupName, logStreamName, nextToken: null, limit: 1, cancellationToken).ConfigureAwait(false);
        return first.Streams.FirstOrDefault(stream => stream.Name == logStreamName);
    }

    public Task<LogStreamPage> ListAsync(string logGroupName, string prefix, string? nextToken, CancellationToken cancellationToken) =>
        DescribeAsync(logGroupName, prefix, nextToken, PageSize, cancellationToken);

    public Task<LogStreamEventPage> ReadAsync(LogStreamQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        return logs.CallAsync(
            "GetLogEvents",
            WriteRequest,
            answer => new LogStreamEventPage([.. answer.Items("events").Select(Event)], answer.NeededText(query.Backward ? "nextBackwardToken" : "nextForwardToken")),
            cancellationToken);

        void WriteRequest(Utf8JsonWriter json)
        {
            json.WriteString("logGroupName", query.LogGroupName);
            json.WriteString("logStreamName", query.LogStreamName);
            json.WriteBoolean("startFromHead", !query.Backward);
            WriteInstant(json, "startTime", query.StartTime);
            WriteInstant(json, "endTime", query.EndTime);
            if (query.Limit is { } limit)
            {
                json.WriteNumber("limit", limit);
            }

            if (nextToken is not null)
            {
                json.WriteString("nextToken", nextToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task<FilteredLogEventPage> FilterAsync(
        string logGroupName, IReadOnlyList<string> logStreamNames, DateTimeOffset startTime, string? nextToken, CancellationToken cancellationToken)
    {
        return logs.CallAsync(
            "FilterLogEvents",
            WriteRequest,
            answer => new FilteredLogEventPage(
                [.. answer.Items("events").Select(found => new FilteredLogEvent(found.NeededText("logStreamName"), found.NeededText("eventId"), Event(found)))],
                answer.Text("nextToken").Given()),
            cancellationToken);

        void WriteRequest(Utf8JsonWriter json)
        {
            json.WriteString("logGroupName", logGroupName);
            json.WriteStartArray("logStreamNames");
            foreach (var name in logStreamNames)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            WriteInstant(json, "startTime", startTime);
            if (nextToken is not null)
            {
                json.WriteString("nextToken", nextToken);
            }
        }
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } given)
        {
            json.WriteNumber(name, given.ToUnixTimeMilliseconds());
        }
    }

    private static LogStreamEvent Event(JsonElement found) => new(found.NeededInstant("timestamp"), found.Instant("ingestionTime"), found.Text("message") ?? "");

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
