using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceEditTests
{
    [Fact]
    public void A_later_value_replaces_an_earlier_one_in_its_place()
    {
        var first = PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, "a").Set(PreferenceSetting.RunAsEnabled, true);
        var second = PreferenceEdit.Empty.Set(PreferenceSetting.KmsKeyId, "k").Set(PreferenceSetting.S3BucketName, "b");

        var both = first.Then(second);

        Assert.Equal(
            [new(PreferenceSetting.S3BucketName, "b"), new(PreferenceSetting.RunAsEnabled, true), new(PreferenceSetting.KmsKeyId, "k")],
            both.Values);
        Assert.Equal("a", first[PreferenceSetting.S3BucketName]);
        Assert.Null(first[PreferenceSetting.KmsKeyId]);
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, true));
        Assert.Throws<ArgumentException>(() => PreferenceEdit.Empty.Set(PreferenceSetting.IdleSessionTimeout, true));
        Assert.Throws<ArgumentException>(() => PreferenceEdit.Empty.Set(PreferenceSetting.RunAsEnabled, "true"));
        Assert.Throws<ArgumentException>(() => PreferenceEdit.Empty.Set(PreferenceSetting.LinuxShellProfile, "half \uD83D"));
    }

    [Fact]
    public void A_flag_takes_a_reference() =>
        Assert.Equal("{{ssm:run-as}}", PreferenceEdit.Empty.Set(PreferenceSetting.RunAsEnabled, "{{ssm:run-as}}")[PreferenceSetting.RunAsEnabled]);

    [Theory]
    [InlineData("S3BucketName", "logs-{AccountId}-{Region}", "logs-111122223333-eu-west-1")]
    [InlineData("S3KeyPrefix", "{Region}/{Region}", "eu-west-1/eu-west-1")]
    [InlineData("CloudWatchLogGroupName", "/ssm/{AccountId}", "/ssm/111122223333")]
    [InlineData("KmsKeyId", "arn:aws:kms:{Region}:{AccountId}:alias/ssm", "arn:aws:kms:eu-west-1:111122223333:alias/ssm")]
    [InlineData("S3BucketName", "{{AccountId}}", "{{AccountId}}")]
    [InlineData("S3BucketName", "{{AccountId}", "{{AccountId}")]
    [InlineData("S3BucketName", "{AccountId}}", "{AccountId}}")]
    [InlineData("S3BucketName", "{accountid}{Stage}{}", "{accountid}{Stage}{}")]
    [InlineData("LinuxShellProfile", "echo {AccountId}", "echo {AccountId}")]
    [InlineData("S3BucketName", "{AccountName}-{Region}", "{Region}-eu-west-1")]
    [InlineData("LinuxShellProfile", "echo {AccountName}", "echo {AccountName}")]
    public void Placeholders_are_filled_where_names_are(string name, string text, string filled) =>
        Assert.Equal(filled, SettingNames.EditOf(name, text).Fill("111122223333", "eu-west-1", "{Region}")[SettingNames.Find(name)]);

    [Fact]
    public void A_name_that_is_not_known_stays_what_it_was() =>
        Assert.Equal("{AccountName}", SettingNames.EditOf("S3KeyPrefix", "{AccountName}").Fill("111122223333", "eu-west-1")[PreferenceSetting.S3KeyPrefix]);

    [Theory]
    [InlineData("S3KeyPrefix", "a/{AccountName}", true)]
    [InlineData("S3KeyPrefix", "a/{accountname}", false)]
    [InlineData("LinuxShellProfile", "{AccountName}", false)]
    public void An_edit_says_whether_it_waits_for_the_accounts_name(string name, string text, bool waits) =>
        Assert.Equal(waits, SettingNames.EditOf(name, text).NamesAccountName);
}
