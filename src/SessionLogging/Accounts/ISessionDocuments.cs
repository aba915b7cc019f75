namespace SessionLogging.Accounts;

/// <summary>The Systems Manager documents of one account and Region, as far as Session documents need them. Every method throws <see cref="AwsCallException"/>.</summary>
public interface ISessionDocuments
{
    /// <summary>The document's latest version and the number of its default one (DescribeDocument of <c>$LATEST</c>), or <see langword="null"/> where there is no such document.</summary>
    /// <param name="name">The document's name, or the ARN of a shared one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken);

    /// <summary>One version's content (GetDocument), converted to JSON by the service where it is stored as YAML. Needs no more than that one right.</summary>
    /// <param name="name">The document's name, or the ARN of a shared one.</param>
    /// <param name="version">The version's number, <c>$LATEST</c> or <c>$DEFAULT</c>. A number that does not exist answers <c>InvalidDocument</c> or <c>InvalidDocumentVersion</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken);

    /// <summary>Every version (ListDocumentVersions), a page at a time.</summary>
    IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of the account's own documents of type <c>Session</c> (ListDocuments, owner <c>Self</c>), a page at a time; those that others share with it are not among them.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync(CancellationToken cancellationToken);

    /// <summary>Creates a Session document (CreateDocument, type <c>Session</c>, format JSON). Its first version is latest and default.</summary>
    Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken);

    /// <summary>Writes a new version (UpdateDocument, format JSON), provided that <paramref name="latestVersion"/> still is the latest: otherwise the service answers <c>InvalidDocumentVersion</c>.</summary>
    Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken);

    /// <summary>Makes a version the default (UpdateDocumentDefaultVersion).</summary>
    Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken);
}

/// <summary>What Systems Manager says of a document and of its latest version.</summary>
/// <param name="Name">The document's name.</param>
/// <param name="Owner">The owner's account id, or <c>Amazon</c>.</param>
/// <param name="LatestVersion">The latest version's number.</param>
/// <param name="DefaultVersion">The default version's number.</param>
/// <param name="DocumentType">The type, for example <c>Session</c>.</param>
/// <param name="Status">The latest version's status: <c>Creating</c>, <c>Updating</c>, <c>Active</c>, <c>Deleting</c> or <c>Failed</c>.</param>
/// <param name="CreatedDate">When the latest version was made, where the service says it.</param>
/// <param name="StoredAsYaml">Whether the latest version is stored as YAML, which GetDocument converts to JSON.</param>
public sealed record DocumentDescription(
    string Name,
    string? Owner,
    string LatestVersion,
    string DefaultVersion,
    string DocumentType,
    string Status,
    DateTimeOffset? CreatedDate,
    bool StoredAsYaml)
{
    /// <summary>The document's tags, those of CloudFormation among them (<c>aws:cloudformation:stack-name</c>).</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>One version with its content.</summary>
/// <param name="Content">The content as JSON text, byte for byte as stored unless it was YAML.</param>
/// <param name="Version">The version's number.</param>
/// <param name="Status"><c>Creating</c>, <c>Updating</c>, <c>Active</c>, <c>Deleting</c> or <c>Failed</c>.</param>
/// <param name="DocumentType">The type, for example <c>Session</c>.</param>
/// <param name="CreatedDate">When this version was made, where the service says it.</param>
public sealed record DocumentContent(string Content, string Version, string Status, string DocumentType, DateTimeOffset? CreatedDate);

/// <summary>One row of a document's history.</summary>
/// <param name="Version">The version's number.</param>
/// <param name="CreatedDate">When it was made.</param>
/// <param name="IsDefault">Whether it is the default now.</param>
/// <param name="Status"><c>Creating</c>, <c>Updating</c>, <c>Active</c>, <c>Deleting</c> or <c>Failed</c>.</param>
public sealed record DocumentVersion(string Version, DateTimeOffset? CreatedDate, bool IsDefault, string Status);
