using SessionLogging.Aws.Services;
using SessionLogging.Aws.Tests.Sandbox;

namespace SessionLogging.Aws.Tests.Client;

public sealed class ServiceClientTests : SandboxTest
{
    private static readonly BasicAWSCredentials Keys = new(SandboxAccounts.First.AccessKeyId, SandboxAccounts.First.SecretAccessKey);

    [Fact]
    public async Task An_answer_has_its_members_and_its_request_id()
    {
        using var logs = Client();

        var answer = await logs.CallAsync("DescribeLogGroups", json => json.WriteNumber("limit", 1), Cancel);

        Assert.Equal(Seeds.EncryptedLogGroup, Assert.Single(answer.Root.Items("logGroups")).Text("logGroupName"));
        Assert.Equal(Assert.Single(Server.Calls.All).RequestId, answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task An_operation_that_answers_nothing_answers_an_empty_object()
    {
        using var logs = Client();

        var answer = await logs.CallAsync("CreateLogGroup", json => json.WriteString("logGroupName", "/app/new"), Cancel);

        Assert.Null(answer.Root.Text("anything"));
        Assert.Empty(answer.Root.Items("anything"));
    }

    [Fact]
    public async Task An_error_is_the_exception_that_the_SDKs_own_clients_throw()
    {
        using var logs = Client();

        var failure = await Assert.ThrowsAsync<AmazonServiceException>(
            () => logs.CallAsync("CreateLogGroup", json => json.WriteString("logGroupName", Seeds.PlainLogGroup), Cancel));

        Assert.Equal("ResourceAlreadyExistsException", failure.ErrorCode);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Equal(Assert.Single(Server.Calls.All).RequestId, failure.RequestId);
        Assert.Equal("The specified log group already exists", failure.Message);
    }

    private ServiceClient Client() => new(Keys, SandboxClients.With(new ServiceConfig(ServiceDefinitions.Logs), Server, SandboxAccounts.Ireland));
}
