namespace SsmSessionLogging.Tests.Module;

public sealed class GetSsmLoggingPreferenceTests : ModuleTest
{
    [Fact]
    public void An_object_has_the_properties_that_scripts_rely_on()
    {
        Put(Documents.ToS3);

        var properties = Run("Get-SsmLoggingPreference").Single.Properties.Select(property => property.Name);

        Assert.Equal(
            [
                "AccountId", "Region", "DocumentName", "DocumentVersion", "DefaultVersion", "LatestVersion", "DocumentOwner", "CreatedDate", "Exists", "S3Logging",
                "S3BucketName", "S3KeyPrefix", "S3EncryptionEnabled", "CloudWatchLogging", "CloudWatchLogGroupName", "CloudWatchEncryptionEnabled",
                "CloudWatchStreamingEnabled", "KmsKeyId", "RunAsEnabled", "RunAsDefaultUser", "IdleSessionTimeout", "MaxSessionDuration",
                "LinuxShellProfile", "WindowsShellProfile", "SessionType", "Problems", "Document", "AccountName",
            ],
            properties);
    }

    [Fact]
    public void The_values_are_what_the_document_says()
    {
        Put(Documents.ToS3);

        var preference = Run("Get-SsmLoggingPreference").Single;

        Assert.Equal(SandboxAccounts.First.Id, preference.Get("AccountId"));
        Assert.Equal(SandboxAccounts.Ireland, preference.Get("Region"));
        Assert.Equal("SSM-SessionManagerRunShell", preference.Get("DocumentName"));
        Assert.Equal("1", preference.Get("DocumentVersion"));
        Assert.Equal("1", preference.Get("DefaultVersion"));
        Assert.Equal(SandboxAccounts.First.Id, preference.Get("DocumentOwner"));
        Assert.Equal(TimeSpan.Zero, Assert.IsType<DateTimeOffset>(preference.Get("CreatedDate")).Offset);
        Assert.Equal(true, preference.Get("S3Logging"));
        Assert.Equal("sessions", preference.Get("S3KeyPrefix"));
        Assert.Equal(20, preference.Get("IdleSessionTimeout"));
        Assert.Null(preference.Get("MaxSessionDuration"));
        Assert.Equal("None", preference.Text("CloudWatchLogging"));
        Assert.Equal(Documents.ToS3, preference.Get("Document"));
    }

    [Fact]
    public void A_flag_that_is_not_parsable_is_empty_and_a_problem()
    {
        Put(Documents.ToS3But(("s3EncryptionEnabled", "yes")));

        var run = Run("$p = Get-SsmLoggingPreference; [pscustomobject]@{ Flag = $p.S3EncryptionEnabled; Kind = $p.Problems[0].RuleId; Setting = $p.Problems[0].Subject }");

        Assert.Null(run.Single.Get("Flag"));
        Assert.Equal("FlagNotParsable", run.Single.Text("Kind"));
        Assert.Equal("S3EncryptionEnabled", run.Single.Get("Setting"));
    }

    [Fact]
    public void Where_there_is_no_document_an_object_says_so()
    {
        var preference = Run("Get-SsmLoggingPreference").Single;

        Assert.Equal(false, preference.Get("Exists"));
        Assert.Null(preference.Get("DocumentVersion"));
        Assert.Equal(SandboxAccounts.First.Id, preference.Get("AccountId"));
    }

    [Theory]
    [InlineData("2", "second")]
    [InlineData("1", "first")]
    [InlineData("'$LATEST'", "third")]
    [InlineData("'$DEFAULT'", "second")]
    public void A_version_is_given_by_number_or_by_name(string version, string prefix)
    {
        Put(Documents.ToS3But(("s3KeyPrefix", "first")));
        Put(Documents.ToS3But(("s3KeyPrefix", "second")));
        Put(Documents.ToS3But(("s3KeyPrefix", "third")), isDefault: false);

        var preference = Run($"Get-SsmLoggingPreference -DocumentVersion {version}").Single;

        Assert.Equal(prefix, preference.Get("S3KeyPrefix"));
        Assert.Equal("2", preference.Get("DefaultVersion"));
    }

