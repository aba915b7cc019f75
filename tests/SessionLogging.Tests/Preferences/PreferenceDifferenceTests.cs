using SessionLogging.Preferences;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceDifferenceTests
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
        var difference = PreferenceDifference.Between(WithInputs(before), WithInputs(after));

        Assert.Empty(difference.Changes);
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
        var difference = PreferenceDifference.Between(WithInputs(before), WithInputs(after));

        Assert.Equal([new SettingChange(setting, meant, means)], difference.Changes);
        Assert.Empty(difference.Respelled);
    }

    [Fact]
    public void No_document_means_that_every_setting_is_absent()
    {
        var difference = PreferenceDifference.Between(WithInputs("""{"s3BucketName":"a","runAsEnabled":false}"""), null);

        Assert.Equal([new SettingChange("S3BucketName", "a", "")], difference.Changes);
        Assert.Equal(["RunAsEnabled"], difference.Respelled);
    }

    private static PreferenceDocument WithInputs(string inputs) => PreferenceDocument.Parse($$"""{"inputs":{{inputs}}}""");
}
