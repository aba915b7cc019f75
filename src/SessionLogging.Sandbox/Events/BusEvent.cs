using System.Globalization;
using System.Text.Json.Nodes;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Events;

/// <summary>Events as the default bus of an account in a Region has them: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html"/>.</summary>
internal static class BusEvent
{
    /// <summary>What every event has.</summary>
    public static readonly string[] Fields = ["id", "detail-type", "source", "account", "time", "region", "resources"];

    public static JsonObject Of(RegionState region, string source, string detailType, DateTimeOffset time, JsonObject detail, IEnumerable<string>? resources = null) => new()
    {
        ["version"] = "0",
        ["id"] = $"{Guid.NewGuid()}",
        ["detail-type"] = detailType,
        ["source"] = source,
        ["account"] = region.Account.Id,
        ["time"] = Time(time),
        ["region"] = region.Name,
        ["resources"] = new JsonArray([.. (resources ?? []).Select(resource => JsonValue.Create(resource))]),
        ["detail"] = detail,
    };

    /// <summary>A time as events tell it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
