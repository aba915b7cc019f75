using SessionLogging.Sessions.Reading;

namespace SessionLogging.Tests.Sessions;

public sealed class SessionSelectionTests
{
    private const string Jane = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jane@example.com";

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/jdoe", "jdoe")]
    [InlineData("arn:aws:iam::111122223333:user/division/team/jdoe", "jdoe")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Admin/jdoe", "jdoe")]
    [InlineData("arn:aws-us-gov:sts::111122223333:assumed-role/Admin/i-0123456789abcdef0", "i-0123456789abcdef0")]
    [InlineData(Jane, "jane@example.com")]
    [InlineData("arn:aws:sts::111122223333:federated-user/bob", "bob")]
    [InlineData("arn:aws:iam::111122223333:root", "root")]
    [InlineData("arn:aws-cn:iam::111122223333:role/path/Admin", "Admin")]
    [InlineData("arn:aws:iam::111122223333:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM", "AWSServiceRoleForAmazonSSM")]
    [InlineData("ssm.amazonaws.com", "ssm.amazonaws.com")]
    [InlineData("aws:iam::123456789012:user/Bob", "Bob")]
    [InlineData("arn:aws:iam::111122223333:user/", "user/")]
    [InlineData("arn:aws:iam::111122223333:", "arn:aws:iam::111122223333:")]
    [InlineData("jdoe", "jdoe")]
    [InlineData(" ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_owner_is_named_as_a_person_would(string? arn, string? name) => Assert.Equal(name, OwnerName.Of(arn));

    [Theory]
    [InlineData(Jane, true)]
    [InlineData("jane@example.com", true)]
    [InlineData("JANE@*", true)]
    [InlineData("*/AWSReservedSSO_Admin_*/*", true)]
    [InlineData("j?ne@example.com", true)]
    [InlineData("AWSReservedSSO_Admin_0123456789abcdef", true)]
    [InlineData("AWSReservedSSO_Admin_0123456789abcdef/jane@example.com", true)]
    [InlineData("Admin", true)]
    [InlineData("admin", true)]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef", true)]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*", true)]
    [InlineData("arn:aws:iam::*:role/AWSReservedSSO_Admin_0123456789abcdef", true)]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_*", false)]
    [InlineData("arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef", false)]
    [InlineData("arn:aws-cn:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef", false)]
    [InlineData("arn:aws:iam::111122223333:user/jane@example.com", false)]
    [InlineData("AWSReservedSSO_Admin", false)]
    [InlineData("assumed-role", false)]
    [InlineData("111122223333", false)]
    [InlineData("jane", false)]
    [InlineData("", false)]
    public void Owners_are_selected_by_ARN_name_role_or_permission_set(string owner, bool takes) =>
        Assert.Equal(takes, new SessionSelection { Owner = [owner] }.Takes(Session with { Owner = Jane }));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/team/Ops", true)]
    [InlineData("arn:aws:iam::111122223333:role/Ops", true)]
    [InlineData("Ops/*", true)]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*", false)]
    public void A_role_is_meant_with_or_without_the_path_that_its_sessions_do_not_tell(string owner, bool takes) =>
        Assert.Equal(takes, new SessionSelection { Owner = [owner] }.Takes(Session with { Owner = "arn:aws:sts::111122223333:assumed-role/Ops/jdoe" }));

    [Theory]
    [InlineData(Jane, "AWSReservedSSO_Admin_0123456789abcdef", "Admin")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Read_Only_0123456789abcdef/jane", "AWSReservedSSO_Read_Only_0123456789abcdef", "Read_Only")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin/jane", "AWSReservedSSO_Admin", null)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdeg/jane", "AWSReservedSSO_Admin_0123456789abcdeg", null)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Admin/jdoe", "Admin", null)]
    [InlineData("arn:aws:iam::111122223333:role/path/Admin", "Admin", null)]
    [InlineData("arn:aws:iam::111122223333:user/jdoe", null, null)]
    [InlineData("jdoe", null, null)]
    [InlineData(null, null, null)]
    public void A_record_tells_the_role_and_the_permission_set(string? arn, string? role, string? permissionSet)
    {
        var record = new SessionRecord { Region = "eu-west-1", SessionId = "s", Owner = arn };

        Assert.Equal((role, permissionSet), (record.RoleName, record.PermissionSet));
    }

    [Theory]
    [InlineData(null, "SSM-SessionManagerRunShell", true)]
    [InlineData("", "SSM-*", true)]
    [InlineData("AWS-StartSSHSession", "AWS-StartSSHSession", true)]
    [InlineData("AWS-StartSSHSession", "AWS-Start", false)]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:document/Shared", "Shared", true)]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:document/Shared", "arn:aws:ssm:*:document/Shared", true)]
    public void Documents_are_selected_by_name_and_none_means_the_preferences(string? document, string wanted, bool takes) =>
        Assert.Equal(takes, new SessionSelection { DocumentName = [wanted] }.Takes(Session with { DocumentName = document }));

    [Fact]
    public void One_value_is_left_to_the_service_and_several_are_selected_here()
    {
        var one = new SessionSelection { Target = ["i-1"], Status = ["Failed"], SessionId = ["s"], AccessType = ["JustInTime"], Owner = ["x"], DocumentName = ["y"] };
        var several = new SessionSelection { Target = ["i-1", "i-2"] };

        Assert.Equal(["AccessType", "SessionId", "Status", "Target"], one.Filters.Keys.Order());
        Assert.Empty(several.Filters);
        Assert.True(several.Takes(Session with { Target = "i-2" }));
        Assert.False(several.Takes(Session with { Target = "i-3" }));
        Assert.False(several.Takes(Session));
    }

    [Fact]
    public void A_wildcard_matches_what_a_search_without_shortcuts_matches() =>
        Gen.Select(Gen.Char["ab*?"].Array[0, 8], Gen.Char["abAB"].Array[0, 10]).Sample(
            (pattern, text) => Assert.Equal(Slow(pattern, text), Wildcard.Matches(new string(pattern), new string(text))));

    private static Session Session => new() { SessionId = "jdoe-0123456789abcdef0" };

    private static bool Slow(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (pattern[0] == '*')
        {
            return Slow(pattern[1..], text) || (!text.IsEmpty && Slow(pattern, text[1..]));
        }

        return !text.IsEmpty && (pattern[0] == '?' || char.ToUpperInvariant(pattern[0]) == char.ToUpperInvariant(text[0])) && Slow(pattern[1..], text[1..]);
    }
}
