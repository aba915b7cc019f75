using System.Globalization;
using System.Text.Json.Nodes;

namespace SessionLogging.Tests.Actions;

/// <summary>Records that CloudTrail was seen to write, as EventBridge hands them on.</summary>
internal static class CloudTrailRecords
{
    /// <summary>The event that a record makes: the record itself where it was caught as one.</summary>
    public static JsonObject Envelope(string name)
    {
        var read = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "corpus", "aws", name)))!;
        var record = (read is JsonArray several ? several[0]! : read).AsObject();
        if (record.ContainsKey("detail"))
        {
            return record;
        }

        return new JsonObject
        {
            ["source"] = $"aws.{((string)record["eventSource"]!).Split('.')[0]}",
            ["detail-type"] = "AWS API Call via CloudTrail",
            ["account"] = (string?)record["recipientAccountId"],
            ["region"] = (string?)record["awsRegion"],
            ["detail"] = record.DeepClone(),
        };
    }

    /// <summary>What a path of names and indices leads to, or <see langword="null"/>.</summary>
    public static JsonNode? Find(this JsonNode root, string path) => path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1).Aggregate(
        (JsonNode?)root,
        (node, step) => node switch
        {
            JsonObject fields => fields[step],
            JsonArray list when int.Parse(step, CultureInfo.InvariantCulture) is var index && index < list.Count => list[index],
            _ => null,
        });
}
