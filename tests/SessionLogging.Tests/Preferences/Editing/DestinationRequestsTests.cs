using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences.Editing;

public sealed class DestinationRequestsTests
{
    private static readonly PreferenceDocument Off = PreferenceDocument.CreateNew();
    private static readonly PreferenceDocument On = PreferenceDocument.Parse(Edits.Document(
        ("S3BucketName", "old"), ("S3KeyPrefix", "prefix"), ("CloudWatchLogGroupName", "/old"), ("CloudWatchStreamingEnabled", "true")));

    [Fact]
    public void A_destination_that_is_newly_turned_on_requires_encryption_unless_it_is_said() => Assert.Multiple(
        () => Holds(DestinationRequests.S3("logs", null, null)(Off), ("S3BucketName", "logs"), ("S3EncryptionEnabled", true)),
        () => Holds(DestinationRequests.S3("logs", null, false)(Off), ("S3BucketName", "logs"), ("S3EncryptionEnabled", false)),
        () => Holds(
            DestinationRequests.CloudWatch("/logs", null, streaming: false)(Off),
            ("CloudWatchLogGroupName", "/logs"),
            ("CloudWatchEncryptionEnabled", true),
            ("CloudWatchStreamingEnabled", false)));

    [Fact]
    public void Of_a_destination_that_is_on_what_is_not_given_stays() => Assert.Multiple(
        () => Holds(DestinationRequests.S3("logs", null, null)(On), ("S3BucketName", "logs")),
        () => Holds(DestinationRequests.S3(null, "new", null)(On), ("S3KeyPrefix", "new")),
        () => Holds(DestinationRequests.S3(null, "", true)(On), ("S3EncryptionEnabled", true), ("S3KeyPrefix", "")),
        () => Holds(DestinationRequests.S3(null, null, null)(On)),
        () => Holds(DestinationRequests.CloudWatch(null, null, streaming: true)(On), ("CloudWatchStreamingEnabled", true)));

    [Fact]
    public void Turning_a_destination_off_keeps_the_rest_for_the_next_time() => Assert.Multiple(
        () => Holds(DestinationRequests.NoS3()(On), ("S3BucketName", "")),
        () => Holds(DestinationRequests.NoStreaming()(On), ("CloudWatchStreamingEnabled", false)),
        () => Holds(DestinationRequests.NoCloudWatch()(On), ("CloudWatchLogGroupName", ""), ("CloudWatchStreamingEnabled", false)));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"inputs":{}}""")]
    [InlineData("""{"inputs":{"s3BucketName":"","cloudWatchLogGroupName":"","cloudWatchStreamingEnabled":false}}""")]
    [InlineData("""{"inputs":{"s3BucketName":null,"cloudWatchLogGroupName":null,"cloudWatchStreamingEnabled":null}}""")]
    public void What_is_off_already_is_not_written(string json)
    {
        var present = PreferenceDocument.Parse(json);

        Assert.All(
            new[] { DestinationRequests.NoS3(), DestinationRequests.NoStreaming(), DestinationRequests.NoCloudWatch() },
            request => Assert.Empty(request(present).Values));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"false\"")]
    [InlineData("0")]
    public void A_streaming_flag_that_fails_every_session_is_not_off(string token) => Holds(
        DestinationRequests.NoStreaming()(PreferenceDocument.Parse($$"""{"inputs":{"cloudWatchStreamingEnabled":{{token}} } }""")),
        ("CloudWatchStreamingEnabled", false));

    [Fact]
    public void A_destination_without_a_name_is_refused() => Assert.Multiple(
        () => Refused("BucketNameMissing", "Give -BucketName.", DestinationRequests.S3(null, "prefix", null), Off),
        () => Refused("BucketNameMissing", "Give -BucketName.", DestinationRequests.S3("", null, null), Off),
        () => Refused("BucketNameMissing", "Give -BucketName.", DestinationRequests.S3("", null, null), On),
        () => Refused("LogGroupNameMissing", "Give -LogGroupName.", DestinationRequests.CloudWatch(null, null, streaming: true), Off));

    private static void Holds(PreferenceEdit edit, params (string Setting, object Value)[] values) =>
        Assert.Equal(values, edit.Values.Select(value => (value.Setting.Name, value.Value)));

    private static void Refused(string rule, string remedy, PreferenceRequest request, PreferenceDocument present)
    {
        var failure = Assert.Throws<PreferenceRuleException>(() => request(present));
        Assert.Equal((rule, remedy), (failure.ErrorId, failure.RecommendedAction));
    }
}
