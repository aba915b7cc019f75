using SessionLogging.Accounts;
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
        Assert.Equal(126, pages.Sum(page => page.Count));
        Assert.Contains(Seeds.KeyAlias, pages.SelectMany(page => page));
    }
}
