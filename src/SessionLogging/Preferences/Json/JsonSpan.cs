using System.Text.Json;

namespace SessionLogging.Preferences.Json;

/// <summary>One JSON value and the bytes that it takes in its text.</summary>
/// <param name="Kind">The value's first token.</param>
/// <param name="Start">Where its first byte lies.</param>
/// <param name="End">Where the first byte after it lies.</param>
/// <param name="Text">A string's text; <see langword="null"/> for other kinds, and for a string that escapes half a surrogate pair.</param>
/// <param name="Members">An object's members as they stand; none for other kinds.</param>
internal sealed record JsonSpan(JsonTokenType Kind, int Start, int End, string? Text, IReadOnlyList<JsonMember> Members)
{
    public bool IsObject => Kind is JsonTokenType.StartObject;

    /// <summary>The value of the last member with that name.</summary>
    public JsonSpan? Find(string name) => Members.LastOrDefault(member => member.Name == name)?.Value;
}

/// <summary>One member of an object.</summary>
/// <param name="Name">The key's text.</param>
/// <param name="KeyStart">Where the key's opening quote lies.</param>
/// <param name="KeyEnd">Where the first byte after its closing quote lies.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(string Name, int KeyStart, int KeyEnd, JsonSpan Value);
