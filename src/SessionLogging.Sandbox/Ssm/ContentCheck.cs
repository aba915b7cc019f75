namespace SessionLogging.Sandbox.Ssm;

/// <summary>What Systems Manager demands of a document's content before it stores it.</summary>
internal static partial class ContentCheck
{
    private const int MostBytes = 64 * 1024;

    private static readonly string[] SessionTypes = ["Standard_Stream", "InteractiveCommands", "NonInteractiveCommands", "Port"];

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex SchemaVersion { get; }

    /// <param name="content">The new content.</param>
    /// <param name="format">JSON, YAML or TEXT.</param>
    /// <param name="documentType">The document's type.</param>
    /// <param name="latest">The latest version of a document that is updated: a schema or session type that it has already is accepted again, since documents in the wild have others.</param>
    /// <exception cref="Wire.AwsServiceException">The content is not stored.</exception>
    public static void Check(string content, string format, string documentType, StoredVersion? latest = null)
    {
        var bytes = Encoding.UTF8.GetByteCount(content);
        if (bytes > MostBytes)
        {
            throw DocumentErrors.TooLarge(bytes);
        }

        if (format == "TEXT")
        {
            return;
        }

        var document = DocumentText.Parse(content, format) ?? throw DocumentErrors.Content($"{format} not well-formed.");
        var schema = Text(document["schemaVersion"]);
        if (schema is null || !SchemaVersion.IsMatch(schema))
        {
            throw DocumentErrors.Schema("The document has no schemaVersion, or one that is not of the form \"1.0\".");
        }

        if (documentType == "Session" && !(latest is not null && SaysTheSame(document, DocumentText.Parse(latest.Content, latest.Format))))
        {
            CheckSession(document, schema);
        }
    }

    private static bool SaysTheSame(JsonObject document, JsonObject? stored)
        => Text(document["schemaVersion"]) == Text(stored?["schemaVersion"]) && Text(document["sessionType"]) == Text(stored?["sessionType"]);

    private static void CheckSession(JsonObject document, string schema)
    {
        if (schema != "1.0")
        {
            throw DocumentErrors.Schema($"The schemaVersion of a Session document is \"1.0\", not \"{schema}\".");
        }

        if (!SessionTypes.Contains(Text(document["sessionType"]), StringComparer.Ordinal))
        {
            throw DocumentErrors.Content($"The sessionType of a Session document is one of {string.Join(", ", SessionTypes)}.");
        }
    }

    private static string? Text(JsonNode? node)
        => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
