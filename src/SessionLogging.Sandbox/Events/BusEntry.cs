using System.Text.Json;
using System.Text.Json.Nodes;
using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Events;

/// <summary>An entry of PutEvents: it fails by itself, or becomes an event.</summary>
internal static class BusEntry
{
    private static readonly string[] Demanded = ["Source", "DetailType", "Detail"];

    /// <summary>The answer's entry, once the event is delivered or refused.</summary>
    public static JsonObject Put(JsonObject entry, RegionState region)
    {
        if (Demanded.FirstOrDefault(member => string.IsNullOrEmpty(entry[member]?.ToString())) is { } missing)
        {
            return Failed("InvalidArgument", $"Parameter {missing} is not valid. Reason: {missing} is a required argument.");
        }

        var source = $"{entry["Source"]}";
        if (source.StartsWith("aws.", StringComparison.OrdinalIgnoreCase))
        {
            return Failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }

        if (entry["EventBusName"]?.ToString() is { } bus && bus != "default" && bus != region.Arn("events", "event-bus/default"))
        {
            return Failed("ResourceNotFoundException", $"Event bus {bus} does not exist.");
        }

        if (JsonText.Object($"{entry["Detail"]}") is not { } detail)
        {
            return Failed("MalformedDetail", "Detail is malformed.");
        }

        var time = entry["Time"]?.GetValueKind() == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeMilliseconds((long)(entry["Time"]!.GetValue<double>() * 1000)) : region.Clock.GetUtcNow();
        var put = BusEvent.Of(region, source, $"{entry["DetailType"]}", time, detail, (entry["Resources"] as JsonArray)?.Select(resource => $"{resource}"));
        EventBus.Put(put, region);
        return new JsonObject { ["EventId"] = put["id"]!.ToString() };
    }

    private static JsonObject Failed(string code, string message) => new() { ["ErrorCode"] = code, ["ErrorMessage"] = message };
}
