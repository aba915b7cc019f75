using System.Text.Json;
using System.Text.Json.Nodes;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Events;

/// <summary>An event pattern, read once and held against events: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"/>.</summary>
internal sealed class EventPattern
{
    private const string Or = "$or";

    private readonly Part _whole;

    private EventPattern(Part whole) => _whole = whole;

    /// <summary>Whether an object of an event fits a part of the pattern; what must not exist is looked for in the whole event.</summary>
    private delegate bool Part(JsonObject at, JsonObject whole);

    /// <exception cref="AwsServiceException">The pattern is none, in EventBridge's words.</exception>
    public static EventPattern Read(string text)
    {
        JsonObject pattern;
        try
        {
            pattern = JsonNode.Parse(text) as JsonObject ?? throw Invalid("Filter is not an object");
            _ = pattern.Count;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw Invalid("Invalid JSON");
        }

        return new EventPattern(Whole(pattern, []));
    }

    public static AwsServiceException Invalid(string reason) => new("InvalidEventPatternException", 400, $"Event pattern is not valid. Reason: {reason}");

    public bool Matches(JsonObject candidate) => _whole(candidate, candidate);

    private static Part Whole(JsonObject pattern, IReadOnlyList<string> path)
    {
        if (pattern.Count == 0)
        {
            throw Invalid("Empty objects are not allowed");
        }

        var parts = pattern.Select(field => field switch
        {
            { Key: Or, Value: JsonArray { Count: > 0 } choices } when choices.All(choice => choice is JsonObject) => Any(choices, path),
            { Value: JsonObject inner } => Inside(field.Key, Whole(inner, [.. path, field.Key])),
            { Value: JsonArray tests } => Leaf(field.Key, tests, [.. path, field.Key]),
            _ => throw Invalid($"\"{field.Key}\" must be an object or an array"),
        }).ToList();
        return (at, whole) => parts.TrueForAll(part => part(at, whole));
    }

    private static Part Any(JsonArray choices, IReadOnlyList<string> path)
    {
        var parts = choices.Select(choice => Whole((JsonObject)choice!, path)).ToList();
        return (at, whole) => parts.Exists(part => part(at, whole));
    }

    /// <summary>Of a list of objects one must fit by itself. Where there is none, what must not exist inside does not.</summary>
    private static Part Inside(string name, Part part) => (at, whole) =>
        Values(at, name).OfType<JsonObject>().DefaultIfEmpty([]).Any(inner => part(inner, whole));

    private static Part Leaf(string name, JsonArray tests, IReadOnlyList<string> path)
    {
        if (tests.Count == 0)
        {
            throw Invalid("Empty arrays are not allowed");
        }

        var read = tests.Select(ValueTest.Read).ToList();
        return (at, whole) => read.Exists(test => test.DemandsAbsence
            ? !Leaves([whole], path).Any()
            : Leaves([at], [name]).Any(test.Passes));
    }

    /// <summary>The values at a path that are neither objects nor lists. Lists are looked into: a test passes where one of their values does.</summary>
    private static IEnumerable<JsonNode?> Leaves(IEnumerable<JsonObject> from, IReadOnlyList<string> path)
    {
        for (var depth = 0; depth < path.Count - 1; depth++)
        {
            var name = path[depth];
            from = from.SelectMany(at => Values(at, name).OfType<JsonObject>());
        }

        return from.SelectMany(at => Values(at, path[^1])).Where(value => value is not JsonObject);
    }

    private static IEnumerable<JsonNode?> Values(JsonObject at, string name) => at.TryGetPropertyValue(name, out var value) ? Flat(value) : [];

    private static IEnumerable<JsonNode?> Flat(JsonNode? value) => value is JsonArray list ? list.SelectMany(Flat) : [value];
}
