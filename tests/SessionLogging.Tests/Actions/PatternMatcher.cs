using System.Text.Json;

namespace SessionLogging.Tests.Actions;

/// <summary>Says whether an event matches an event pattern, by EventBridge's documented rules, as far as patterns on sessions use them.</summary>
internal static class PatternMatcher
{
    public static bool Matches(string pattern, string wholeEvent)
    {
        using var wanted = JsonDocument.Parse(pattern);
        using var given = JsonDocument.Parse(wholeEvent);
        return IsObject(wanted.RootElement, given.RootElement);
    }

    private static bool IsObject(JsonElement pattern, JsonElement? value) => pattern.EnumerateObject().All(member => member.Name switch
    {
        "$or" => member.Value.EnumerateArray().Any(alternative => IsObject(alternative, value)),
        _ when member.Value.ValueKind is JsonValueKind.Object => IsObject(member.Value, Member(value, member.Name)),
        _ => member.Value.EnumerateArray().Any(matcher => IsLeaf(matcher, Member(value, member.Name))),
    });

    private static bool IsLeaf(JsonElement matcher, JsonElement? value) => matcher.ValueKind switch
    {
        JsonValueKind.String => value is { ValueKind: JsonValueKind.String } text && text.GetString() == matcher.GetString(),
        JsonValueKind.Object => matcher.EnumerateObject().Single() switch
        {
            { Name: "prefix" } prefix => value is { ValueKind: JsonValueKind.String } text
                && text.GetString()!.StartsWith(prefix.Value.GetString()!, StringComparison.Ordinal),
            { Name: "exists" } exists => exists.Value.GetBoolean() == value is not null,
            var other => throw new NotSupportedException(other.Name),
        },
        _ => throw new NotSupportedException(matcher.GetRawText()),
    };

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) ? member : null;
}
