using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox.Ssm;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class ConcurrencyTests : SandboxTest
{
    [Fact]
    public async Task Of_writers_that_name_the_same_latest_version_one_wins()
    {
        const int writers = 16;
        var documents = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents;
        documents.Put("Preferences", "{}");
        using var ssm = Server.Ssm();

        var won = await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            try
            {
                await ssm.UpdateDocumentAsync(
                    new UpdateDocumentRequest { Name = "Preferences", DocumentVersion = "1", Content = $$"""{"schemaVersion":"1.0","sessionType":"Standard_Stream","writer":{{writer}}}""" }, Cancel);
                return true;
            }
            catch (InvalidDocumentVersionException)
            {
                return false;
            }
        }));

        Assert.Single(won, true);
        Assert.Equal(2, documents.Find("Preferences")!.Versions.Count);
        Assert.Equal(writers, Server.Calls.Count("UpdateDocument"));
    }
}
