using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class QuotaTests : SandboxTest
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    protected override SandboxOptions Options => new() { HasQuotas = true, Clock = _clock };

    [Fact]
    public async Task A_call_over_the_quota_is_throttled_until_there_is_room_and_another_Region_has_its_own()
    {
        using var ssm = Server.Ssm();
        using var elsewhere = Server.Ssm(region: SandboxAccounts.Virginia);
        for (var call = 0; call < 10; call++)
        {
            await ssm.ListDocumentsAsync(new ListDocumentsRequest(), Cancel);
        }

        var refused = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => ssm.ListDocumentsAsync(new ListDocumentsRequest(), Cancel));
        Assert.Equal("ThrottlingException", refused.ErrorCode);
        await elsewhere.ListDocumentsAsync(new ListDocumentsRequest(), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await ssm.ListDocumentsAsync(new ListDocumentsRequest(), Cancel);
    }

    [Fact]
    public void A_quota_is_one_of_an_operation_that_there_is_and_says_where_it_comes_from() => Assert.All(ServiceQuota.All, quota =>
    {
        Assert.Contains(Server.Services.Single(service => service.Id == quota.Service).Operations, operation => operation.Name == quota.Operation);
        Assert.True(quota.PerSecond > 0);
        Assert.NotEmpty(quota.Source);
        Assert.Same(quota, ServiceQuota.Find(quota.Service, quota.Operation));
    });
}
