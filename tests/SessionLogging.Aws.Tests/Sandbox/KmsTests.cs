using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class KmsTests : SandboxTest
{
    [Theory]
    [InlineData(Seeds.KeyId)]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/" + Seeds.KeyId)]
    [InlineData(Seeds.KeyAlias)]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:" + Seeds.KeyAlias)]
    public async Task A_key_is_described_by_each_of_its_names(string name)
    {
        using var kms = Server.Kms();

        var key = (await kms.DescribeKeyAsync(name, Cancel)).KeyMetadata;

        Assert.Equal((Seeds.KeyArn, KeyState.Enabled, KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT), (key.Arn, key.KeyState, key.KeySpec, key.KeyUsage));
        Assert.Equal(KeyManagerType.CUSTOMER, key.KeyManager);
    }

    [Fact]
    public async Task A_disabled_and_an_asymmetric_key_are_told_as_such()
    {
        using var kms = Server.Kms();

        Assert.False((await kms.DescribeKeyAsync(Seeds.DisabledKeyId, Cancel)).KeyMetadata.Enabled);
        var rsa = (await kms.DescribeKeyAsync(Seeds.AsymmetricKeyId, Cancel)).KeyMetadata;
        Assert.Equal(KeySpec.RSA_2048, rsa.KeySpec);
        Assert.Contains("RSASSA_PSS_SHA_256", rsa.SigningAlgorithms, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("1234abcd-12ab-34cd-56ef-ffffffffffff", "NotFoundException")]
    [InlineData("alias/none", "NotFoundException")]
    [InlineData("key/" + Seeds.KeyId, "NotFoundException")]
    [InlineData(Seeds.VirginiaKeyId, "NotFoundException")]
    [InlineData("arn:aws:kms:us-east-1:111122223333:key/" + Seeds.VirginiaKeyId, "NotFoundException")]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/none", "NotFoundException")]
    [InlineData("arn:aws:kms:eu-west-1:444455556666:key/none", "AccessDeniedException")]
    [InlineData("arn:aws:s3:::audit-logs", "InvalidArnException")]
    public async Task A_key_that_is_not_here_is_not_found(string name, string code)
    {
        using var kms = Server.Kms();

        var refused = await Assert.ThrowsAnyAsync<AmazonKeyManagementServiceException>(() => kms.DescribeKeyAsync(name, Cancel));

        Assert.Equal(code, refused.ErrorCode);
    }

    [Fact]
    public async Task Aliases_are_listed_in_pages()
    {
        using var kms = Server.Kms();

        var names = new List<string>();
        var request = new ListAliasesRequest { Limit = 2 };
        do
        {
            var page = await kms.ListAliasesAsync(request, Cancel);
            names.AddRange(page.Aliases.Select(alias => alias.AliasName));
            request.Marker = page.NextMarker;
        }
        while (request.Marker is not null);

        Assert.Equal(["alias/aws/s3", "alias/aws/sns", "alias/evidence", "alias/session-manager", "alias/session-manager-disabled", "alias/session-manager-rsa", "alias/topics"], names);
        Assert.Equal(Seeds.KeyAlias, Assert.Single((await kms.ListAliasesAsync(new ListAliasesRequest { KeyId = Seeds.KeyArn }, Cancel)).Aliases).AliasName);
    }

    [Fact]
    public async Task A_key_is_made_and_named()
    {
        using var kms = Server.Kms();

        var key = (await kms.CreateKeyAsync(new CreateKeyRequest { Description = "mine" }, Cancel)).KeyMetadata;
        await kms.CreateAliasAsync("alias/mine", key.KeyId, Cancel);

        Assert.Equal("mine", (await kms.DescribeKeyAsync("alias/mine", Cancel)).KeyMetadata.Description);
        await Assert.ThrowsAsync<AlreadyExistsException>(() => kms.CreateAliasAsync("alias/mine", key.KeyId, Cancel));
        await Assert.ThrowsAsync<InvalidAliasNameException>(() => kms.CreateAliasAsync("alias/aws/mine", key.KeyId, Cancel));
        var refused = await Assert.ThrowsAnyAsync<AmazonKeyManagementServiceException>(() => kms.CreateKeyAsync(new CreateKeyRequest { KeySpec = KeySpec.HMAC_256, KeyUsage = KeyUsageType.SIGN_VERIFY }, Cancel));
        Assert.Equal("ValidationException", refused.ErrorCode);
    }
}
