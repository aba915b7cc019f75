using System.Text.Json;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Services;

/// <summary>Reads the members of an answer. A member that is absent or <c>null</c> is not there; one of another kind than the model says is a <see cref="MalformedAnswerException"/>.</summary>
internal static class JsonMembers
{
    /// <summary>A text.</summary>
    internal static string? Text(this JsonElement element, string name) => Member(element, name) is { } member ? TextOf(member, name) : null;

    /// <summary>A text that is always there.</summary>
    internal static string NeededText(this JsonElement element, string name) => element.Text(name).Needed(name);

    /// <summary>A whole number.</summary>
    internal static int? Number(this JsonElement element, string name) => Member(element, name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) ? number
        : throw Unlike(name, "a whole number");

    /// <summary>A truth value.</summary>
    internal static bool? Flag(this JsonElement element, string name) => Member(element, name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unlike(name, "true or false"),
    };

    /// <summary>The texts of a list; none where the list is absent.</summary>
    internal static IReadOnlyList<string> Texts(this JsonElement element, string name) => [.. List(element, name).Select(item => TextOf(item, name))];

    /// <summary>A time, given in milliseconds since 1970.</summary>
    internal static DateTimeOffset? Instant(this JsonElement element, string name) => Member(element, name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var milliseconds) && IsInCalendar(milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : throw Unlike(name, "a time in milliseconds since 1970");

    /// <summary>The objects of a list; none where the list is absent.</summary>
    internal static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        List(element, name).Select(item => item.ValueKind == JsonValueKind.Object ? item : throw Unlike($"an item of {name}", "an object"));

    private static List<JsonElement> List(JsonElement element, string name) => Member(element, name) is not { } member ? []
        : member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray()]
        : throw Unlike(name, "a list");

    private static string TextOf(JsonElement member, string name) =>
        member.ValueKind == JsonValueKind.String ? member.GetString()! : throw Unlike(name, "a text");

    private static bool IsInCalendar(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    // An operation that answers nothing may answer an empty body.
    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Object => element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null,
        _ => throw Unlike("the answer", "an object"),
    };

    private static MalformedAnswerException Unlike(string name, string expected) => new($"{name} is not {expected}");
}
