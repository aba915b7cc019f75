using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SessionLogging.Sandbox.Events;

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
