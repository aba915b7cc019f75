using System.Text.Json;

namespace SessionLogging.Actions.Json;

/// <summary>Reads JSON that others may have written: what is not there, or is of another kind, is nothing.</summary>
internal static class JsonReading
{
    /// <summary>The value of a text, or <see langword="null"/> where it is no JSON.</summary>
    internal static JsonElement? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an object.</summary>
    internal static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A member that is a text.</summary>
    internal static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The value's items, where it is a list; the value itself, where it is not.</summary>
    internal static IEnumerable<JsonElement> OneOrMany(this JsonElement? element) => element switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } one => [one],
    };

    /// <summary>A member's texts, whether it is one or a list of them.</summary>
    internal static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.Member(name).OneOrMany().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)];
}
