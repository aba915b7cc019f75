namespace SsmSessionLogging.Tests.Module;

public sealed class CloudWatchLoggingTests : ModuleTest
{
    // Before: group, encryption, streaming; then what is typed; then the same three afterwards.
    [Theory]
    [InlineData("", false, false, "Set-SsmCloudWatchLogging /session-manager/encrypted", "/session-manager/encrypted", true, false)]
    [InlineData("", false, false, "Set-SsmCloudWatchLogging /session-manager/plain -AllowUnencrypted", "/session-manager/plain", false, false)]
    [InlineData("/session-manager/plain", false, false, "Set-SsmCloudWatchLogging -CloudWatchLogGroupName /session-manager/encrypted", "/session-manager/encrypted", false, false)]
    [InlineData("/session-manager/encrypted", false, false, "Set-SsmCloudWatchLogging -RequireEncryption", "/session-manager/encrypted", true, false)]
    [InlineData("/session-manager/encrypted", true, true, "Set-SsmCloudWatchLogging", "/session-manager/encrypted", true, false)]
    [InlineData("", false, false, "Enable-SsmCloudWatchStreaming /session-manager/encrypted", "/session-manager/encrypted", true, true)]
    [InlineData("", false, false, "Enable-SsmCloudWatchStreaming -LogGroupName /session-manager/plain -AllowUnencrypted", "/session-manager/plain", false, true)]
    [InlineData("/session-manager/plain", false, false, "Enable-SsmCloudWatchStreaming", "/session-manager/plain", false, true)]
    [InlineData("/session-manager/encrypted", false, false, "Enable-SsmCloudWatchStreaming -RequireEncryption", "/session-manager/encrypted", true, true)]
    [InlineData("/session-manager/encrypted", true, true, "Disable-SsmCloudWatchStreaming", "/session-manager/encrypted", true, false)]
    [InlineData("/session-manager/encrypted", true, true, "Disable-SsmCloudWatchLogging", "", true, false)]
    public void What_is_not_given_stays(
        string group, bool encryption, bool streaming, string command, string expectedGroup, bool expectedEncryption, bool expectedStreaming)
    {
        Put(Documents.ToS3But(
            ("cloudWatchLogGroupName", group), ("cloudWatchEncryptionEnabled", encryption), ("cloudWatchStreamingEnabled", streaming)));

        Run(command).ThrowOnError();

        var preference = Run("Get-SsmLoggingPreference").Single;
        Assert.Equal(
            (expectedGroup, expectedEncryption, expectedStreaming),
            (preference.Text("CloudWatchLogGroupName"), preference.Get("CloudWatchEncryptionEnabled"), preference.Get("CloudWatchStreamingEnabled")));
        Assert.Equal(Seeds.Bucket, preference.Get("S3BucketName"));
        Assert.Equal(2, Stored()!.DefaultVersion);
    }

    [Theory]
    [InlineData("Set-SsmCloudWatchLogging")]
    [InlineData("Enable-SsmCloudWatchStreaming")]
    public void Without_a_group_there_must_be_one_already(string command)
    {
        Assert.Equal("LogGroupNameMissing", Run(command).ErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Set-SsmCloudWatchLogging -RequireEncryption", "StreamingTurnedOff")]
    [InlineData("Disable-SsmCloudWatchStreaming", "StreamingTurnedOff")]
    public void Turning_streaming_off_warns_and_shows(string command, string warning)
    {
        Put(Documents.Streaming);

        var run = Run($"{command} -PassThru").ThrowOnError();

        Assert.Contains(run.Warnings, text => text.StartsWith(warning, StringComparison.Ordinal));
        Assert.Contains("CloudWatchStreamingEnabled", Run($"$args[0].Changes.Setting", run.Single).Output.Select(setting => setting.AsText()));
    }

    [Fact]
    public void Turning_streaming_on_warns_of_what_is_not_streamed()
    {
        var run = Run("Enable-SsmCloudWatchStreaming /session-manager/encrypted").ThrowOnError();

        var warning = Assert.Single(run.Warnings, text => text.StartsWith("NotEverythingIsStreamed", StringComparison.Ordinal));
        Assert.Contains("nteractive", warning);
        Assert.Contains("port forwarding", warning);
    }

    [Fact]
    public void The_ways_of_logging_are_told_apart()
    {
        Run("Set-SsmCloudWatchLogging /session-manager/encrypted").ThrowOnError();
        Assert.Equal("Upload", Run("Get-SsmLoggingPreference").Single.Text("CloudWatchLogging"));

        Run("Enable-SsmCloudWatchStreaming").ThrowOnError();
        Assert.Equal("Stream", Run("Get-SsmLoggingPreference").Single.Text("CloudWatchLogging"));

        Run("Disable-SsmCloudWatchLogging -Force").ThrowOnError();
        Assert.Equal("None", Run("Get-SsmLoggingPreference").Single.Text("CloudWatchLogging"));
    }

    [Theory]
    [InlineData("Set-SsmCloudWatchLogging")]
    [InlineData("Enable-SsmCloudWatchStreaming")]
    public void The_two_encryption_switches_exclude_each_other(string command) =>
        Assert.Equal("AmbiguousParameterSet", Run($"{command} /session-manager/encrypted -RequireEncryption -AllowUnencrypted").ErrorId);
}
