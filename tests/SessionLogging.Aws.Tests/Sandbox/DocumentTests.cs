using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class DocumentTests : SandboxTest
{
    private const string Name = "SSM-SessionManagerRunShell";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { Clock = _clock };

    private RegionState Region => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    [Fact]
    public async Task A_document_is_created_changed_and_promoted()
    {
        using var ssm = Server.Ssm();
        var created = await ssm.CreateDocumentAsync(Creation(Session("a")), Cancel);
        var updated = await ssm.UpdateDocumentAsync(Change(Session("b"), "1"), Cancel);
        var before = await ssm.DescribeDocumentAsync(Name, Cancel);
        await PromoteAsync(ssm, "2");
        var after = await ssm.DescribeDocumentAsync(Name, Cancel);
        var content = await ssm.GetDocumentAsync(new GetDocumentRequest { Name = Name, DocumentVersion = "$DEFAULT" }, Cancel);

        Assert.Equal(("Creating", "1", "1"), (created.DocumentDescription.Status.Value, created.DocumentDescription.LatestVersion, created.DocumentDescription.DefaultVersion));
        Assert.Equal(("Updating", "2", "1"), (updated.DocumentDescription.Status.Value, updated.DocumentDescription.LatestVersion, updated.DocumentDescription.DefaultVersion));
        Assert.Equal(("Active", "1", "2", "1"), (before.Document.Status.Value, before.Document.DocumentVersion, before.Document.LatestVersion, before.Document.DefaultVersion));
        Assert.Equal("2", after.Document.DefaultVersion);
        Assert.Equal(Session("b"), content.Content);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime, content.CreatedDate!.Value.ToUniversalTime());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("$DEFAULT")]
    [InlineData("9")]
    [InlineData(null)]
    public async Task An_update_must_name_the_latest_version(string? version)
    {
        Region.Documents.Put(Name, Session("a"));
        using var ssm = Server.Ssm();
        await ssm.UpdateDocumentAsync(Change(Session("b"), "$LATEST"), Cancel);

        await RefusedAsync<InvalidDocumentVersionException>(() => ssm.UpdateDocumentAsync(Change(Session("c"), version), Cancel));
    }

    [Fact]
    public async Task The_same_content_is_a_duplicate_of_the_latest_or_of_any_version_as_chosen()
    {
        Region.Documents.Put(Name, Session("a"));
        Region.Documents.Put(Name, Session("b"));
        using var ssm = Server.Ssm();

        await RefusedAsync<DuplicateDocumentContentException>(() => ssm.UpdateDocumentAsync(Change(Session("b"), "2"), Cancel));
        Server.Cloud.DocumentRules = new DocumentRules { DuplicateContent = DuplicateContent.Any };
        await RefusedAsync<DuplicateDocumentContentException>(() => ssm.UpdateDocumentAsync(Change(Session("a"), "2"), Cancel));
        Server.Cloud.DocumentRules = new DocumentRules();
        await ssm.UpdateDocumentAsync(Change(Session("a"), "2"), Cancel);
        await ssm.UpdateDocumentAsync(Change(Session("a") + " ", "3"), Cancel);
    }

    [Fact]
    public async Task A_version_settles_by_the_clock()
    {
        Server.Cloud.DocumentRules = new DocumentRules { SettlesAfterSeconds = 3 };
        using var ssm = Server.Ssm();
        await ssm.CreateDocumentAsync(Creation(Session("a")), Cancel);

        Assert.Equal("Creating", await StatusAsync(ssm));
        await RefusedAsync<InvalidDocumentVersionException>(() => PromoteAsync(ssm, "1"));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("Active", await StatusAsync(ssm));
    }

    [Fact]
    public async Task A_version_settles_after_some_looks_and_may_fail()
    {
        Server.Cloud.DocumentRules = new DocumentRules { SettlesAfterLooks = 2, Fails = true };
        using var ssm = Server.Ssm();
        await ssm.CreateDocumentAsync(Creation(Session("a")), Cancel);

        Assert.Equal(["Creating", "Creating", "Failed"], [await StatusAsync(ssm), await StatusAsync(ssm), await StatusAsync(ssm)]);
        await RefusedAsync<InvalidDocumentVersionException>(() => PromoteAsync(ssm, "1"));
    }

    [Fact]
    public async Task Limits_are_kept()
    {
        Server.Cloud.DocumentRules = new DocumentRules { VersionLimit = 2, DocumentLimit = 1 };
        Region.Documents.Put(Name, Session("a"));
        using var ssm = Server.Ssm();
        await ssm.UpdateDocumentAsync(Change(Session("b"), "1"), Cancel);

        await RefusedAsync<DocumentVersionLimitExceededException>(() => ssm.UpdateDocumentAsync(Change(Session("c"), "2"), Cancel));
        await RefusedAsync<DocumentLimitExceededException>(() => ssm.CreateDocumentAsync(Creation(Session("a"), "Another"), Cancel));
        await RefusedAsync<DocumentAlreadyExistsException>(() => ssm.CreateDocumentAsync(Creation(Session("a")), Cancel));
        await RefusedAsync<MaxDocumentSizeExceededException>(() => ssm.UpdateDocumentAsync(Change(Session(new string('x', 65_536)), "2"), Cancel));
    }

    [Theory]
    [InlineData("not json", "InvalidDocumentContent")]
    [InlineData("[]", "InvalidDocumentContent")]
    [InlineData("""{"schemaVersion":"1.0"}""", "InvalidDocumentContent")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":"Other"}""", "InvalidDocumentContent")]
    [InlineData("""{"sessionType":"Standard_Stream"}""", "InvalidDocumentSchemaVersion")]
    [InlineData("""{"schemaVersion":"2.2","sessionType":"Standard_Stream"}""", "InvalidDocumentSchemaVersion")]
    public async Task Content_that_is_no_Session_document_is_refused(string content, string code)
    {
        using var ssm = Server.Ssm();

        var refused = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => ssm.CreateDocumentAsync(Creation(content), Cancel));

        Assert.Equal(code, refused.ErrorCode);
    }

    [Fact]
    public async Task What_does_not_exist_is_an_invalid_document_whether_name_or_version()
    {
        using var ssm = Server.Ssm();
        await RefusedAsync<InvalidDocumentException>(() => ssm.DescribeDocumentAsync(Name, Cancel));
        await RefusedAsync<InvalidDocumentException>(() => ssm.UpdateDocumentAsync(Change(Session("a"), "$LATEST"), Cancel));
        Region.Documents.Put(Name, Session("a"));

        await RefusedAsync<InvalidDocumentException>(() => ssm.GetDocumentAsync(new GetDocumentRequest { Name = Name, DocumentVersion = "7" }, Cancel));
        await RefusedAsync<InvalidDocumentException>(() => ssm.GetDocumentAsync(new GetDocumentRequest { Name = Name, VersionName = "none" }, Cancel));
    }

    [Fact]
    public async Task Members_are_held_to_the_service_model()
    {
        using var ssm = Server.Ssm();

        var refused = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => ssm.UpdateDocumentAsync(
            Change(Session("a"), "1", name: "arn:aws:ssm:eu-west-1:111122223333:document/x"), Cancel));

        Assert.Equal("ValidationException", refused.ErrorCode);
        Assert.Equal(
            @"1 validation error detected: Value 'arn:aws:ssm:eu-west-1:111122223333:document/x' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9_\-.]{3,128}$",
            refused.Message);
    }

    [Fact]
    public async Task A_YAML_document_is_given_as_JSON_and_in_its_own_bytes_when_asked()
    {
        const string yaml = "schemaVersion: '1.0'\nsessionType: Standard_Stream\ninputs:\n  s3EncryptionEnabled: true\n  idleSessionTimeout: '20'\n  n: 5\n";
        Region.Documents.Put(Name, yaml, "YAML");
        using var ssm = Server.Ssm();

        var json = await ssm.GetDocumentAsync(new GetDocumentRequest { Name = Name }, Cancel);
        var own = await ssm.GetDocumentAsync(new GetDocumentRequest { Name = Name, DocumentFormat = DocumentFormat.YAML }, Cancel);
        var described = await ssm.DescribeDocumentAsync(Name, Cancel);

        Assert.Equal(yaml, own.Content);
        Assert.Equal(
            """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3EncryptionEnabled":true,"idleSessionTimeout":"20","n":5}}""",
            System.Text.Json.Nodes.JsonNode.Parse(json.Content)!.ToJsonString());
        Assert.Equal(DocumentFormat.YAML, described.Document.DocumentFormat);
    }

    [Fact]
    public async Task Versions_come_in_pages()
    {
        for (var number = 1; number <= 5; number++)
        {
            Region.Documents.Put(Name, Session($"{number}"));
        }

        using var ssm = Server.Ssm();

        var pages = new List<string>();
        await foreach (var page in ssm.Paginators.ListDocumentVersions(new ListDocumentVersionsRequest { Name = Name, MaxResults = 2 }).Responses.WithCancellation(Cancel))
        {
            pages.Add(string.Join(',', page.DocumentVersions.Select(version => version.DocumentVersion + (version.IsDefaultVersion == true ? "!" : ""))));
        }

        Assert.Equal(["5!,4", "3,2", "1"], pages);
        await RefusedAsync<InvalidNextTokenException>(() => ssm.ListDocumentVersionsAsync(new ListDocumentVersionsRequest { Name = Name, NextToken = "x" }, Cancel));
    }

    [Fact]
    public async Task A_version_is_deleted_unless_it_is_the_default_and_then_the_whole_document()
    {
        Region.Documents.Put(Name, Session("a"));
        Region.Documents.Put(Name, Session("b"));
        using var ssm = Server.Ssm();

        await RefusedAsync<InvalidDocumentOperationException>(() => ssm.DeleteDocumentAsync(new DeleteDocumentRequest { Name = Name, DocumentVersion = "2" }, Cancel));
        await ssm.DeleteDocumentAsync(new DeleteDocumentRequest { Name = Name, DocumentVersion = "1" }, Cancel);
        Assert.Single(Region.Documents.Find(Name)!.Versions);
        await ssm.DeleteDocumentAsync(Name, Cancel);
        Assert.Null(Region.Documents.Find(Name));
    }

    [Fact]
    public async Task Documents_of_others_are_read_by_ARN_and_do_not_exist_for_changes()
    {
        using var ssm = Server.Ssm();

        var shared = await ssm.DescribeDocumentAsync(Seeds.SharedDocumentArn, Cancel);
        var amazon = await ssm.DescribeDocumentAsync(Seeds.AwsDocument, Cancel);

        Assert.Equal((Seeds.SharedDocumentArn, SandboxAccounts.Second.Id), (shared.Document.Name, shared.Document.Owner));
        Assert.Equal("Amazon", amazon.Document.Owner);
        await RefusedAsync<InvalidDocumentException>(() => ssm.UpdateDocumentAsync(Change(Session("a"), "$LATEST", Seeds.AwsDocument), Cancel));
        using var second = Server.Ssm(SandboxAccounts.Second);
        Region.Documents.Put(Name, Session("a"));
        await RefusedAsync<InvalidDocumentException>(() => second.GetDocumentAsync(Region.Arn("ssm", "document/" + Name), Cancel));
        await RefusedAsync<InvalidDocumentOperationException>(() => second.DeleteDocumentAsync(Seeds.SharedDocument, Cancel));
    }

    [Fact]
    public async Task Accounts_and_Regions_do_not_see_each_others_documents()
    {
        Region.Documents.Put(Name, Session("a"));
        using var second = Server.Ssm(SandboxAccounts.Second);
        using var virginia = Server.Ssm(region: SandboxAccounts.Virginia);

        await RefusedAsync<InvalidDocumentException>(() => second.DescribeDocumentAsync(Name, Cancel));
        await RefusedAsync<InvalidDocumentException>(() => virginia.DescribeDocumentAsync(Name, Cancel));
    }

    private static string Session(string bucket)
        => $$$"""{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"{{{bucket}}}"}}""";

    private static CreateDocumentRequest Creation(string content, string name = Name)
        => new() { Name = name, Content = content, DocumentType = DocumentType.Session, DocumentFormat = DocumentFormat.JSON };

    private static UpdateDocumentRequest Change(string content, string? version, string name = Name)
        => new() { Name = name, Content = content, DocumentVersion = version, DocumentFormat = DocumentFormat.JSON };

    private static async Task<string> StatusAsync(AmazonSimpleSystemsManagementClient ssm)
        => (await ssm.DescribeDocumentAsync(Name, Cancel)).Document.Status.Value;

    private static Task<UpdateDocumentDefaultVersionResponse> PromoteAsync(AmazonSimpleSystemsManagementClient ssm, string version)
        => ssm.UpdateDocumentDefaultVersionAsync(new UpdateDocumentDefaultVersionRequest { Name = Name, DocumentVersion = version }, Cancel);

    private static Task<T> RefusedAsync<T>(Func<Task> call)
        where T : AmazonSimpleSystemsManagementException
        => Assert.ThrowsAsync<T>(call);
}
