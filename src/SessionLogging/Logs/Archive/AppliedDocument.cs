namespace SessionLogging.Logs.Archive;

/// <summary>The Session document that applied to a session, as far as it is known.</summary>
public sealed record AppliedDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The versions that can have applied, the oldest first: one, where it is certain.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Why another one can have applied too; <see langword="null"/> where none can.</summary>
    public string? Doubt { get; init; }

    /// <summary>The text of the version, where it is one and could be read.</summary>
    public string? Content { get; init; }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("Document");
        json.WriteString(nameof(Name), Name);
        json.WriteStartArray(nameof(Versions));
        foreach (var version in Versions)
        {
            json.WriteStringValue(version);
        }

        json.WriteEndArray();
        ManifestJson.WriteText(json, nameof(Doubt), Doubt);
        ManifestJson.WriteText(json, nameof(Content), Content);
        json.WriteEndObject();
    }
}
