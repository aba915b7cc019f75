using System.Text.Json;

namespace SessionLogging.Actions.Json;

/// <summary>Whether two texts are the same JSON: the order of members and the way that characters are escaped do not matter.</summary>
internal static class JsonEquality
{
    /// <summary>Compares two texts; a text that is no JSON equals only itself.</summary>
    internal static bool Same(string? left, string? right) =>
        left == right || (JsonReading.Parse(left) is { } one && JsonReading.Parse(right) is { } other && Same(one, other));

    /// <summary>Compares two values.</summary>
    internal static bool Same(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => SameMembers(left, right),
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray(), Same).All(same => same),
        (JsonValueKind.String, JsonValueKind.String) => left.GetString() == right.GetString(),
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetRawText() == right.GetRawText(),
        var (one, other) => one == other,
    };

    private static bool SameMembers(JsonElement left, JsonElement right)
    {
        var members = left.EnumerateObject().ToList();
        return members.Count == right.EnumerateObject().Count()
            && members.TrueForAll(member => right.TryGetProperty(member.Name, out var other) && Same(member.Value, other));
    }
}
