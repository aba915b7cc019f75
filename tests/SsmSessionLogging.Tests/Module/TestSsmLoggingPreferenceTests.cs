namespace SsmSessionLogging.Tests.Module;

public sealed class TestSsmLoggingPreferenceTests : ModuleTest, IDisposable
{
    private const string Test = "Test-SsmLoggingPreference";

    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sessions_that_nothing_logs_are_found_in_every_Region_with_the_command_that_mends_it()
    {
        Put(Documents.ToS3, "us-east-1");

        var run = Run($"{Test} -Region eu-west-1, us-east-1").ThrowOnError();

        var missing = run.Output.Single(finding => finding.Text("RuleId") == "PreferencesMissing" && finding.Text("Status") == "Fail");
        Assert.Equal(("111122223333", "eu-west-1", "High"), (missing.Text("AccountId"), missing.Text("Region"), missing.Text("Severity")));
        Assert.StartsWith("Set-SsmS3Logging -BucketName $BucketName -Region eu-west-1", missing.Text("Remediation"), StringComparison.Ordinal);
        Assert.Contains("NIST 800-53 AU-14", (IEnumerable<string>)Of(Run($"{Test} -Region us-east-1"), "LoggedNowhere").Get("Controls")!);
    }

    [Fact]
    public void A_test_reads_and_never_writes()
    {
        Put(Documents.ToS3);

        Run(Test).ThrowOnError();

        Assert.DoesNotContain(Operations, operation => operation.StartsWith("Put", StringComparison.Ordinal) || operation.StartsWith("Create", StringComparison.Ordinal) || operation.StartsWith("Update", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GetBucketEncryption", "BucketNotSeen", "BucketMissing BucketNotEncrypted BucketEncryptionNotAccepted BucketKeyNotUsable BucketKeyClosedToNodes")]
    [InlineData("DescribeLogGroups", "LogGroupNotSeen", "LogGroupMissing LogGroupNotEncrypted LogGroupDeletable LogGroupMasked LogGroupKeyNotUsable")]
    [InlineData("DescribeKey", "KeyNotSeen", "KeyMissing KeyInOtherRegion KeyNotEnabled KeyNotSymmetric LogGroupKeyNotUsable LogGroupKeyClosedToLogs")]
    [InlineData("DescribeSessions", "JustInTimeNotSeen", "NoMaxDurationForJustInTime")]
    [InlineData("DescribeSessions", "SessionsNotSeen", "SessionsByOtherDocument SessionsNotLoggable SessionNamesOfCallersChoice")]
    [InlineData("ListDocuments", "CustomDocumentsNotSeen", "CustomDocumentNotLogged CustomDocumentLogsElsewhere")]
    [InlineData("DescribeTrails", "LogReadsNotSeen", "LogReadsNotRecorded")]
    [InlineData("ListRules", "ActionsNotSeen", "ActionsNotSeen")]
    [InlineData("GetPublicAccessBlock", "DestinationNotSeen", "BucketPublicAccessOpen")]
    [InlineData("GetBucketPolicy", "DestinationNotSeen", "BucketAllowsPlainHttp")]
    [InlineData("GetKeyPolicy", "DestinationNotSeen", "LogGroupKeyClosedToLogs")]
    public void What_is_denied_or_fails_is_unknown_and_no_rule_on_it_passes(string operation, string rule, string about)
    {
        Put(Documents.ToS3But(("cloudWatchLogGroupName", Seeds.EncryptedLogGroup), ("kmsKeyId", "alias/session-manager")));

        Assert.All([FaultKind.Deny, FaultKind.Error], kind =>
        {
            Sandbox.Faults.Clear();
            Sandbox.Faults.Add(new SandboxFault { Kind = kind, Operation = operation, Code = "InternalFailure", Status = 400 });
            var run = Run($"{Test} -Verbose").ThrowOnError();

            Assert.Equal("Unknown", Of(run, rule).Text("Status"));
            Assert.All(about.Split(' '), id => Assert.Equal($"{id} Unknown", $"{id} {Of(run, id).Text("Status")}"));
            Assert.Contains(run.Verbose, line => line.StartsWith($"Not known: {rule}: ", StringComparison.Ordinal));
            Assert.Equal(false, Run($"{Test} -Quiet").Single.BaseObject);
        });
    }

    [Fact]
    public void A_document_that_may_not_be_read_is_unknown()
    {
        Put(Documents.ToS3);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetDocument" });

        var run = Run(Test).ThrowOnError();

        Assert.All(run.Output, finding => Assert.Equal("Unknown", finding.Text("Status")));
        Assert.Contains("ssm:GetDocument", Of(run, "PreferencesNotSeen").Text("Message"), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_versions_are_looked_through_where_they_say_different_things()
    {
        Put(Documents.ToS3But(("s3BucketName", "")));
        Put(Documents.ToS3, isDefault: false);

        var run = Run(Test).ThrowOnError();

        Assert.Equal(["1 Fail", "2 Pass"], run.Output.Where(finding => finding.Text("RuleId") == "LoggedNowhere").Select(finding => $"{finding.Text("DocumentVersion")} {finding.Text("Status")}").Order());
        Assert.Contains("Landing Zone Accelerator", Of(run, "DefaultVersionDiffers").Text("Message"), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_is_true_only_where_all_was_looked_at_and_nothing_fails()
    {
        Put(Documents.ToS3);

        Assert.Equal(true, Run($"{Test} -Quiet").Single.BaseObject);
        Assert.Equal(true, Run($"Get-SsmLoggingPreference | {Test} -Quiet").Single.BaseObject);
        Assert.Equal(false, Run($"{Test} -Quiet -Region eu-west-1, us-east-1").Single.BaseObject);
        Assert.Equal(false, Run($"{Test} -Quiet -SkipTarget").Single.BaseObject);
        Assert.Equal([false], Run($"{Test} -Quiet -RoleArn arn:aws:iam::111122223333:role/None").Output.Select(output => output.BaseObject));
        Assert.Equal([false], Run($"@() | {Test} -Quiet").Output.Select(output => output.BaseObject));
    }

    [Fact]
    public void Preferences_from_the_pipeline_are_judged_as_they_are_and_without_a_call_where_targets_are_skipped()
    {
        Put(Documents.ToS3);
        Run("$given = Get-SsmLoggingPreference").ThrowOnError();
        Put(Documents.Streaming);
        Sandbox.Calls.Clear();

        var skipped = Run($"$given | {Test} -SkipTarget").ThrowOnError();
        Assert.Empty(Operations);
        var looked = Run($"$given | {Test}").ThrowOnError();

        Assert.Contains("audit-logs", Of(skipped, "LoggedNowhere").Text("Message"), StringComparison.Ordinal);
        Assert.Equal(("Unknown", "Pass"), (Of(skipped, "BucketMissing").Text("Status"), Of(looked, "BucketMissing").Text("Status")));
        Assert.DoesNotContain("GetDocument", Operations);
    }

    [Fact]
    public void Files_and_text_are_judged_without_a_call()
    {
        File.WriteAllText(Path.Combine(_folder, "111122223333_eu-west-1_SSM-SessionManagerRunShell.json"), Documents.ToS3);
        File.WriteAllText(Path.Combine(_folder, "broken.json"), "{");

        var run = Run($"{Test} -Path '{_folder}/*.json'");
        var quiet = Run($"{Test} -Path '{_folder}/*.json' -Quiet");
        var text = Run($"$args[0] | {Test}", Documents.ToS3).ThrowOnError();

        Assert.Empty(Operations);
        Assert.Equal("DocumentNotJson", run.ErrorId);
        Assert.Equal(("eu-west-1", 15), (Of(run, "IdleTimeoutLong").Text("Region"), Of(run, "IdleTimeoutLong").Get("Line")));
        Assert.Equal([false], quiet.Output.Select(output => output.BaseObject));
        Assert.Null(Of(text, "IdleTimeoutLong").Get("Line"));
    }

    [Fact]
    public void Logs_that_would_be_deleted_too_early_fail_against_what_the_audit_asks_for()
    {
        Put(Documents.ToS3But(("cloudWatchLogGroupName", Seeds.PlainLogGroup), ("cloudWatchEncryptionEnabled", false)));

        var told = Of(Run(Test).ThrowOnError(), "LogGroupEventsExpire");
        var asked = Of(Run($"{Test} -RetentionDays 100").ThrowOnError(), "LogGroupEventsExpire");

        Assert.Equal(("NotApplicable", "Fail"), (told.Text("Status"), asked.Text("Status")));
        Assert.Contains("100 are asked for", asked.Text("Message"), StringComparison.Ordinal);
        Assert.Equal("Pass", Of(Run($"{Test} -RetentionDays 30").ThrowOnError(), "LogGroupEventsExpire").Text("Status"));
    }

    [Fact]
    public void What_a_baseline_accepts_stays_and_lets_Quiet_be_true()
    {
        Put(Documents.ToS3But(("s3BucketName", "nobody-has-this-one")));
        var path = Path.Combine(_folder, "accepted.json");
        File.WriteAllText(path, """[{"RuleId":"BucketMissing","AcceptedBy":"jdoe","AcceptedReason":"It comes tomorrow.","AcceptedUntil":"2999-01-01"}]""");

        var run = Run($"{Test} -BaselinePath '{path}'").ThrowOnError();
        var quiet = Run($"{Test} -BaselinePath '{path}' -Quiet -Verbose").ThrowOnError();

        Assert.Equal(("Accepted", "jdoe"), (Of(run, "BucketMissing").Text("Status"), Of(run, "BucketMissing").Text("AcceptedBy")));
        Assert.Equal([true], quiet.Output.Select(output => output.BaseObject));
        Assert.Contains(quiet.Verbose, line => line.StartsWith("Accepted by jdoe until 2999-01-02 00:00:00Z (It comes tomorrow.): BucketMissing: ", StringComparison.Ordinal));
        Assert.Equal(false, Run($"{Test} -Quiet").Single.BaseObject);
        Assert.Equal("BaselineNotReadable", Run($"'x' > $null; {Test} -BaselinePath '{Write("{")}'").ErrorId);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    public void Findings_are_written_and_what_is_no_finding_leaves_nothing(string extension)
    {
        Put(Documents.ToS3);
        var path = Path.Combine(_folder, "findings." + extension);

        var file = Run($"{Test} | Export-SsmLoggingFinding '{path}' -PassThru").Single;
        Assert.Contains("LoggedAtEndOnly", File.ReadAllText(file.BaseObject.ToString()!), StringComparison.Ordinal);
        Assert.Equal("FindingFileExists", Run($"{Test} | Export-SsmLoggingFinding '{path}'").ErrorId);

        File.Delete(path);
        Assert.Equal("NotAFinding", Run($"{Test}, 5 | Export-SsmLoggingFinding '{path}'".Replace($"{Test}, 5", $"@({Test}; 5)", StringComparison.Ordinal)).ErrorId);
        Assert.False(File.Exists(path));
        Run($"{Test} | Export-SsmLoggingFinding '{path}' -WhatIf").ThrowOnError();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Findings_that_were_objects_once_are_taken_too()
    {
        var path = Path.Combine(_folder, "again.jsonl");

        Run($"[pscustomobject]@{{ RuleId = 'LoggedNowhere'; Severity = 'High'; Status = 'Fail'; Message = 'm'; Controls = @('NIST 800-53 AU-14') }} | Export-SsmLoggingFinding '{path}'").ThrowOnError();

        Assert.Equal("""{"RuleId":"LoggedNowhere","Severity":"High","Status":"Fail","Message":"m","Controls":["NIST 800-53 AU-14"]}""", File.ReadAllText(path).Trim());
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, text);
        return path;
    }

    private static PSObject Of(ModuleRun run, string rule) => run.Output.First(finding => finding.Text("RuleId") == rule);
}