    [Fact]
    public void The_history_comes_newest_first()
    {
        foreach (var prefix in Enumerable.Range(1, 11))
        {
            Put(Documents.ToS3But(("s3KeyPrefix", $"p{prefix}")));
        }

        var versions = Run("Get-SsmLoggingPreference -AllVersions").ThrowOnError();

        Assert.Equal(Enumerable.Range(1, 11).Reverse().Select(number => $"{number}"), versions.Texts("DocumentVersion"));
        Assert.Equal(Enumerable.Range(1, 11).Reverse().Select(number => $"p{number}"), versions.Texts("S3KeyPrefix"));
    }

    [Fact]
    public void The_history_of_no_document_is_empty() => Assert.Empty(Run("Get-SsmLoggingPreference -AllVersions").ThrowOnError().Output);

    [Theory]
    [InlineData("9")]
    [InlineData("1", false)]
    public void A_version_that_does_not_exist_is_an_error(string version, bool hasDocument = true)
    {
        if (hasDocument)
        {
            Put(Documents.ToS3);
        }

        var error = Run($"Get-SsmLoggingPreference -DocumentVersion {version}").Error;

        Assert.Equal("DocumentVersionNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("-AllVersions", error.Advice());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("latest")]
    public void What_is_no_version_is_refused_before_any_call(string version)
    {
        Assert.Equal("ParameterArgumentValidationError", Run($"Get-SsmLoggingPreference -DocumentVersion {version}").ErrorId);
        Assert.Empty(Operations);
    }

    [Fact]
    public void A_version_and_all_versions_exclude_each_other() =>
        Assert.Equal("AmbiguousParameterSet", Run("Get-SsmLoggingPreference -DocumentVersion 1 -AllVersions").ErrorId);

    [Fact]
    public void A_shared_document_is_read_by_its_arn()
    {
        var preference = Run("Get-SsmLoggingPreference -DocumentName $args[0]", Seeds.SharedDocumentArn).Single;

        Assert.Equal(SandboxAccounts.Second.Id, preference.Get("DocumentOwner"));
        Assert.Equal(SandboxAccounts.First.Id, preference.Get("AccountId"));
        Assert.Equal(Seeds.OtherAccountBucket, preference.Get("S3BucketName"));
    }

    [Theory]
    [InlineData("GetDocument")]
    public void What_may_not_be_read_is_an_error_and_never_absent(string operation)
    {
        Put(Documents.ToS3);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });

        var run = Run("Get-SsmLoggingPreference");

        Assert.Empty(run.Output);
        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.Equal(ErrorCategory.PermissionDenied, run.Error.CategoryInfo.Category);
        Assert.Contains("AccessDeniedException", run.Error.Message());
        Assert.Contains(Sandbox.Calls.All.Last(call => call.Operation == operation).RequestId, run.Error.Message());
        Assert.Contains("ssm:" + operation, run.Error.Advice());
        Assert.Contains(SandboxAccounts.Ireland, run.Error.TargetObject.ToString());
    }

    [Fact]
    public void Where_nobody_says_who_the_caller_is_reading_goes_on_and_warns_once()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Service = "STS" });

        var run = Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1").ThrowOnError();

        Assert.Equal(2, run.Output.Count);
        Assert.All(run.Texts("AccountId"), Assert.Null);
        Assert.Contains("AccountId", Assert.Single(run.Warnings));
    }

    [Fact]
    public void A_document_that_is_no_json_is_an_error()
    {
        Put("not json");

        var error = Run("Get-SsmLoggingPreference").Error;

        Assert.Equal("DocumentNotJson", error.Id());
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
    }

    [Fact]
    public void Each_call_is_one_verbose_line()
    {
        var run = Run("Get-SsmLoggingPreference -Verbose").ThrowOnError();

        Assert.Equal(Operations.Count(), run.Verbose.Count);
        Assert.All(Operations, operation => Assert.Contains(run.Verbose, line => line.Contains($"{operation} in eu-west-1")));
        Assert.Contains(run.Verbose, line => line.StartsWith("SSM DescribeDocument in eu-west-1: InvalidDocument, ", StringComparison.Ordinal));
    }
}
