using SessionLogging.Sandbox.S3;

namespace SsmSessionLogging.Tests.Module;

public sealed class SetSsmS3LoggingTests : ModuleTest
{
    [Fact]
    public void A_new_destination_is_written_and_read_back()
    {
        Run($"Set-SsmS3Logging -BucketName {Seeds.Bucket} -KeyPrefix sessions").ThrowOnError();

        var preference = Run("Get-SsmLoggingPreference").Single;

        Assert.Equal(Seeds.Bucket, preference.Get("S3BucketName"));
        Assert.Equal("sessions", preference.Get("S3KeyPrefix"));
        Assert.Equal(true, preference.Get("S3EncryptionEnabled"));
        Assert.Equal(20, preference.Get("IdleSessionTimeout"));
    }

    // Before: bucket, prefix, encryption; then what is typed; then the same three afterwards.
    [Theory]
    [InlineData("", "", false, "audit-logs", "audit-logs", "", true)]
    [InlineData("", "", false, "audit-logs -AllowUnencrypted", "audit-logs", "", false)]
    [InlineData("", "old", false, "audit-logs new", "audit-logs", "new", true)]
    [InlineData("audit-logs-plain", "old", false, "audit-logs", "audit-logs", "old", false)]
    [InlineData("audit-logs-plain", "old", false, "-S3BucketName audit-logs -RequireEncryption", "audit-logs", "old", true)]
    [InlineData("audit-logs", "old", true, "-S3KeyPrefix new", "audit-logs", "new", true)]
    [InlineData("audit-logs", "old", true, "-KeyPrefix ''", "audit-logs", "", true)]
    [InlineData("audit-logs", "old", true, "-AllowUnencrypted", "audit-logs", "old", false)]
    [InlineData("audit-logs", "old", false, "-RequireEncryption", "audit-logs", "old", true)]
    [InlineData("", "", false, "'audit-logs' '{AccountId}/{Region}'", "audit-logs", "111122223333/eu-west-1", true)]
    public void What_is_not_given_stays(
        string bucket, string prefix, bool encryption, string arguments, string expectedBucket, string expectedPrefix, bool expectedEncryption)
    {
        Put(Documents.ToS3But(("s3BucketName", bucket), ("s3KeyPrefix", prefix), ("s3EncryptionEnabled", encryption)));

        Run($"Set-SsmS3Logging {arguments}").ThrowOnError();

        var preference = Run("Get-SsmLoggingPreference").Single;
        Assert.Equal(
            (expectedBucket, expectedPrefix, expectedEncryption),
            (preference.Text("S3BucketName"), preference.Text("S3KeyPrefix"), preference.Get("S3EncryptionEnabled")));
        Assert.Equal(2, Stored()!.DefaultVersion);
    }

    [Fact]
    public void Without_a_bucket_there_must_be_one_already()
    {
        var error = Run("Set-SsmS3Logging -KeyPrefix sessions").Error;

        Assert.Equal("BucketNameMissing", error.Id());
        Assert.Equal("Give -BucketName.", error.Advice());
        Assert.Empty(Writes);
    }

    [Fact]
    public void The_two_encryption_switches_exclude_each_other() =>
        Assert.Equal("AmbiguousParameterSet", Run("Set-SsmS3Logging audit-logs -RequireEncryption -AllowUnencrypted").ErrorId);

    [Fact]
    public void Turning_it_off_empties_the_bucket_and_keeps_the_rest()
    {
        Put(Documents.ToS3);

        Run("Disable-SsmS3Logging -Force").ThrowOnError();

        Assert.Equal(Documents.ToS3.Replace("\"audit-logs\"", "\"\""), Stored()!.Default.Content);
    }

    [Fact]
    public void Turning_it_on_warns_that_the_nodes_need_rights_of_their_own()
    {
        var run = Run("Set-SsmS3Logging audit-logs").ThrowOnError();

        Assert.Contains("s3:GetEncryptionConfiguration", Assert.Single(run.Warnings, warning => warning.StartsWith("NodeRightsNotChecked", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_bucket_with_periods_is_taken_with_a_warning()
    {
        Sandbox.Cloud.Buckets.Add("audit.logs", SandboxAccounts.First.Id, SandboxAccounts.Ireland, BucketEncryption.SseS3);

        var run = Run("Set-SsmS3Logging audit.logs").ThrowOnError();

        Assert.Contains(run.Warnings, warning => warning.Contains("period", StringComparison.Ordinal));
    }
}
