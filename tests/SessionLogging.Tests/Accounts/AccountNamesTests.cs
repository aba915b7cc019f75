namespace SessionLogging.Tests.Accounts;

public sealed class AccountNamesTests
{
    [Theory]
    [InlineData(null, "AccountNameUnknown")]
    [InlineData("{Region}", "AccountNameUnfit")]
    [InlineData("{{ssm:bucket}}", "AccountNameUnfit")]
    [InlineData("half{", "AccountNameUnfit")]
    public void A_name_that_is_not_known_or_would_be_something_else_in_a_value_is_refused(string? name, string errorId)
    {
        var failure = Assert.Throws<ConnectionException>(() => AccountNames.Require(name, "111122223333"));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains("111122223333", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_name_is_for_the_rules_of_the_value_to_judge() => AccountNames.Require("Prod & Test (1)", "111122223333");
}
