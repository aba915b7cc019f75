namespace SessionLogging.Sandbox.Logs;

/// <summary>The answer of FilterLogEvents: events of several streams, by time, then as they arrived.</summary>
internal static class FilteredEvents
{
    /// <summary>The most streams that can be named.</summary>
    public const int MostStreams = 100;

    private const int MostBytes = 1024 * 1024;

    /// <summary>A page, or <see langword="null"/> where the token is not one of these.</summary>
    /// <param name="streams">The streams.</param>
    /// <param name="start">The first time that counts, in milliseconds since 1970.</param>
    /// <param name="end">The last one.</param>
    /// <param name="token">A token of an earlier page, or <see langword="null"/>.</param>
    /// <param name="limit">The most events of the page.</param>
    public static JsonObject? Page(IEnumerable<LogStream> streams, long start, long end, string? token, int limit)
    {
        var after = KeyIn(token);
        if (token is not null && after is null)
        {
            return null;
        }

        var found = streams
            .SelectMany(stream => stream.Events.Select(logged => (Stream: stream.Name, Event: logged, Key: KeyOf(stream.Name, logged))))
            .Where(it => it.Event.Timestamp >= start && it.Event.Timestamp <= end && (after is null || string.CompareOrdinal(it.Key, after) > 0))
            .OrderBy(it => it.Key, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        var bytes = 0;
        var page = found.Take(limit).TakeWhile((it, index) => (bytes += it.Event.Size) <= MostBytes || index == 0).ToList();
        return JsonCall.Compact(new JsonObject
        {
            ["events"] = new JsonArray([.. page.Select(it => new JsonObject
            {
                ["logStreamName"] = it.Stream,
                ["timestamp"] = it.Event.Timestamp,
                ["message"] = it.Event.Message,
                ["ingestionTime"] = it.Event.IngestionTime,
                ["eventId"] = IdOf(it.Stream, it.Event),
            })]),
            ["searchedLogStreams"] = new JsonArray(),
            ["nextToken"] = page.Count < found.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Key)) : null,
        });
    }

    private static string? KeyIn(string? token)
    {
        var bytes = new byte[token?.Length ?? 0];
        return token is not null && Convert.TryFromBase64String(token, bytes, out var length) && length > 0 ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string KeyOf(string stream, LogEvent logged) =>
        string.Create(CultureInfo.InvariantCulture, $"{logged.Timestamp:D20}/{logged.IngestionTime:D20}/{stream}/{logged.Sequence:D20}");

    private static string IdOf(string stream, LogEvent logged)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(stream, logged)));
        return string.Concat(digest.Select(value => value.ToString("D3", CultureInfo.InvariantCulture)))[..56];
    }
}

/// <summary>How CloudWatch Logs behaves. Also <c>/_sandbox/rules/logs</c>.</summary>
public sealed record LogRules
{
    /// <summary>Whether calls beyond the quotas of GetLogEvents and FilterLogEvents are throttled, by the sandbox's clock.</summary>
    public bool HasQuotas { get; init; } = true;
}

/// <summary>What CloudWatch Logs adds to the whole sandbox.</summary>
public static class LogsCloud
{
    extension(Cloud cloud)
    {
        /// <summary>How CloudWatch Logs behaves from now on.</summary>
        public LogRules LogRules
        {
            get => cloud.Of(static () => new Holder()).Rules;
            set => cloud.Of(static () => new Holder()).Rules = value;
        }
    }

    private sealed class Holder
    {
        public LogRules Rules { get; set; } = new();
    }
}
