namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>A document that Systems Manager keeps.</summary>
internal sealed class StoredDocument
{
    public required string Owner { get; init; }

    public List<StoredVersion> Versions { get; } = [];

    public int DefaultNumber { get; set; }

    public int LatestNumber => Versions.Count == 0 ? 0 : Latest.Number;

    public StoredVersion Latest => Versions[^1];

    public StoredVersion Default => Versions.Single(version => version.Number == DefaultNumber);

    public void Add(StoredVersion version) => Versions.Add(version);
}

/// <summary>One version of a document, and when it becomes active.</summary>
internal sealed class StoredVersion(int number, string content, DateTimeOffset createdDate)
{
    public int Number { get; } = number;

    public string Version { get; } = number.ToString(CultureInfo.InvariantCulture);

    public string Content { get; } = content;

    public DateTimeOffset CreatedDate { get; } = createdDate;

    public bool IsYaml { get; init; }

    public int LooksLeft { get; set; }

    public DateTimeOffset ActiveFrom { get; init; }

    public bool Fails { get; init; }
}
