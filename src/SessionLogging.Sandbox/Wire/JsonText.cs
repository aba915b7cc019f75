namespace SessionLogging.Sandbox.Wire;

/// <summary>JSON inside a text: a policy, an event's detail, a payload.</summary>
internal static class JsonText
{
    /// <summary>Whether the text is JSON; what it says is <see langword="null"/> for the word null as well.</summary>
    public static bool TryRead(string text, out JsonNode? read)
    {
        try
        {
            read = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            read = null;
            return false;
        }
    }

    /// <summary>The object that the text is, or <see langword="null"/>.</summary>
    public static JsonObject? Object(string text) => TryRead(text, out var read) ? read as JsonObject : null;
}
