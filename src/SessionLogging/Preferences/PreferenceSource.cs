using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Text;

namespace SessionLogging.Preferences;

/// <summary>
/// Text that somebody gives for preferences. A document of an account is what it is; a file may be anything, and one that holds no settings
/// would read as "everything empty". So a source must show that it is a Session document.
/// </summary>
public static class PreferenceSource
{
    private const string SchemaVersion = "1.0";

    private static readonly string[] HeaderKeys = ["inputs", "sessionType"];

    /// <summary>Reads a Session document, or the answer of GetDocument that holds one in its <c>Content</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it comes from, as it begins a sentence, for example <c>The file 'a.json'</c>.</param>
    /// <param name="subject">The file; <see langword="null"/> where it is none.</param>
    /// <exception cref="PreferenceFormatException">The text is no JSON object.</exception>
    /// <exception cref="PreferenceRuleException">It is no Session document with preferences (<c>SourceNotSessionDocument</c>).</exception>
    public static PreferenceDocument Read(string text, string origin, object? subject = null) =>
        Read(text, origin, subject, json => Missing(json.Root).Any());

    /// <summary>The same, and text in which only something of a Session document is wrong too: that is for rules to tell.</summary>
    /// <exception cref="PreferenceFormatException">The text is no JSON object.</exception>
    /// <exception cref="PreferenceRuleException">Nothing shows that it is a Session document (<c>SourceNotSessionDocument</c>).</exception>
    internal static PreferenceDocument ReadToAudit(string text, string origin, object? subject = null) =>
        Read(text, origin, subject, json => !HeaderKeys.Any(key => json.Root.Find(key) is not null));

    private static PreferenceDocument Read(string text, string origin, object? subject, Func<JsonText, bool> isRefused)
    {
        var json = Parse(text, origin, subject);
        if (json.Root.Find("Content") is { Text: { } content } && json.Root.Find("inputs") is null)
        {
            origin += ", an answer of GetDocument,";
            if (json.Root.Find("DocumentFormat") is { Text: { } format and not "JSON" })
            {
                throw Refused(subject, $"{origin} holds the document as {Unicode.Quote(format)}.", "Ask for JSON: aws ssm get-document --document-format JSON.");
            }

            text = content;
            json = Parse(text, origin, subject);
        }

        return !isRefused(json)
            ? PreferenceDocument.Parse(text)
            : throw Refused(
                subject,
                $"{origin} is not taken for Session Manager preferences: {string.Join(", ", Missing(json.Root))}. A Session document has an object 'inputs', "
                + $"the schemaVersion '{SchemaVersion}' and the sessionType '{PreferenceDocument.StandardStream}'.",
                "Give what Export-SsmLoggingPreference wrote, or the answer of aws ssm get-document --document-format JSON.");
    }

    private static JsonText Parse(string text, string origin, object? subject)
    {
        try
        {
            return JsonText.Parse(text);
        }
        catch (PreferenceFormatException failure)
        {
            throw failure.In(origin, subject);
        }
    }

    private static IEnumerable<string> Missing(JsonSpan root)
    {
        if (root.Find("inputs") is not { IsObject: true })
        {
            yield return root.Find("inputs") is null ? "it has no 'inputs'" : "its 'inputs' is no object";
        }

        if (root.Find("schemaVersion") is { } schema && schema.Text != SchemaVersion)
        {
            yield return schema.Text is null ? "its schemaVersion is no text" : $"its schemaVersion is {Unicode.Quote(schema.Text)}";
        }

        var type = root.Find("sessionType");
        if (type?.Text != PreferenceDocument.StandardStream)
        {
            yield return type is null or { Kind: JsonTokenType.Null } ? "it has no sessionType"
                : type.Text is null ? "its sessionType is no text"
                : $"its sessionType is {Unicode.Quote(type.Text)}";
        }
    }

    private static PreferenceRuleException Refused(object? subject, string message, string remedy) =>
        new("SourceNotSessionDocument", "Source", message, remedy) { File = subject };
}
