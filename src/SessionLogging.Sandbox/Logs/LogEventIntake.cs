using System.Text.Json.Nodes;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Logs;

/// <summary>What PutLogEvents takes and what it leaves out.</summary>
internal static class LogEventIntake
{
    private const int MostEvents = 10_000;
    private const int MostBytes = 1024 * 1024;

    private static readonly TimeSpan LongestSpan = TimeSpan.FromHours(24);
    private static readonly TimeSpan Future = TimeSpan.FromHours(2);
    private static readonly TimeSpan Past = TimeSpan.FromDays(14);

    /// <summary>Stores the events; the answer tells which were too new, too old or past the group's retention.</summary>
    public static JsonObject Put(LogGroup group, LogStream stream, JsonNode? input, DateTimeOffset now, Func<string, AwsServiceException> invalid)
    {
        var events = Read(input, invalid);
        Check(events, invalid);

        var tooOldBefore = (now - Past).ToUnixTimeMilliseconds();
        var expiredBefore = group.RetentionInDays is { } days ? now.AddDays(-days).ToUnixTimeMilliseconds() : long.MinValue;
        var tooNewAfter = (now + Future).ToUnixTimeMilliseconds();
        var tooOld = events.Count(added => added.Timestamp < tooOldBefore);
        var expired = events.Count(added => added.Timestamp < expiredBefore);
        var tooNewFrom = events.FindIndex(added => added.Timestamp > tooNewAfter);
        var end = tooNewFrom < 0 ? events.Count : tooNewFrom;
        for (var index = Math.Max(tooOld, expired); index < end; index++)
        {
            stream.Add(events[index].Timestamp, events[index].Message);
        }

        var rejected = JsonCall.Compact(new JsonObject
        {
            ["tooNewLogEventStartIndex"] = tooNewFrom < 0 ? null : tooNewFrom,
            ["tooOldLogEventEndIndex"] = tooOld == 0 ? null : tooOld,
            ["expiredLogEventEndIndex"] = expired == 0 ? null : expired,
        });
        return JsonCall.Compact(new JsonObject
        {
            ["nextSequenceToken"] = $"{stream.Summary.Count:D56}",
            ["rejectedLogEventsInfo"] = rejected.Count == 0 ? null : rejected,
        });
    }

    private static List<LogEvent> Read(JsonNode? input, Func<string, AwsServiceException> invalid) => input is JsonArray array
        ? [.. array.Select(node => Read(node) ?? throw invalid("1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must be a list of events with timestamp and message"))]
        : throw invalid("1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must be a list");

    private static LogEvent? Read(JsonNode? node)
        => node is JsonObject members
            && members["timestamp"] is JsonValue timestamp && timestamp.TryGetValue<long>(out var time)
            && members["message"] is JsonValue message && message.TryGetValue<string>(out var text)
                ? new LogEvent(time, text, IngestionTime: 0, Sequence: 0)
                : null;

    private static void Check(List<LogEvent> events, Func<string, AwsServiceException> invalid)
    {
        if (events.Count is 0 or > MostEvents)
        {
            throw invalid($"1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and {MostEvents}");
        }

        if (events.Exists(added => added.Message.Length == 0))
        {
            throw invalid("1 validation error detected: Value at 'logEvents.1.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        if (events.Zip(events.Skip(1)).Any(pair => pair.First.Timestamp > pair.Second.Timestamp))
        {
            throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
        }

        if (events[^1].Timestamp - events[0].Timestamp > LongestSpan.TotalMilliseconds)
        {
            throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }

        var bytes = events.Sum(added => (long)added.Size);
        if (bytes > MostBytes)
        {
            throw invalid($"Upload too large: {bytes} bytes exceeds limit of {MostBytes}");
        }
    }
}
