using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class StsTests : SandboxTest
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { Clock = _clock };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Each_key_pair_is_a_user_of_its_account(int index)
    {
        var account = SandboxAccounts.All[index];
        using var sts = Server.Sts(account);

        var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);

        Assert.Equal(account.Id, identity.Account);
        Assert.Equal($"arn:aws:iam::{account.Id}:user/sandbox", identity.Arn);
    }

    [Fact]
    public async Task A_roles_keys_act_in_the_roles_account_until_they_expire()
    {
        var role = $"arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole}";
        using var sts = Server.Sts();
        var assumed = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = role, RoleSessionName = "me", DurationSeconds = 900 }, Cancel);
        using var inRole = Assumed(assumed.Credentials);

        var identity = await inRole.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        Assert.Equal($"arn:aws:sts::{SandboxAccounts.Second.Id}:assumed-role/Audit/me", identity.Arn);

        _clock.Advance(TimeSpan.FromSeconds(900));
        var expired = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => inRole.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel));
        Assert.Equal("ExpiredToken", expired.ErrorCode);
    }

    [Fact]
    public async Task Temporary_keys_do_not_work_without_their_token()
    {
        using var sts = Server.Sts();
        var assumed = await AssumeAsync(sts, Seeds.AuditRole);
        assumed.Credentials.SessionToken = "another";
        using var inRole = Assumed(assumed.Credentials);

        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => inRole.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel));

        Assert.Equal("InvalidClientTokenId", refused.ErrorCode);
    }

    [Fact]
    public async Task A_role_is_denied_where_it_does_not_exist_or_its_condition_is_not_met()
    {
        using var sts = Server.Sts();

        foreach (var ask in (Func<Task<AssumeRoleResponse>>[])[
            () => AssumeAsync(sts, "Missing"),
            () => AssumeAsync(sts, ActionSeeds.EventBridgeRole),
            () => AssumeAsync(sts, Seeds.AuditWithExternalIdRole),
            () => AssumeAsync(sts, Seeds.AuditWithExternalIdRole, request => request.ExternalId = "wrong"),
            () => AssumeAsync(sts, Seeds.AuditWithMfaRole),
            () => AssumeAsync(sts, Seeds.AuditWithMfaRole, request => (request.SerialNumber, request.TokenCode) = (Device, "000000")),
        ])
        {
            var denied = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(ask);
            Assert.Equal("AccessDenied", denied.ErrorCode);
        }
    }

    [Fact]
    public async Task A_role_is_given_where_its_condition_is_met_and_the_account_records_it()
    {
        using var sts = Server.Sts();

        await AssumeAsync(sts, Seeds.AuditWithExternalIdRole, request => request.ExternalId = Seeds.ExternalId);
        await AssumeAsync(sts, Seeds.AuditWithMfaRole, request => (request.SerialNumber, request.TokenCode) = (Device, "123456"));

        Assert.Collection(
            Server.Account(SandboxAccounts.First.Id).Events.All,
            first => Assert.Equal(Seeds.ExternalId, first.Details["ExternalId"]),
            second =>
            {
                Assert.Equal("RoleAssumed", second.Name);
                Assert.Equal(Device, second.Details["SerialNumber"]);
                Assert.Equal(_clock.GetUtcNow(), second.Time);
            });
    }

    [Fact]
    public async Task A_session_longer_than_the_role_allows_is_refused()
    {
        Server.Account(SandboxAccounts.First.Id).Roles.Put(new Role("Short") { MaxSessionDuration = TimeSpan.FromMinutes(15) });
        using var sts = Server.Sts();

        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync(sts, "Short", request => request.DurationSeconds = 901));

        Assert.Equal("ValidationError", refused.ErrorCode);
    }

    private const string Device = "arn:aws:iam::111122223333:mfa/sandbox";

    private static Task<AssumeRoleResponse> AssumeAsync(AmazonSecurityTokenServiceClient sts, string role, Action<AssumeRoleRequest>? with = null)
    {
        var request = new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{SandboxAccounts.First.Id}:role/{role}", RoleSessionName = "me" };
        with?.Invoke(request);
        return sts.AssumeRoleAsync(request, Cancel);
    }

    private AmazonSecurityTokenServiceClient Assumed(Credentials keys) => new(
        new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken),
        SandboxClients.With(new AmazonSecurityTokenServiceConfig(), Server, SandboxAccounts.Ireland));
}
