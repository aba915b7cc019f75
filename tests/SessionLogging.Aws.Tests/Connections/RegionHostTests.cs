using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Connections;

/// <summary>A Region becomes part of the host that signed requests go to.</summary>
public sealed class RegionHostTests : AccountTest
{
    [Theory]
    [InlineData("evil.example/")]
    [InlineData("evil.example#")]
    [InlineData("eu-west-1.evil.example")]
    [InlineData("eu-west-1@evil.example")]
    [InlineData("EU-WEST-1")]
    [InlineData("eu-west-1\n")]
    public async Task What_is_no_Region_is_never_asked(string region)
    {
        var refused = await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(ByKeys with { Region = region, EndpointUrl = null }));

        Assert.Equal("RegionInvalid", refused.ErrorId);
    }

    [Fact]
    public async Task A_key_in_a_document_chooses_no_host()
    {
        using var account = await OpenAsync();

        var look = await account.Keys.LookAsync("arn:aws:kms:evil.example/:111122223333:key/0", Cancel);

        Assert.NotEqual(LookupState.Known, look.State);
        Assert.Equal("eu-west-1", Assert.Single(Observed.All).Region);
    }
}
