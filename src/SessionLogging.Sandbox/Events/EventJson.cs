using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SessionLogging.Sandbox.Events;

/// <summary>Writes JSON as EventBridge does: what need not be escaped is not.</summary>
internal static class EventJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";
}
