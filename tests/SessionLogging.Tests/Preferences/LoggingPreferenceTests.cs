using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class LoggingPreferenceTests
{
    private static readonly DateTimeOffset Noon = new(2024, 10, 15, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void A_document_is_shown_with_its_settings_and_where_it_is_from()
    {
        var text = PreferenceCorpus.Read("prefix-with-trailing-slash.json");

        var preference = From(text);

        Assert.Equal(("111122223333", "eu-west-1", "SSM-SessionManagerRunShell"), (preference.AccountId, preference.Region, preference.DocumentName));
        Assert.Equal(("3", "2", "111122223333"), (preference.DocumentVersion, preference.DefaultVersion, preference.DocumentOwner));
        Assert.Equal((Noon, TimeSpan.Zero), (preference.CreatedDate!.Value, preference.CreatedDate.Value.Offset));
        Assert.True(preference.Exists);
        Assert.Equal((true, "acme-ssm-session-logs-prod", "sessions/", true), (preference.S3Logging, preference.S3BucketName, preference.S3KeyPrefix, preference.S3EncryptionEnabled));
        Assert.Equal((CloudWatchLogging.Stream, "/ssm/sessions/prod"), (preference.CloudWatchLogging, preference.CloudWatchLogGroupName));
        Assert.Equal((true, true), (preference.CloudWatchEncryptionEnabled, preference.CloudWatchStreamingEnabled));
        Assert.Equal("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", preference.KmsKeyId);
        Assert.Equal((true, "etl-readonly", 20, 120), (preference.RunAsEnabled, preference.RunAsDefaultUser, preference.IdleSessionTimeout, preference.MaxSessionDuration));
        Assert.Equal(("cd /opt/etl && exec bash", ""), (preference.LinuxShellProfile, preference.WindowsShellProfile));
        Assert.Equal(("Standard_Stream", text), (preference.SessionType, preference.Document));
        Assert.Empty(preference.Problems);
    }

    [Fact]
    public void No_document_is_shown_as_nothing_turned_on()
    {
        var preference = LoggingPreference.From(null, "111122223333", "eu-west-1", "SSM-SessionManagerRunShell", null, null, null, null);

        Assert.Equal((false, false, CloudWatchLogging.None), (preference.Exists, preference.S3Logging, preference.CloudWatchLogging));
        Assert.Equal((null, false, null), (preference.S3BucketName, preference.S3EncryptionEnabled, preference.IdleSessionTimeout));
        Assert.Null(preference.Document);
        Assert.Equal("SourcePreferenceMissing", Assert.Throws<PreferenceRuleException>(() => preference.ToEdit()).Rule);
    }

    [Theory]
    [InlineData("{}", CloudWatchLogging.None)]
    [InlineData("""{"cloudWatchStreamingEnabled":true}""", CloudWatchLogging.None)]
    [InlineData("""{"cloudWatchLogGroupName":"g"}""", CloudWatchLogging.Upload)]
    [InlineData("""{"cloudWatchLogGroupName":"g","cloudWatchStreamingEnabled":"?"}""", CloudWatchLogging.Upload)]
    [InlineData("""{"cloudWatchLogGroupName":"g","cloudWatchStreamingEnabled":true}""", CloudWatchLogging.Stream)]
    public void CloudWatch_logging_needs_a_group_and_streams_where_it_says_so(string inputs, CloudWatchLogging expected) =>
        Assert.Equal(expected, FromInputs(inputs).CloudWatchLogging);

    [Theory]
    [InlineData("\"{{encrypt}}\"", null)]
    [InlineData("\"yes\"", null)]
    [InlineData("\"true\"", true)]
    [InlineData("null", false)]
    public void A_flag_is_empty_where_it_cannot_be_told(string token, bool? expected) =>
        Assert.Equal(expected, FromInputs($$"""{"s3EncryptionEnabled":{{token}}}""").S3EncryptionEnabled);

    [Theory]
    [MemberData(nameof(PreferenceCorpus.Names), MemberType = typeof(PreferenceCorpus))]
    public void A_whole_preference_written_elsewhere_means_the_same(string name)
    {
        var source = PreferenceDocument.Parse(PreferenceCorpus.Read(name));
        var target = PreferenceDocument.Parse("""{"inputs":{"s3BucketName":"old","runAsEnabled":true,"maxSessionDuration":"5","x":1}}""");

        var edit = From(source.Text).ToEdit();
        var written = target.With(edit);

        Assert.Equal(PreferenceSetting.All, edit.Values.Select(value => value.Setting));
        Assert.Empty(SettingChanges.Between(source, written).Changed);
        Assert.Contains("\"x\":1", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_is_written_as_it_is()
    {
        var edit = FromInputs("""{"s3EncryptionEnabled":"{{encrypt}}","idleSessionTimeout":"{{ssm:idle}}","s3BucketName":"{{ssm:bucket}}"}""").ToEdit();

        Assert.Equal("{{encrypt}}", edit[PreferenceSetting.S3EncryptionEnabled]);
        Assert.Equal("{{ssm:idle}}", edit[PreferenceSetting.IdleSessionTimeout]);
        Assert.Equal("{{ssm:bucket}}", edit[PreferenceSetting.S3BucketName]);
    }

    [Theory]
    [InlineData("""{"s3EncryptionEnabled":"yes"}""", "S3EncryptionEnabled", "true")]
    [InlineData("""{"idleSessionTimeout":"soon"}""", "IdleSessionTimeout", "20")]
    [InlineData("""{"s3BucketName":5}""", "S3BucketName", "logs")]
    public void What_has_no_strict_form_is_refused_unless_it_is_overridden(string inputs, string setting, string value)
    {
        var preference = FromInputs(inputs);
        var instead = SettingNames.EditOf(setting, value);

        var error = Assert.Throws<PreferenceRuleException>(() => preference.ToEdit());

        Assert.Equal(("SourceSettingMalformed", setting), (error.Rule, error.Setting));
        Assert.Equal(instead[SettingNames.Find(setting)], preference.ToEdit(instead)[SettingNames.Find(setting)]);
    }

    [Fact]
    public void The_properties_are_what_is_written()
    {
        var edit = new LoggingPreference { Region = "eu-west-1", DocumentName = "d", Exists = true, S3BucketName = "logs", RunAsEnabled = true, IdleSessionTimeout = 5 }.ToEdit();

        Assert.Equal(
            ["logs", "", false, "", false, false, "", true, "", "5", "", "", ""],
            edit.Values.Select(value => value.Value));
    }

    private static LoggingPreference FromInputs(string inputs) => From($$"""{"inputs":{{inputs}}}""");

    private static LoggingPreference From(string text) => LoggingPreference.From(
        PreferenceDocument.Parse(text), "111122223333", "eu-west-1", "SSM-SessionManagerRunShell", "3", "2", "111122223333", Noon);
}
