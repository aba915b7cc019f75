using SessionLogging.Sandbox.S3;

namespace SsmSessionLogging.Tests.Module;

public sealed class LoggingDestinationTests : ModuleTest
{
    private const string Get = "Get-SsmLoggingDestination";

    /// <summary>What is left after a file, a job or a remote session.</summary>
    private const string Bare = "ForEach-Object { [pscustomobject]@{ AccountId = $_.AccountId; Region = $_.Region; Kind = \"$($_.Kind)\"; BucketName = $_.BucketName; LogGroupName = \"$($_.LogGroupName)\"; Suitable = $_.Suitable } }";

    /// <summary>What a sandbox holds from the beginning, and the rule that keeps logs from it.</summary>
    public static TheoryData<string, bool, string?> Seeded { get; } = new()
    {
        { Seeds.Bucket, true, null },
        { Seeds.DsseBucket, false, "BucketEncryptionNotAccepted" },
        { Seeds.PlainBucket, false, "BucketNotEncrypted" },
        { Seeds.VirginiaBucket, true, "BucketInOtherRegion" },
        { Seeds.PlainLogGroup, false, "LogGroupNotEncrypted" },
    };

    [Theory]
    [MemberData(nameof(Seeded))]
    public void Each_is_judged_with_the_reason(string name, bool isSuitable, string? rule)
    {
        var found = Run($"{Get} {name}").ThrowOnError().Single;

        Assert.Equal(isSuitable, found.Get("Suitable"));
        Assert.Equal(rule is null, found.Text("Reason") is "");
        Assert.True(rule is null || ((System.Collections.IEnumerable)found.Get("Findings")!).Cast<object>().Any(finding => finding.ToString()!.StartsWith(rule + ":", StringComparison.Ordinal)));
        Assert.Equal(("111122223333", "eu-west-1"), (found.Text("AccountId"), found.Text("Region")));
    }

    [Fact]
    public void What_is_suitable_can_be_turned_on_and_what_is_not_cannot()
    {
        var all = Run(Get).ThrowOnError().Output;

        Assert.Equal(7, all.Count);
        Assert.All(all, destination =>
        {
            var name = destination.Text("BucketName") ?? destination.Text("LogGroupName")!;
            var command = destination.Text("Kind") == "S3" ? "Set-SsmS3Logging" : "Set-SsmCloudWatchLogging";

            var run = Run($"{Get} {name} | {command} -DocumentName 'Of-{name.Replace('/', '.')}' -PassThru");

            Assert.Equal($"{name} {destination.Get("Suitable")}", $"{name} {run.Errors.Count == 0}");
            Assert.True(run.Errors.Count > 0 || name == (run.Single.Get("Preference") is PSObject preference ? preference.Text("S3BucketName") ?? "" : name));
        });
    }

    [Fact]
    public void A_bucket_lies_in_a_Region_of_its_own_and_a_lifecycle_says_how_long_logs_stay()
    {
        Sandbox.Cloud.Buckets.Find(Seeds.VirginiaBucket)!.Lifecycle = System.Xml.Linq.XElement.Parse("<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><Prefix></Prefix></Filter><Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration>");

        var bucket = Run($"{Get} {Seeds.VirginiaBucket}").ThrowOnError().Single;
        var group = Run($"{Get} {Seeds.PlainLogGroup}").ThrowOnError().Single;

        Assert.Equal(("eu-west-1", "us-east-1", 30, false), (bucket.Text("Region"), bucket.Text("DestinationRegion"), bucket.Get("RetentionInDays"), bucket.Get("KeepsForever")));
        Assert.Equal((30, false), (group.Get("RetentionInDays"), group.Get("KeepsForever")));
        Assert.Equal(true, Run($"{Get} {Seeds.Bucket}").Single.Get("KeepsForever"));
    }

