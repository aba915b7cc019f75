using System.Text.Json;

namespace SessionLogging.Aws.Services;

/// <summary>Reads the members of an answer. A member that is absent or <c>null</c> is not there; one of another kind than the model says is a broken answer.</summary>
internal static class JsonMembers
{
    /// <summary>A text.</summary>
    internal static string? Text(this JsonElement element, string name) => Member(element, name)?.GetString();

    /// <summary>A whole number.</summary>
    internal static int? Number(this JsonElement element, string name) => Member(element, name)?.GetInt32();

    /// <summary>A time, given in milliseconds since 1970.</summary>
    internal static DateTimeOffset? Instant(this JsonElement element, string name) =>
        Member(element, name) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64()) : null;

    /// <summary>The items of a list; none where the list is absent.</summary>
    internal static IEnumerable<JsonElement> Items(this JsonElement element, string name) => Member(element, name) is { } list ? list.EnumerateArray() : [];

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
