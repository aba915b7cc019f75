using System.Text.Encodings.Web;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SessionLogging.Sandbox.Ssm;

/// <summary>The two ways to write a document, JSON and YAML, and the way from each to the other.</summary>
internal static partial class DocumentText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document's object, or <see langword="null"/> where the text is not one.</summary>
    public static JsonObject? Parse(string content, string format)
    {
        try
        {
            return format == "YAML" ? ParseYaml(content) : JsonNode.Parse(content) as JsonObject;
        }
        catch (Exception error) when (error is JsonException or YamlException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The content as GetDocument gives it: byte for byte as stored where the format is the stored one.</summary>
    public static string Convert(string content, string stored, string wanted) => (stored, wanted) switch
    {
        ("YAML", "JSON") => Parse(content, stored)?.ToJsonString(Readable) ?? content,
        ("JSON", "YAML") => Parse(content, stored) is { } document ? ToYaml(document) : content,
        _ => content,
    };

    private static JsonObject? ParseYaml(string content)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(content));
        return yaml.Documents is [var document] ? ToJson(document.RootNode) as JsonObject : null;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => PlainToJson(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonValue? PlainToJson(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Whole.IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when Fraction.IsMatch(text) => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    private static string ToYaml(JsonObject document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(FromJson(document))).Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static YamlNode FromJson(JsonNode? node) => node switch
    {
        JsonObject map => new YamlMappingNode(map.Select(pair => KeyValuePair.Create<YamlNode, YamlNode>(Scalar(pair.Key), FromJson(pair.Value)))),
        JsonArray list => new YamlSequenceNode(list.Select(FromJson)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Scalar(value.GetValue<string>()),
        null => new YamlScalarNode("null"),
        var value => new YamlScalarNode(value.ToJsonString()),
    };

    /// <summary>A text that would read as something else when plain is quoted.</summary>
    private static YamlScalarNode Scalar(string text) => new(text)
    {
        Style = PlainToJson(text) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? ScalarStyle.Any : ScalarStyle.DoubleQuoted,
    };

    [GeneratedRegex(@"\A[-+]?[0-9]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"\A[-+]?([0-9]+\.[0-9]*|\.?[0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Fraction { get; }
}
