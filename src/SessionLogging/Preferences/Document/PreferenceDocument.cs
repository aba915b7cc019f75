using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;

namespace SessionLogging.Preferences.Document;

/// <summary>A Session document: read leniently, written strictly, and changed so that every byte that is not part of a changed setting stays as it is.</summary>
/// <remarks>Immutable. A document that was stored as YAML is read from the JSON that the service makes of it.</remarks>
public sealed class PreferenceDocument
{
    /// <summary>The <c>sessionType</c> of a document that holds preferences.</summary>
    public const string StandardStream = "Standard_Stream";

    /// <summary>The largest document that the service takes, in UTF-8 bytes.</summary>
    public const int LargestSize = 64 * 1024;

    private const string WithoutSettings =
        """
        {
          "schemaVersion": "1.0",
          "description": "Document to hold regional settings for Session Manager",
          "sessionType": "Standard_Stream"
        }
        """;

    private readonly Dictionary<PreferenceSetting, SettingReading> _readings;

    private PreferenceDocument(JsonText json)
    {
        Json = json;
        _readings = PreferenceSetting.All.ToDictionary(setting => setting, Read);
    }

    /// <summary>The document as it was given or as it was changed.</summary>
    public string Text => Json.Text;

    /// <summary>The text, parsed.</summary>
    internal JsonText Json { get; }

    /// <summary>The document's <c>schemaVersion</c>, <c>1.0</c> where AWS wrote it; <see langword="null"/> where there is none.</summary>
    public string? SchemaVersion => Header("schemaVersion");

    /// <summary>The document's description; <see langword="null"/> where there is none.</summary>
    public string? Description => Header("description");

    /// <summary><c>Standard_Stream</c>, <c>InteractiveCommands</c>, <c>NonInteractiveCommands</c>, <c>Port</c> or what else stands there; <see langword="null"/> where there is none.</summary>
    public string? SessionType => Header("sessionType");

    /// <summary>Whether the document holds preferences: its type is <see cref="StandardStream"/> or is not given.</summary>
    public bool IsPreferences => SessionType is null or StandardStream;

    /// <summary>One setting as this document says it.</summary>
    public SettingReading this[PreferenceSetting setting] => _readings[setting];

    /// <summary>Reads a document.</summary>
    /// <param name="json">The content as the service or a file holds it, a byte order mark included.</param>
    /// <exception cref="PreferenceFormatException">The text is no JSON object, or its objects and lists lie more than 64 deep in each other. Comments and trailing commas are no JSON.</exception>
    public static PreferenceDocument Parse(string json) => new(JsonText.Parse(json));

    /// <summary>A new document as AWS's template has it: the thirteen settings, nothing turned on, an idle timeout of 20 minutes.</summary>
    public static PreferenceDocument CreateNew() => Parse(WithoutSettings + "\n").With(PreferenceSetting.All.Aggregate(
        PreferenceEdit.Empty,
        (edit, setting) => setting.Kind is SettingKind.Flag ? edit.Set(setting, false) : edit.Set(setting, setting == PreferenceSetting.IdleSessionTimeout ? "20" : "")));

    /// <summary>The document with the settings of an edit in their strict form: a JSON string, <c>true</c> or <c>false</c>. What is not there is added at the end of its object, in the style found there.</summary>
    /// <param name="edit">The settings to write. The values are written as they are: <see cref="PreferenceRules"/> judges them.</param>
    /// <returns>This very document where each setting stands there in its strict form already.</returns>
    /// <exception cref="PreferenceRuleException">The document is no preferences (<c>NotPreferences</c>), holds a key twice (<c>DuplicateKey</c>), holds something other than an object where settings belong (<c>NotAnObject</c>), or would become too large (<c>DocumentTooLarge</c>).</exception>
    public PreferenceDocument With(PreferenceEdit edit)
    {
        RequireChangeable();
        var splices = PreferenceSplicer.Splice(Json, edit);
        if (splices.Count == 0)
        {
            return this;
        }

        var text = Json.With(splices);
        var size = Encoding.UTF8.GetByteCount(text);
        return size <= LargestSize
            ? Parse(text)
            : throw new PreferenceRuleException(
                "DocumentTooLarge",
                "Document",
                FormattableString.Invariant($"The document would have {size:N0} bytes; the service takes {LargestSize:N0}."),
                "Shorten the shell profiles: let them call a script that lies on the node.");
    }

    /// <summary>Whether two documents are the same JSON but for white space, so that no reader can tell them apart.</summary>
    internal bool SaysSameAs(PreferenceDocument other) => Json.IsSameButForWhiteSpace(other.Json);

    private void RequireChangeable()
    {
        if (!IsPreferences)
        {
            throw new PreferenceRuleException(
                "NotPreferences",
                "SessionType",
                $"The document's session type is {Unicode.Quote(SessionType!)}; preferences are in documents of type '{StandardStream}'.",
                "Name another document.");
        }

        if (Json.DuplicateKeys.Count > 0)
        {
            throw new PreferenceRuleException(
                "DuplicateKey",
                Json.DuplicateKeys[0],
                $"The key {Unicode.Quote(Json.DuplicateKeys[0])} stands in the document more than once, so which of them counts is not certain.",
                "Remove all but one of them first.");
        }
    }

    private SettingReading Read(PreferenceSetting setting)
    {
        var value = setting.Keys.Aggregate(Json.Root.Find("inputs"), (container, key) => container?.Find(key));
        return SettingReader.Read(setting, value, value is null ? null : Raw(value));
    }

    private string? Header(string key) =>
        Json.Root.Find(key) is { Kind: not System.Text.Json.JsonTokenType.Null } value ? value.Text ?? Raw(value) : null;

    private string Raw(JsonSpan value) => Json.Slice(value.Start, value.End);
}
