using SessionLogging.Accounts;

namespace SessionLogging.Preferences.Editing;

/// <summary>A Session document as it was found: its latest version with content, and which version is the default.</summary>
internal sealed class PreferenceState
{
    private PreferenceState(DocumentDescription? description, DocumentContent? content, PreferenceDocument? document)
    {
        Description = description;
        Content = content;
        Document = document;
    }

    /// <summary>What the service says of the document; <see langword="null"/> where there is none.</summary>
    internal DocumentDescription? Description { get; }

    /// <summary>The latest version's content.</summary>
    internal DocumentContent? Content { get; }

    /// <summary>The latest version, read.</summary>
    internal PreferenceDocument? Document { get; }

    internal bool Exists => Description is not null;

    internal string? LatestVersion => Content?.Version;

    internal string? LatestStatus => Content?.Status;

    internal string? DefaultVersion => Description?.DefaultVersion;

    /// <summary>Whether the default version is the latest one.</summary>
    internal bool IsSettled => LatestVersion == DefaultVersion;

    /// <summary>One DescribeDocument, and one GetDocument of the latest version's number.</summary>
    /// <exception cref="AwsCallException">A call failed.</exception>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    internal static async Task<PreferenceState> ReadAsync(ISessionDocuments documents, string name, CancellationToken cancellationToken)
    {
        var description = await documents.DescribeAsync(name, cancellationToken).ConfigureAwait(false);
        if (description is null)
        {
            return new PreferenceState(null, null, null);
        }

        var content = await documents.GetAsync(name, description.LatestVersion, cancellationToken).ConfigureAwait(false);
        return new PreferenceState(description, content, PreferenceDocument.Parse(content.Content));
    }

    /// <summary>The preferences to show.</summary>
    internal LoggingPreference Show(PreferenceTarget target) => LoggingPreference.From(
        Document,
        target.AccountId,
        target.Region,
        target.DocumentName,
        LatestVersion,
        DefaultVersion,
        Description?.Owner,
        Content?.CreatedDate,
        LatestVersion);
}
