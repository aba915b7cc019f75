using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Wire;

/// <summary>A call of a JSON service with its input's members.</summary>
internal sealed class JsonCall(Call call, JsonObject input, SandboxService service) : IMembers
{
    public Principal Caller => call.Caller;

    public RegionState Region => call.Region;

    public JsonObject Input => input;

    /// <summary>The request, for what is no member: a payload.</summary>
    public WireRequest Request => call.Request;

    /// <summary>A time as JSON services write it: seconds since 1970, with milliseconds.</summary>
    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Without the members that have no value, as AWS writes answers.</summary>
    public static JsonObject Compact(JsonObject members)
    {
        foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            members.Remove(name);
        }

        return members;
    }

    public string? Value(string member) => input[member] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        var other => other.ToJsonString(),
    };

    /// <summary>A list of structures; empty where it is not given.</summary>
    public IReadOnlyList<JsonObject> Structures(string member) => input[member] switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonObject) => [.. list.Select(item => (JsonObject)item!)],
        _ => throw service.Error(CommonError.Unreadable, $"{member} is a list of structures."),
    };

    /// <summary>A list of strings; empty where it is not given.</summary>
    public IReadOnlyList<string> Texts(string member) => input[member] switch
    {
        null => [],
        JsonArray list when list.All(item => item?.GetValueKind() == JsonValueKind.String) => [.. list.Select(item => item!.GetValue<string>())],
        _ => throw service.Error(CommonError.Unreadable, $"{member} is a list of strings."),
    };

    /// <summary>A string member, or <see langword="null"/>.</summary>
    public string? Text(string member) => input[member] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => throw WrongKind(other, "String"),
    };

    /// <summary>A string member that the rules require.</summary>
    public string Required(string member) => Text(member) ?? throw new InvalidOperationException($"No rule requires {member}.");

    /// <summary>A whole number, or <see langword="null"/>.</summary>
    public long? Number(string member) => input[member] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) => number,
        var other => throw WrongKind(other, "Long"),
    };

    /// <summary>Whether a boolean member is given and true.</summary>
    public bool Flag(string member) => input[member] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        var other => throw WrongKind(other, "Boolean"),
    };

    private AwsServiceException WrongKind(JsonNode node, string wanted)
        => service.Error(CommonError.Unreadable, $"{node.GetValueKind().ToString().ToUpperInvariant()}_VALUE can not be converted to {wanted}");
}
