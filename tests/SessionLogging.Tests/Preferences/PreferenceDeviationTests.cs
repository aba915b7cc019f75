using SessionLogging.Preferences;

namespace SessionLogging.Tests.Preferences;

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
