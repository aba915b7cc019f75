using SessionLogging.Accounts;

namespace SessionLogging.Tests.Accounts;

public sealed class ConnectionArgumentsTests
{
    [Fact]
    public void The_parameters_open_the_same_account_again_without_region_and_secrets()
    {
        var connection = new ConnectionOptions
        {
            Region = "eu-west-1",
            ProfileName = "ops",
            ProfileLocation = @"C:\Users\O'Hara\credentials",
            AccessKey = "AKIAEXAMPLE",
            SecretKey = "secret",
            SessionToken = "token",
            RoleArn = "arn:aws:iam::111122223333:role/Audit",
            ExternalId = "x y",
            EndpointUrl = "http://name:password@localhost:8080",
        };

        Assert.Equal(
            @" -ProfileName 'ops' -ProfileLocation 'C:\Users\O''Hara\credentials' -RoleArn 'arn:aws:iam::111122223333:role/Audit'"
            + " -ExternalId $ExternalId -EndpointUrl 'http://localhost:8080'",
            ConnectionArguments.Of(connection));
    }

    [Fact]
    public void Nothing_given_is_nothing_repeated() => Assert.Equal("", ConnectionArguments.Of(new ConnectionOptions()));

    [Theory]
    [InlineData("'; Remove-Item x; '", "'''; Remove-Item x; '''")]
    [InlineData("a\u2018b\u2019c\u201Ad\u201Be", "'a\u2018\u2018b\u2019\u2019c\u201A\u201Ad\u201B\u201Be'")]
    [InlineData("$env:X `n \"q\"", "'$env:X `n \"q\"'")]
    public void Every_quote_that_PowerShell_knows_is_doubled(string name, string argument) =>
        Assert.Equal($" -ProfileName {argument}", ConnectionArguments.Of(new ConnectionOptions { ProfileName = name }));
}
