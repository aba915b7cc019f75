using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Ports;

/// <summary>Session documents on Systems Manager's API.</summary>
internal sealed class SessionDocuments(Lazy<AmazonSimpleSystemsManagementClient> ssm, AwsCaller caller) : ISessionDocuments
{
    private const string Service = "SSM";

    private readonly ConcurrentDictionary<string, bool> _withoutDescription = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<Accounts.DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await DescribeAsync(new DescribeDocumentRequest { Name = name }, cancellationToken).ConfigureAwait(false);
            return Described(answer.Document);
        }
        catch (AwsCallException failure) when (failure.Code == "InvalidDocument")
        {
            return null;
        }
        catch (AwsCallException denied) when (denied.IsOfMissingRight)
        {
            _withoutDescription[name] = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        // GetDocument answers JSON whatever is stored; only the description of the version says what that is.
        var getting = GetJsonAsync(name, version, cancellationToken);
        var describing = DescribeVersionAsync(name, version, cancellationToken);
        await Task.WhenAll(getting, describing).ConfigureAwait(false);

        var (answer, description) = (await getting.ConfigureAwait(false), await describing.ConfigureAwait(false));
        bool? wasYaml = description is null ? null : description.DocumentFormat == DocumentFormat.YAML;
        return new DocumentContent(
            answer.Content,
            answer.DocumentVersion,
            answer.Status,
            wasYaml,
            answer.DocumentType,
            (answer.CreatedDate ?? description?.CreatedDate).ToUtc());
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListDocumentVersionsRequest { Name = name, MaxResults = 50 };
        do
        {
            var page = await caller.CallAsync(Service, "ListDocumentVersions", ct => ssm.Value.ListDocumentVersionsAsync(request, ct), cancellationToken)
                .ConfigureAwait(false);
            yield return [.. (page.DocumentVersions ?? []).Select(Version)];
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }

    /// <inheritdoc/>
    public async Task<Accounts.DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken)
    {
        var request = new CreateDocumentRequest { Name = name, Content = content, DocumentType = DocumentType.Session, DocumentFormat = DocumentFormat.JSON };
        var answer = await caller.CallAsync(Service, "CreateDocument", ct => ssm.Value.CreateDocumentAsync(request, ct), cancellationToken)
            .ConfigureAwait(false);
        return Described(answer.DocumentDescription);
    }

    /// <inheritdoc/>
    public async Task<Accounts.DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken)
    {
        var request = new UpdateDocumentRequest { Name = name, Content = content, DocumentVersion = latestVersion, DocumentFormat = DocumentFormat.JSON };
        var answer = await caller.CallAsync(Service, "UpdateDocument", ct => ssm.Value.UpdateDocumentAsync(request, ct), cancellationToken)
            .ConfigureAwait(false);
        return Described(answer.DocumentDescription);
    }

    /// <inheritdoc/>
    public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken)
    {
        var request = new UpdateDocumentDefaultVersionRequest { Name = name, DocumentVersion = version };
        return caller.CallAsync(
            Service, "UpdateDocumentDefaultVersion", ct => ssm.Value.UpdateDocumentDefaultVersionAsync(request, ct), cancellationToken);
    }

    private Task<GetDocumentResponse> GetJsonAsync(string name, string version, CancellationToken cancellationToken)
    {
        var request = new GetDocumentRequest { Name = name, DocumentVersion = version, DocumentFormat = DocumentFormat.JSON };
        return caller.CallAsync(Service, "GetDocument", ct => ssm.Value.GetDocumentAsync(request, ct), cancellationToken);
    }

    // Who has read a document without this right once is not asked for its description again.
    private async Task<Amazon.SimpleSystemsManagement.Model.DocumentDescription?> DescribeVersionAsync(
        string name, string version, CancellationToken cancellationToken)
    {
        if (_withoutDescription.ContainsKey(name))
        {
            return null;
        }

        try
        {
            var request = new DescribeDocumentRequest { Name = name, DocumentVersion = version };
            return (await DescribeAsync(request, cancellationToken).ConfigureAwait(false)).Document;
        }
        catch (AwsCallException denied) when (denied.IsOfMissingRight)
        {
            _withoutDescription[name] = true;
            return null;
        }
    }

    private Task<DescribeDocumentResponse> DescribeAsync(DescribeDocumentRequest request, CancellationToken cancellationToken) =>
        caller.CallAsync(Service, "DescribeDocument", ct => ssm.Value.DescribeDocumentAsync(request, ct), cancellationToken);

    private static Accounts.DocumentDescription Described(Amazon.SimpleSystemsManagement.Model.DocumentDescription document) => new(
        document.Name,
        document.Owner,
        document.LatestVersion,
        document.DefaultVersion,
        document.DocumentType,
        document.Status,
        document.CreatedDate.ToUtc());

    private static DocumentVersion Version(DocumentVersionInfo version) =>
        new(version.DocumentVersion, version.CreatedDate.ToUtc(), version.IsDefaultVersion == true, version.Status);
}
