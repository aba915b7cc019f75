using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences.Reading;

/// <summary>A Session document as it was found: its latest version with content, and which version is the default.</summary>
internal sealed record PreferenceState
{
    private PreferenceState()
    {
    }

    /// <summary>There is no document.</summary>
    internal static PreferenceState Absent { get; } = new();

    /// <summary>The latest version's content.</summary>
    internal DocumentContent? Content { get; private init; }

    /// <summary>The latest version, read.</summary>
    internal PreferenceDocument? Document { get; private init; }

    /// <summary>The default version, read; <see langword="null"/> where it was not.</summary>
    internal PreferenceDocument? OfDefault { get; private init; }

    /// <summary>The account that owns the document; <see langword="null"/> where nobody says it.</summary>
    internal string? Owner { get; private init; }

    /// <summary>When the latest version was made; <see langword="null"/> where nobody says it.</summary>
    internal DateTimeOffset? CreatedDate { get; private init; }

    internal bool Exists => Content is not null;

    /// <summary>Whether DescribeDocument was answered.</summary>
    internal bool IsDescribed => StoredAsYaml is not null;

    /// <summary>Whether the latest version is stored as YAML; <see langword="null"/> where nobody says it.</summary>
    internal bool? StoredAsYaml { get; private init; }

    internal string? LatestVersion => Content?.Version;

    internal string? LatestStatus => Content?.Status;

    internal string? DefaultVersion { get; private init; }

    /// <summary>Whether the default version is the latest one.</summary>
    internal bool IsOneVersion => LatestVersion == DefaultVersion;

    /// <summary>Whether latest and default mean the same, so that it does not matter which of them sessions use: one version, or, where the default was read, the same JSON.</summary>
    internal bool IsSettled => IsOneVersion || (OfDefault is not null && Document is not null && OfDefault.SaysSameAs(Document));

    /// <summary>What DescribeDocument and GetDocument of the latest version say.</summary>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    internal static PreferenceState Of(DocumentDescription description, DocumentContent latest) => new()
    {
        Content = latest,
        Document = PreferenceDocument.Parse(latest.Content),
        StoredAsYaml = description.StoredAsYaml,
        Owner = description.Owner,
        DefaultVersion = description.DefaultVersion,
        CreatedDate = latest.CreatedDate ?? description.CreatedDate,
    };

    /// <summary>What GetDocument of both versions says; <see langword="null"/> where there is none.</summary>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    internal static PreferenceState Of(DocumentContent? latest, DocumentContent? ofDefault) => latest is null
        ? Absent
        : new()
        {
            Content = latest,
            Document = PreferenceDocument.Parse(latest.Content),
            OfDefault = ofDefault is null ? null : PreferenceDocument.Parse(ofDefault.Content),
            DefaultVersion = ofDefault?.Version,
            CreatedDate = latest.CreatedDate,
        };

    /// <summary>The same with the default version's content.</summary>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    internal PreferenceState WithDefault(DocumentContent ofDefault) => this with { OfDefault = PreferenceDocument.Parse(ofDefault.Content) };

    /// <summary>The preferences to show.</summary>
    internal LoggingPreference Show(PreferenceTarget target) => LoggingPreference.From(
        Document,
        target.AccountId,
        target.Region,
        target.DocumentName,
        LatestVersion,
        DefaultVersion,
        Owner,
        CreatedDate,
        LatestVersion,
        target.AccountName);
}
