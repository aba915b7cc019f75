using SessionLogging.Accounts;
using SessionLogging.Logs.Archive;
using SessionLogging.Sandbox.Kms;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class KeyPortTests : AccountTest
{
    private static readonly string VirginiaKeyArn = $"arn:aws:kms:{SandboxAccounts.Virginia}:{SandboxAccounts.First.Id}:key/{Seeds.VirginiaKeyId}";

    public static TheoryData<string> WaysToName => [Seeds.KeyId, Seeds.KeyArn, Seeds.KeyAlias, Seeds.KeyArn.Replace($"key/{Seeds.KeyId}", Seeds.KeyAlias, StringComparison.Ordinal)];

    [Theory]
    [MemberData(nameof(WaysToName))]
    public async Task A_key_is_known_by_id_ARN_and_alias(string keyId)
    {
        using var account = await OpenAsync();

        var key = await account.Keys.LookAsync(keyId, Cancel);

        Assert.Equal(new KeyFacts(Seeds.KeyArn, SandboxAccounts.Ireland, "Enabled", IsSymmetric: true), key.Facts);
    }

    [Theory]
    [InlineData(Seeds.DisabledKeyId, "Disabled", true)]
    [InlineData(Seeds.AsymmetricKeyId, "Enabled", false)]
    public async Task A_keys_state_and_kind_are_told(string keyId, string state, bool isSymmetric)
    {
        using var account = await OpenAsync();

        var key = (await account.Keys.LookAsync(keyId, Cancel)).Facts;

        Assert.Equal((state, isSymmetric), (key.State, key.IsSymmetric));
    }

    [Fact]
    public async Task A_key_of_another_Region_is_asked_there()
    {
        using var account = await OpenAsync();

        Assert.Equal(LookupState.Missing, (await account.Keys.LookAsync(Seeds.VirginiaKeyId, Cancel)).State);
        Assert.Equal(SandboxAccounts.Virginia, (await account.Keys.LookAsync(VirginiaKeyArn, Cancel)).Facts.Region);

        Assert.Equal([SandboxAccounts.Ireland, SandboxAccounts.Virginia], Observed.All.Select(call => call.Region));
        Assert.Equal([SandboxAccounts.Ireland, SandboxAccounts.Virginia], Server.Calls.All.Select(call => call.Region!));
    }

    [Fact]
    public async Task Aliases_are_listed_over_several_pages()
    {
        var keys = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Keys;
        for (var i = 0; i < 120; i++)
        {
            keys.PutAlias($"alias/more-{i:000}", Seeds.KeyId);
        }

        using var account = await OpenAsync();

        var pages = await account.Keys.ListAliasesAsync(Cancel).AllAsync();

        Assert.Equal(2, pages.Count);
        Assert.Equal(127, pages.Sum(page => page.Count));
        Assert.Contains(Seeds.KeyAlias, pages.SelectMany(page => page));
    }

    [Theory]
    [InlineData("ECC_NIST_P256")]
    [InlineData("ECC_NIST_P384")]
    [InlineData("ECC_NIST_P521")]
    [InlineData("RSA_2048")]
    public async Task What_KMS_signs_is_checked_without_it(string spec)
    {
        var keys = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Keys;
        var key = keys.Put(new KmsKey($"1234abcd-12ab-34cd-56ef-{spec.Length:000000000000}") { Spec = spec, Usage = "SIGN_VERIFY" });
        using var account = await OpenAsync();
        var signer = await KmsManifestSigner.OpenAsync(account.Keys, key.Id, Cancel);
        var manifest = "{}\n"u8.ToArray();

        var signature = await signer.SignAsync(manifest, Cancel);

        var check = new KmsSignatureVerifier().Verify(manifest, signature.Bytes);
        Assert.Equal((signer.Signer, null), (check.Signer, check.Problem));
        Assert.Equal(signer.Signer, await KmsManifestSigner.SignerAsync(account.Keys, key.Id, Cancel));
        Assert.NotNull(new KmsSignatureVerifier().Verify("{ }\n"u8.ToArray(), signature.Bytes).Problem);
        for (var at = 0; at < signature.Bytes.Length; at++)
        {
            var changed = (byte[])signature.Bytes.Clone();
            changed[at] ^= 1;
            var found = new KmsSignatureVerifier().Verify(manifest, changed);
            Assert.False((found.Signer, found.Problem, found.Name) == (signer.Signer, null, signer.Name), $"byte {at}");
        }
    }

    [Theory]
    [InlineData(Seeds.KeyId, "Refused")]
    [InlineData(Seeds.DisabledKeyId, "Refused")]
    [InlineData("alias/none", "NotFound")]
    [InlineData("encrypts", "SigningKeyNotUsable")]
    public async Task A_key_that_cannot_sign_is_known_before_anything_is_signed(string keyId, string error)
    {
        Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Keys.Put(new KmsKey("encrypts") { Spec = "RSA_2048", Usage = "ENCRYPT_DECRYPT" });
        using var account = await OpenAsync();

        var refused = await Assert.ThrowsAnyAsync<SessionLoggingException>(() => KmsManifestSigner.OpenAsync(account.Keys, keyId, Cancel));

        Assert.Equal(error, refused.ErrorId);
    }
}
