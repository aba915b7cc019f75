namespace SessionLogging.Tests.Accounts;

public sealed class RegionNameTests
{
    [Theory]
    [InlineData("eu-west-1", "*", true)]
    [InlineData("eu-west-1", "eu-*", true)]
    [InlineData("eu-west-1", "EU-*", true)]
    [InlineData("eu-west-1", "eu-west-?", true)]
    [InlineData("eu-west-1", "*-1", true)]
    [InlineData("eu-west-1", "eu-west-1", true)]
    [InlineData("eu-west-1", "us-*", false)]
    [InlineData("eu-west-1", "west", false)]
    [InlineData("eu-west-1", "eu-west-", false)]
    [InlineData("us-gov-west-1", "us-*", true)]
    public void A_pattern_fits_whole_names(string region, string pattern, bool fits) => Assert.Equal(fits, RegionName.Fits(region, pattern));

    [Theory]
    [InlineData(new[] { "*" }, true)]
    [InlineData(new[] { "eu-west-1", "us-*" }, true)]
    [InlineData(new[] { "eu-west-1" }, false)]
    [InlineData(new string[0], false)]
    public void A_plan_says_whether_only_the_account_can_say_which_are_meant(string[] regions, bool has)
    {
        var plan = ConnectionPlan.Create(new ConnectionOptions(), [], [], regions);

        Assert.Equal(has, plan.HasPatterns);
        if (has)
        {
            Assert.Equal("RegionWildcard", Assert.Throws<ConnectionException>(() => plan.Regions).ErrorId);
        }
    }

    [Theory]
    [InlineData("us_*")]
    [InlineData("evil.example/*")]
    [InlineData("*;")]
    [InlineData("[ab]-*")]
    public void What_no_Regions_name_has_is_no_pattern(string pattern) =>
        Assert.Equal("RegionInvalid", Assert.Throws<ConnectionException>(() => ConnectionPlan.Create(new ConnectionOptions(), [], [], [pattern])).ErrorId);
}

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
