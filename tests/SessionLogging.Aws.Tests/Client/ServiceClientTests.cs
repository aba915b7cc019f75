using Amazon.Runtime;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Services;
using SessionLogging.Aws.Tests.Sandbox;
using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Faults;

namespace SessionLogging.Aws.Tests.Client;

public sealed class ServiceClientTests : SandboxTest
{
    private static readonly BasicAWSCredentials Keys = new(SandboxAccounts.First.AccessKeyId, SandboxAccounts.First.SecretAccessKey);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_does_not_come_in_time_is_a_timeout_of_either_client(bool small)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold });
        using var logs = Client(new ServiceConfig(ServiceDefinitions.Logs) { Timeout = Patience });
        using var sts = new Amazon.SecurityToken.AmazonSecurityTokenServiceClient(
            Keys, Configured(new Amazon.SecurityToken.AmazonSecurityTokenServiceConfig { Timeout = Patience }));
        var caller = new AwsCaller(SandboxAccounts.Ireland, new ObservedCalls());

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => small
            ? caller.CallAsync("CloudWatch Logs", "DescribeLogGroups", ct => logs.CallAsync("DescribeLogGroups", static _ => { }, ct), Cancel)
            : caller.CallAsync<AmazonWebServiceResponse>(
                "STS", "GetCallerIdentity", async ct => await sts.GetCallerIdentityAsync(new Amazon.SecurityToken.Model.GetCallerIdentityRequest(), ct), Cancel));

        Assert.Equal(AwsCallFailure.Timeout, failure.Kind);
    }

    private ServiceClient Client() => Client(new ServiceConfig(ServiceDefinitions.Logs));

    private ServiceClient Client(ServiceConfig config) => new(Keys, Configured(config));

    private T Configured<T>(T config)
        where T : ClientConfig => SandboxClients.With(config, Server, SandboxAccounts.Ireland);
}
