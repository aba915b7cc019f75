using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class SettingChangesTests
{
    [Theory]
    [InlineData("""{"runAsEnabled":true}""", """{"runAsEnabled":"true"}""", "RunAsEnabled")]
    [InlineData("""{"runAsEnabled":false}""", "{}", "RunAsEnabled")]
    [InlineData("""{"idleSessionTimeout":"20"}""", """{"idleSessionTimeout":20}""", "IdleSessionTimeout")]
    [InlineData("""{"s3BucketName":""}""", """{"s3BucketName":null}""", "S3BucketName")]
    [InlineData("""{"s3BucketName":"a"}""", """{"s3BucketName":"\u0061"}""", "S3BucketName")]
    [InlineData("""{"shellProfile":{"linux":""}}""", """{"shellProfile":null}""", "LinuxShellProfile")]
    [InlineData("""{ "kmsKeyId" : "a" }""", """{"x":1,"kmsKeyId":"a"}""", "")]
    public void Spelling_is_no_difference_and_is_told_apart(string before, string after, string respelled)
    {
        var difference = SettingChanges.Between(WithInputs(before), WithInputs(after));

        Assert.Empty(difference.Changed);
        Assert.Equal(respelled, string.Join(", ", difference.Respelled));
    }

    [Theory]
    [InlineData("""{"runAsEnabled":true}""", "{}", "RunAsEnabled", true, false)]
    [InlineData("""{"s3BucketName":"a"}""", """{"s3BucketName":"A"}""", "S3BucketName", "a", "A")]
    [InlineData("{}", """{"s3BucketName":"a"}""", "S3BucketName", "", "a")]
    [InlineData("{}", """{"maxSessionDuration":60}""", "MaxSessionDuration", null, 60)]
    [InlineData("""{"maxSessionDuration":"an hour"}""", """{"maxSessionDuration":"60"}""", "MaxSessionDuration", "an hour", 60)]
    [InlineData("""{"runAsEnabled":"{{x}}"}""", """{"runAsEnabled":"yes"}""", "RunAsEnabled", "{{x}}", "\"yes\"")]
    [InlineData("""{"s3BucketName":5}""", """{"s3BucketName":"5"}""", "S3BucketName", "5", "5")]
    public void Another_meaning_is_a_difference(string before, string after, string setting, object? meant, object? means)
    {
        var difference = SettingChanges.Between(WithInputs(before), WithInputs(after));

        Assert.Equal([new SettingChange(setting, meant, means)], difference.Changed);
        Assert.Empty(difference.Respelled);
    }

    [Fact]
    public void No_document_means_that_every_setting_is_absent()
    {
        var difference = SettingChanges.Between(WithInputs("""{"s3BucketName":"a","runAsEnabled":false}"""), null);

        Assert.Equal([new SettingChange("S3BucketName", "a", "")], difference.Changed);
        Assert.Equal(["RunAsEnabled"], difference.Respelled);
    }

    private static PreferenceDocument WithInputs(string inputs) => PreferenceDocument.Parse($$"""{"inputs":{{inputs}}}""");
}

/// <summary>Drift is what sessions would notice.</summary>
public sealed class PreferenceDeviationTests
{
    [Theory]
    [InlineData("""{"s3BucketName":"b","s3KeyPrefix":"logs"}""", """{"s3BucketName":"b","s3KeyPrefix":"logs/"}""")]
    [InlineData("""{"s3BucketName":"b","s3KeyPrefix":"a/b"}""", """{"s3BucketName":"b","s3KeyPrefix":"a//./b/"}""")]
    [InlineData("""{"s3BucketName":"b","s3KeyPrefix":""}""", """{"s3BucketName":"b","s3KeyPrefix":"./"}""")]
    [InlineData("""{"s3EncryptionEnabled":true,"s3KeyPrefix":"x"}""", """{"s3BucketName":"","s3EncryptionEnabled":false}""")]
    [InlineData("""{"cloudWatchEncryptionEnabled":true,"cloudWatchStreamingEnabled":true}""", "{}")]
    [InlineData("""{"idleSessionTimeout":"20"}""", "{}")]
    [InlineData("""{"idleSessionTimeout":"20"}""", """{"idleSessionTimeout":""}""")]
    public void What_does_the_same_is_none(string one, string other)
    {
        Assert.Empty(Settings(one, other));
        Assert.Empty(Settings(other, one));
    }

    [Theory]
    [InlineData("""{"s3BucketName":"b","s3KeyPrefix":"logs"}""", """{"s3BucketName":"b","s3KeyPrefix":"/logs"}""", "S3KeyPrefix")]
    [InlineData("""{"s3BucketName":"b","s3KeyPrefix":"logs"}""", """{"s3BucketName":"b","s3KeyPrefix":"Logs"}""", "S3KeyPrefix")]
    [InlineData("""{"s3BucketName":"b","s3EncryptionEnabled":true}""", """{"s3BucketName":"b"}""", "S3EncryptionEnabled")]
    [InlineData("""{"s3BucketName":"b","s3EncryptionEnabled":true}""", "{}", "S3BucketName, S3EncryptionEnabled")]
    [InlineData("""{"s3BucketName":"b","s3EncryptionEnabled":true}""", """{"s3EncryptionEnabled":true}""", "S3BucketName")]
    [InlineData("""{"s3EncryptionEnabled":"yes"}""", "{}", "S3EncryptionEnabled")]
    [InlineData("""{"cloudWatchLogGroupName":"{{ssm:g}}","cloudWatchStreamingEnabled":true}""", """{"cloudWatchLogGroupName":"{{ssm:g}}"}""", "CloudWatchStreamingEnabled")]
    [InlineData("""{"idleSessionTimeout":"21"}""", "{}", "IdleSessionTimeout")]
    [InlineData("""{"maxSessionDuration":"20"}""", "{}", "MaxSessionDuration")]
    public void What_does_something_else_is_told(string one, string other, string settings)
    {
        Assert.Equal(settings, string.Join(", ", Settings(one, other)));
        Assert.Equal(settings, string.Join(", ", Settings(other, one)));
    }

    private static IEnumerable<string> Settings(string one, string other)
    {
        var preference = LoggingPreference.From(Document(other), "111122223333", "eu-west-1", "x", version: null, defaultVersion: null, owner: null, createdDate: null);
        return PreferenceDeviation.Between(Document(one), preference).Select(deviation => deviation.Setting);
    }

    private static PreferenceDocument Document(string inputs) => PreferenceDocument.Parse($$"""{"sessionType":"Standard_Stream","inputs":{{inputs}} }""");
}
