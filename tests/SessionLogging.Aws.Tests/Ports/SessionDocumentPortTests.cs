using SessionLogging.Accounts;
using SessionLogging.Sandbox.Ssm;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class SessionDocumentPortTests : AccountTest
{
    private const string Name = "SSM-SessionManagerRunShell";
    private const string First = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"a"}}""";
    private const string Second = """{ "schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": { "s3BucketName": "é" } }""";

    [Fact]
    public async Task A_document_that_is_not_there_is_nothing_and_a_version_that_is_not_there_is_an_error()
    {
        using var account = await OpenAsync();

        Assert.Null(await account.Documents.DescribeAsync(Name, Cancel));
        await account.Documents.CreateAsync(Name, First, Cancel);

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Documents.GetAsync(Name, "7", Cancel));
        Assert.Equal(AwsCallFailure.NotFound, failure.Kind);
    }

    [Fact]
    public async Task Own_Session_documents_are_listed_and_neither_those_of_AWS_nor_of_other_types()
    {
        var region = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);
        for (var number = 1; number <= 60; number++)
        {
            region.Documents.Put($"Own-{number:00}", First);
        }

        region.Documents.Put("A-Command", "{}", documentType: "Command");
        using var account = await OpenAsync();

        var pages = await account.Documents.ListOwnNamesAsync(Cancel).AllAsync();

        Assert.Equal([50, 10], pages.Select(page => page.Count));
        Assert.Equal("Own-01", pages[0][0]);
    }

    [Fact]
    public async Task A_version_is_written_promoted_and_read_back_byte_for_byte()
    {
        using var account = await OpenAsync();
        var documents = account.Documents;

        var created = await documents.CreateAsync(Name, First, Cancel);
        var updated = await documents.UpdateAsync(Name, Second, created.LatestVersion, Cancel);
        Assert.Equal(("2", "1"), (updated.LatestVersion, updated.DefaultVersion));
        await documents.SetDefaultVersionAsync(Name, "2", Cancel);

        var described = (await documents.DescribeAsync(Name, Cancel))!;
        Assert.Equal(("2", "2", "Session", "Active", SandboxAccounts.First.Id), (described.LatestVersion, described.DefaultVersion, described.DocumentType, described.Status, described.Owner));
        Assert.Equal(TimeSpan.Zero, described.CreatedDate!.Value.Offset);
        Assert.InRange(described.CreatedDate.Value, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1), DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));
        Assert.Equal((Second, "2"), Content(await documents.GetAsync(Name, "2", Cancel)));
    }

    [Fact]
    public async Task A_version_that_is_no_longer_the_latest_is_a_conflict()
    {
        using var account = await OpenAsync();
        await account.Documents.CreateAsync(Name, First, Cancel);
        await account.Documents.UpdateAsync(Name, Second, "1", Cancel);

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Documents.UpdateAsync(Name, First, "1", Cancel));

        Assert.Equal((AwsCallFailure.Conflict, "InvalidDocumentVersion"), (failure.Kind, failure.Code));
    }

    [Fact]
    public async Task The_history_is_told_over_several_pages()
    {
        using var account = await OpenAsync();
        await account.Documents.CreateAsync(Name, First, Cancel);
        for (var version = 1; version <= 60; version++)
        {
            await account.Documents.UpdateAsync(Name, First.Replace("\"a\"", $"\"a{version}\"", StringComparison.Ordinal), $"{version}", Cancel);
        }

        var pages = await account.Documents.ListVersionsAsync(Name, Cancel).AllAsync();

        Assert.Equal([50, 11], pages.Select(page => page.Count));
        Assert.Equal("1", Assert.Single(pages.SelectMany(page => page), version => version.IsDefault).Version);
    }

    [Theory]
    [InlineData("JSON", First, false)]
    [InlineData("YAML", "schemaVersion: \"1.0\"\nsessionType: Standard_Stream\n", true)]
    public async Task Content_is_JSON_and_says_whether_it_was_YAML(string format, string stored, bool wasYaml)
    {
        Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents.Put(Name, stored, format);
        using var account = await OpenAsync();

        var content = await account.Documents.GetAsync(Name, "1", Cancel);

        Assert.Equal(wasYaml, (await account.Documents.DescribeAsync(Name, Cancel))!.StoredAsYaml);
        using var json = JsonDocument.Parse(content.Content);
        Assert.Equal("Standard_Stream", json.RootElement.GetProperty("sessionType").GetString());
    }

    [Fact]
    public async Task A_shared_document_is_read_by_its_ARN()
    {
        using var account = await OpenAsync();

        Assert.Equal(SandboxAccounts.Second.Id, (await account.Documents.DescribeAsync(Seeds.SharedDocumentArn, Cancel))!.Owner);
        Assert.Contains("other-account-logs", (await account.Documents.GetAsync(Seeds.SharedDocumentArn, "1", Cancel)).Content, StringComparison.Ordinal);
    }

    private static (string Content, string Version) Content(DocumentContent content) => (content.Content, content.Version);
}