    [Theory]
    [InlineData("GetBucketEncryption", Seeds.Bucket)]
    [InlineData("DescribeKey", Seeds.KmsBucket)]
    [InlineData("GetKeyPolicy", Seeds.KmsBucket)]
    [InlineData("GetKeyPolicy", Seeds.EncryptedLogGroup)]
    public void What_could_not_be_looked_at_is_not_known_and_never_suitable(string operation, string name)
    {
        Assert.All([FaultKind.Deny, FaultKind.Error], kind =>
        {
            Sandbox.Faults.Clear();
            Sandbox.Faults.Add(new SandboxFault { Kind = kind, Operation = operation, Code = "InternalFailure", Status = 400 });

            var found = Run($"{Get} {name}").ThrowOnError().Single;

            Assert.Null(found.Get("Suitable"));
            Assert.Contains("could not be looked at", found.Text("Reason"), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("ListBuckets", "s3:ListAllMyBuckets", "CloudWatch")]
    [InlineData("DescribeLogGroups", "logs:DescribeLogGroups", "S3")]
    public void A_list_that_is_denied_is_an_error_and_the_other_is_given(string operation, string action, string others)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });

        var run = Run(Get);

        Assert.Contains(action, run.Error.Message(), StringComparison.Ordinal);
        Assert.NotEmpty(run.Output);
        Assert.All(run.Output, destination => Assert.Equal(others, destination.Text("Kind")));
    }

    [Theory]
    [InlineData("Get-SsmLoggingDestination audit-logs* -Kind S3 | Set-SsmS3Logging", "DestinationsAmbiguous")]
    [InlineData("Get-SsmLoggingDestination | Set-SsmCloudWatchLogging", "DestinationOfOtherKind")]
    [InlineData("Get-SsmLoggingDestination -Kind CloudWatch | Set-SsmS3Logging -BucketName audit-logs", "DestinationOfOtherKind")]
    [InlineData("Get-SsmLoggingDestination -Kind CloudWatch | Enable-SsmCloudWatchStreaming", "DestinationsAmbiguous")]
    [InlineData("Get-SsmLoggingDestination audit-logs, audit-logs-us | " + Bare + " | Set-SsmS3Logging", "DestinationsAmbiguous")]
    public void More_than_one_or_another_kind_is_refused_before_anything_is_written(string command, string error)
    {
        Assert.Equal(error, Run(command).Error.Id());
        Assert.DoesNotContain("CreateDocument", Operations);
    }

    [Theory]
    [InlineData("Get-SsmLoggingDestination audit-logs | Set-SsmS3Logging", "audit-logs")]
    [InlineData("Get-SsmLoggingDestination audit-logs | " + Bare + " | Set-SsmS3Logging -KeyPrefix a", "audit-logs")]
    [InlineData("Get-SsmLoggingDestination audit-logs*, other | Where-Object Suitable | Set-SsmS3Logging -BucketName audit-logs-kms", "audit-logs-kms")]
    public void The_one_that_is_piped_becomes_the_destination(string command, string bucket)
    {
        Run(command);

        Assert.Equal(bucket, Run("Get-SsmLoggingPreference").ThrowOnError().Single.Text("S3BucketName"));
    }

    [Fact]
    public void Each_Region_gets_what_is_chosen_for_it()
    {
        Run($"{Get} {Seeds.Bucket} -Region eu-west-1, us-east-1 | Set-SsmS3Logging").ThrowOnError();

        Assert.All(Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1").ThrowOnError().Output, preference => Assert.Equal(Seeds.Bucket, preference.Text("S3BucketName")));
    }

    [Fact]
    public void A_name_that_nothing_has_is_an_error_and_a_pattern_is_none()
    {
        Assert.Equal("DestinationNotFound", Run($"{Get} no-such-bucket").Error.Id());
        Assert.Empty(Run($"{Get} no-such-*").ThrowOnError().Output);
        Run($"{Get} {Seeds.VirginiaLogGroup} -Region eu-west-1, us-east-1").ThrowOnError();
    }
}
