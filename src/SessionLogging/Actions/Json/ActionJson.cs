using System.Text.Encodings.Web;

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

/// <summary>Writes compact JSON text.</summary>
internal static class JsonOut
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of one value.</summary>
    internal static string Text(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The text of one object.</summary>
    internal static string Object(Action<Utf8JsonWriter> writeMembers) => Text(json =>
    {
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    });

    /// <summary>A text inside a JSON string, without its quotes.</summary>
    internal static string Inside(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    /// <summary>A member that is a list of texts.</summary>
    internal static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

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
