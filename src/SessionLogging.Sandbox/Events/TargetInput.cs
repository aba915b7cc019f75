using System.Text.Encodings.Web;

namespace SessionLogging.Sandbox.Events;

/// <summary>What a target is given of an event: all of it, a part of it, a constant, or a template's text.</summary>
internal static class TargetInput
{
    public static string Of(JsonObject target, JsonObject happened, RuleNames rule, DateTimeOffset arrived)
    {
        if (target["Input"] is { } constant)
        {
            return constant.ToString();
        }

        if (target["InputPath"] is { } path)
        {
            return JsonPath.Find(happened, path.ToString(), out var part) ? EventJson.Write(part) : "";
        }

        return target["InputTransformer"] is JsonObject transformer
            ? InputTransformer.Apply(transformer, happened, rule, arrived)
            : EventJson.Write(happened);
    }
}

/// <summary>A rule's name and ARN.</summary>
internal sealed record RuleNames(string Name, string Arn);

/// <summary>
/// A template with named parts of an event: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"/>.
/// Between quotes a name gives way to the bare text, unescaped; elsewhere to JSON. A name whose path leads nowhere gives way to nothing: an empty text.
/// </summary>
internal static partial class InputTransformer
{
    private const int MostPaths = 100;
    private const string Reserved = "aws.events.";

    [GeneratedRegex(@"<(?<name>[\w.\-]+)>|(?<escape>\\.)|(?<quote>"")", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Mark { get; }

    /// <summary>Why PutTargets refuses it, or <see langword="null"/>.</summary>
    public static string? Problem(JsonObject? transformer)
    {
        var paths = transformer?["InputPathsMap"] as JsonObject ?? [];
        if (paths.Count > MostPaths)
        {
            return $"InputPathsMap has more than {MostPaths} entries.";
        }

        if (paths.FirstOrDefault(path => path.Key.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase)).Key is { } reserved)
        {
            return $"InputPathsMap names {reserved}: names that begin AWS. are reserved.";
        }

        if (paths.FirstOrDefault(path => !JsonPath.IsOne($"{path.Value}")) is { Key: { } wrong })
        {
            return $"Invalid InputPathsMap: the path of {wrong} is not one that can be taken.";
        }

        var known = paths.Select(path => path.Key).Concat(Predefined).ToHashSet(StringComparer.Ordinal);
        return Mark.Matches($"{transformer?["InputTemplate"]}").Select(match => match.Groups["name"]).FirstOrDefault(name => name.Success && !known.Contains(name.Value)) is { } unknown
            ? $"InputTemplate contains placeholder <{unknown.Value}> that InputPathsMap does not name."
            : null;
    }

    public static string Apply(JsonObject transformer, JsonObject happened, RuleNames rule, DateTimeOffset arrived)
    {
        var template = transformer["InputTemplate"]!.ToString();
        var paths = transformer["InputPathsMap"] as JsonObject ?? [];
        var text = new StringBuilder();
        var (quoted, copied) = (false, 0);
        foreach (Match mark in Mark.Matches(template))
        {
            text.Append(template, copied, mark.Index - copied);
            copied = mark.Index + mark.Length;
            quoted ^= mark.Groups["quote"].Success;
            var name = mark.Groups["name"];
            text.Append(name.Success ? Written(Value(name.Value, paths, happened, rule, arrived), quoted) : mark.Value);
        }

        return text.Append(template, copied, template.Length - copied).ToString();
    }

    private static readonly string[] Predefined = [Reserved + "rule-arn", Reserved + "rule-name", Reserved + "event", Reserved + "event.json", Reserved + "event.ingestion-time"];

    private static JsonNode? Value(string name, JsonObject paths, JsonObject happened, RuleNames rule, DateTimeOffset arrived) => name switch
    {
        Reserved + "rule-arn" => rule.Arn,
        Reserved + "rule-name" => rule.Name,
        Reserved + "event" => new JsonObject(happened.Where(field => field.Key != "detail").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))),
        Reserved + "event.json" => happened,
        Reserved + "event.ingestion-time" => BusEvent.Time(arrived),
        _ => JsonPath.Find(happened, paths[name]!.ToString(), out var found) ? found : "",
    };

    private static string Written(JsonNode? value, bool quoted)
        => quoted && value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : EventJson.Write(value);
}

/// <summary>The JSON paths that EventBridge takes: names after dots, indices and asterisks.</summary>
internal static partial class JsonPath
{
    [GeneratedRegex(@"\A\$(?:\.(?:[\w\-/]+|\*)|\[(?:\d+|\*)\])*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"\.(?<name>[\w\-/]+|\*)|\[(?<name>\d+|\*)\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Step { get; }

    public static bool IsOne(string path) => Form.IsMatch(path);

    /// <summary>What is at a path; with an asterisk in it a list of everything that is. <see langword="false"/>: nothing.</summary>
    public static bool Find(JsonNode root, string path, out JsonNode? found)
    {
        var steps = Step.Matches(path).Select(match => match.Groups["name"].Value).ToList();
        IEnumerable<JsonNode?> at = steps.Aggregate(Enumerable.Repeat<JsonNode?>(root, 1), (nodes, step) => nodes.SelectMany(node => Next(node, step)));
        var all = at.ToList();
        found = steps.Contains("*") ? new JsonArray([.. all.Select(node => node?.DeepClone())]) : all.FirstOrDefault();
        return IsOne(path) && all.Count > 0;
    }

    private static IEnumerable<JsonNode?> Next(JsonNode? node, string step) => (node, step) switch
    {
        (JsonArray list, "*") => list,
        (JsonObject fields, "*") => fields.Select(field => field.Value),
        (JsonArray list, _) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? [list[index]] : [],
        (JsonObject fields, _) => fields.TryGetPropertyValue(step, out var value) ? [value] : [],
        _ => [],
    };
}

/// <summary>Writes JSON as EventBridge does: what need not be escaped is not.</summary>
internal static class EventJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";
}
