namespace SessionLogging.Sandbox.Ssm;

/// <summary>Documents in the shapes of the service model.</summary>
internal static class DocumentAnswers
{
    /// <summary>DocumentDescription of one version.</summary>
    public static JsonObject Description(StoredDocument document, StoredVersion version, string status, string name)
    {
        var content = DocumentText.Parse(version.Content, version.Format);
        return JsonCall.Compact(new JsonObject
        {
            ["Hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Content))),
            ["HashType"] = "Sha256",
            ["Name"] = name,
            ["DisplayName"] = document.DisplayName,
            ["VersionName"] = version.Name,
            ["Owner"] = document.Owner,
            ["CreatedDate"] = JsonCall.Seconds(version.Created),
            ["Status"] = status,
            ["StatusInformation"] = StatusInformation(status),
            ["DocumentVersion"] = Number(version.Number),
            ["Description"] = content?["description"]?.DeepClone(),
            ["Parameters"] = content?["parameters"] is JsonObject { Count: > 0 } parameters ? Parameters(parameters) : null,
            ["PlatformTypes"] = new JsonArray("Windows", "Linux", "MacOS"),
            ["DocumentType"] = document.DocumentType,
            ["SchemaVersion"] = content?["schemaVersion"]?.DeepClone(),
            ["LatestVersion"] = Number(document.Latest.Number),
            ["DefaultVersion"] = Number(document.DefaultVersion),
            ["DocumentFormat"] = version.Format,
            ["TargetType"] = document.TargetType,
            ["Tags"] = new JsonArray([.. document.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
        });
    }

    /// <summary>The answer of GetDocument.</summary>
    public static JsonObject Content(StoredDocument document, StoredVersion version, string status, string name, string format) => JsonCall.Compact(new JsonObject
    {
        ["Name"] = name,
        ["CreatedDate"] = JsonCall.Seconds(version.Created),
        ["DisplayName"] = document.DisplayName,
        ["VersionName"] = version.Name,
        ["DocumentVersion"] = Number(version.Number),
        ["Status"] = status,
        ["StatusInformation"] = StatusInformation(status),
        ["Content"] = DocumentText.Convert(version.Content, version.Format, format),
        ["DocumentType"] = document.DocumentType,
        ["DocumentFormat"] = version.Format == "TEXT" ? "TEXT" : format,
    });

    /// <summary>DocumentVersionInfo.</summary>
    public static JsonObject VersionInfo(StoredDocument document, StoredVersion version, string status) => JsonCall.Compact(new JsonObject
    {
        ["Name"] = document.Name,
        ["DisplayName"] = document.DisplayName,
        ["DocumentVersion"] = Number(version.Number),
        ["VersionName"] = version.Name,
        ["CreatedDate"] = JsonCall.Seconds(version.Created),
        ["IsDefaultVersion"] = version.Number == document.DefaultVersion,
        ["DocumentFormat"] = version.Format,
        ["Status"] = status,
        ["StatusInformation"] = StatusInformation(status),
    });

    public static string Number(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? StatusInformation(string status) => status == "Failed" ? "The document could not be processed." : null;

    private static JsonArray Parameters(JsonObject parameters) => new([.. parameters.Select(parameter => JsonCall.Compact(new JsonObject
    {
        ["Name"] = parameter.Key,
        ["Type"] = parameter.Value?["type"]?.DeepClone() ?? "String",
        ["Description"] = parameter.Value?["description"]?.DeepClone(),
        ["DefaultValue"] = parameter.Value?["default"]?.ToString(),
    }))]);
}
