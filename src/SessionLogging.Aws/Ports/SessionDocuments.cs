using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace SessionLogging.Aws.Ports;

/// <summary>Session documents on Systems Manager's API.</summary>
internal sealed class SessionDocuments(Lazy<AmazonSimpleSystemsManagementClient> ssm, AwsCaller caller) : ISessionDocuments
{
    private const string Service = "SSM";

    public async Task<Accounts.DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var request = new DescribeDocumentRequest { Name = name, DocumentVersion = "$LATEST" };
        try
        {
            return await caller.CallAsync(
                Service, "DescribeDocument", ct => ssm.Value.DescribeDocumentAsync(request, ct), static answer => Described(answer.Document), cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.Code == "InvalidDocument")
        {
            return null;
        }
    }

    public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        // A request without a version means the default one, also to emulators that do not know this name of it.
        var request = new GetDocumentRequest { Name = name, DocumentVersion = version == "$DEFAULT" ? null : version, DocumentFormat = DocumentFormat.JSON };
        return caller.CallAsync(Service, "GetDocument", ct => ssm.Value.GetDocumentAsync(request, ct), Content, cancellationToken);
    }

    public IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, CancellationToken cancellationToken) => caller.PagesAsync(
        Service,
        "ListDocumentVersions",
        (token, ct) => ssm.Value.ListDocumentVersionsAsync(new ListDocumentVersionsRequest { Name = name, MaxResults = 50, NextToken = token }, ct),
        static answer => new Page<DocumentVersion>(answer.DocumentVersions.Each("DocumentVersions", Version), answer.NextToken),
        cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync(CancellationToken cancellationToken) => caller.PagesAsync(
        Service,
        "ListDocuments",
        (token, ct) => ssm.Value.ListDocumentsAsync(
            new ListDocumentsRequest
            {
                Filters = [new DocumentKeyValuesFilter { Key = "Owner", Values = ["Self"] }, new DocumentKeyValuesFilter { Key = "DocumentType", Values = ["Session"] }],
                MaxResults = 50,
                NextToken = token,
            },
            ct),
        static answer => new Page<string>(answer.DocumentIdentifiers.Each("DocumentIdentifiers", document => document.Name.Needed("Name")), answer.NextToken),
        cancellationToken);

    public Task<Accounts.DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken)
    {
        var request = new CreateDocumentRequest { Name = name, Content = content, DocumentType = DocumentType.Session, DocumentFormat = DocumentFormat.JSON };
        return caller.CallAsync(
            Service, "CreateDocument", ct => ssm.Value.CreateDocumentAsync(request, ct), static answer => Described(answer.DocumentDescription), cancellationToken);
    }

    public Task<Accounts.DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken)
    {
        var request = new UpdateDocumentRequest { Name = name, Content = content, DocumentVersion = latestVersion, DocumentFormat = DocumentFormat.JSON };
        return caller.CallAsync(
            Service, "UpdateDocument", ct => ssm.Value.UpdateDocumentAsync(request, ct), static answer => Described(answer.DocumentDescription), cancellationToken);
    }

    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken)
    {
        var request = new UpdateDocumentDefaultVersionRequest { Name = name, DocumentVersion = version };
        return caller.CallAsync(
            Service, "UpdateDocumentDefaultVersion", ct => ssm.Value.UpdateDocumentDefaultVersionAsync(request, ct), cancellationToken);
    }

    private static DocumentContent Content(GetDocumentResponse answer) => new(
        answer.Content.Needed("Content"),
        answer.DocumentVersion.Needed("DocumentVersion"),
        answer.Status.Needed("Status"),
        answer.DocumentType.Needed("DocumentType"),
        answer.CreatedDate.ToUtc());

    private static Accounts.DocumentDescription Described(Amazon.SimpleSystemsManagement.Model.DocumentDescription? described)
    {
        var document = described.Needed("the document's description");
        return new(
            document.Name.Needed("Name"),
            document.Owner,
            document.LatestVersion.Needed("LatestVersion"),
            document.DefaultVersion.Needed("DefaultVersion"),
            document.DocumentType.Needed("DocumentType"),
            document.Status.Needed("Status"),
            document.CreatedDate.ToUtc(),
            document.DocumentFormat == DocumentFormat.YAML)
        {
            Tags = (document.Tags ?? []).GroupBy(tag => tag.Key ?? "", StringComparer.Ordinal).ToDictionary(tags => tags.Key, tags => tags.Last().Value ?? "", StringComparer.Ordinal),
        };
    }

    private static DocumentVersion Version(DocumentVersionInfo version) =>
        new(version.DocumentVersion.Needed("DocumentVersion"), version.CreatedDate.ToUtc(), version.IsDefaultVersion == true, version.Status.Needed("Status"));
}
