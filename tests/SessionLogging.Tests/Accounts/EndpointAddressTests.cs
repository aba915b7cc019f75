using SessionLogging.Accounts;

namespace SessionLogging.Tests.Accounts;

public sealed class EndpointAddressTests
{
    [Theory]
    [InlineData("http://name:password@localhost:4566", "http://localhost:4566")]
    [InlineData("https://name@host/path?a=b@c#d@e", "https://host/path?a=b@c#d@e")]
    [InlineData("https://name:p@ss@host/", "https://host/")]
    [InlineData("name:password@localhost:4566", "localhost:4566")]
    [InlineData("ftp://name:password@host", "ftp://host")]
    [InlineData("http://localhost:4566/a@b", "http://localhost:4566/a@b")]
    [InlineData("http://localhost:4566", "http://localhost:4566")]
    [InlineData("@", "")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void Name_and_password_are_left_out_and_the_rest_stays(string? given, string? address) =>
        Assert.Equal(address, new ConnectionOptions { EndpointUrl = given }.EndpointUrl);
}
