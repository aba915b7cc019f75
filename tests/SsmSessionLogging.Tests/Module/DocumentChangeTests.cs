namespace SsmSessionLogging.Tests.Module;

/// <summary>Documents that are not the account's own settled preferences in JSON.</summary>
public sealed class DocumentChangeTests : ModuleTest
{
    protected override SandboxOptions Options => new() { Clock = new EarlierClock() };

    [Fact]
    public void A_latest_version_that_is_not_the_default_is_an_error_that_shows_both()
    {
        Put(Documents.ToS3);
        Put(Documents.ToS3But(("s3KeyPrefix", "draft")), isDefault: false);

        var error = Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").Error;

        Assert.Equal("DefaultVersionDiffers", error.Id());
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains("'sessions'", error.Message());
        Assert.Contains("'draft'", error.Message());
        Assert.Contains("-BaseVersion Latest", error.Advice());
        Assert.Contains("-BaseVersion Default", error.Advice());
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("-BaseVersion Latest", "draft", 20)]
    [InlineData("-BaseVersion Default", "sessions", 20)]
    [InlineData("-BaseVersion Latest -IdleSessionTimeout 30", "draft", 30)]
    [InlineData("-BaseVersion Default -IdleSessionTimeout 30", "sessions", 30)]
    public void BaseVersion_chooses(string arguments, string prefix, int minutes)
    {
        Put(Documents.ToS3);
        Put(Documents.ToS3But(("s3KeyPrefix", "draft")), isDefault: false);

        Run($"Set-SsmLoggingPreference {arguments}").ThrowOnError();

        var preference = Run("Get-SsmLoggingPreference").Single;
        Assert.Equal((prefix, (object)minutes), (preference.Text("S3KeyPrefix"), preference.Get("IdleSessionTimeout")));
        Assert.Equal(preference.Get("DocumentVersion"), preference.Get("DefaultVersion"));
    }

    [Fact]
    public void Only_naming_a_base_version_changes_nothing_where_both_are_the_same()
    {
        Put(Documents.ToS3);

        Assert.Equal("Unchanged", Run("Set-SsmLoggingPreference -BaseVersion Latest -PassThru").Single.Text("Result"));
        Assert.Empty(Writes);
    }

    [Fact]
    public void Another_document_is_changed_with_a_warning()
    {
        var run = Run("Set-SsmS3Logging audit-logs -DocumentName Team-Sessions").ThrowOnError();

        Assert.Contains("applies only to sessions that name it", Assert.Single(run.Warnings, warning => warning.StartsWith("CustomDocument", StringComparison.Ordinal)));
        Assert.NotNull(Stored(name: "Team-Sessions"));
        Assert.Null(Stored());
    }

    [Fact]
    public void A_document_of_another_owner_is_not_changed()
    {
        var error = Run($"Disable-SsmS3Logging -DocumentName {Seeds.AwsDocument}").Error;

        Assert.Equal("ForeignDocument", error.Id());
        Assert.Contains("Amazon", error.Message());
        Assert.Empty(Writes);
    }

    [Fact]
    public void A_shared_document_is_copied()
    {
        Run("Get-SsmLoggingPreference -DocumentName $args[0] | Set-SsmLoggingPreference -DocumentName SSM-SessionManagerRunShell", Seeds.SharedDocumentArn)
            .ThrowOnError();

        Assert.Equal(Seeds.OtherAccountBucket, Run("Get-SsmLoggingPreference").Single.Get("S3BucketName"));
    }

    [Fact]
    public void A_document_in_YAML_is_written_as_JSON_with_a_warning()
    {
        Put("schemaVersion: '1.0'\nsessionType: Standard_Stream\ninputs:\n  s3BucketName: audit-logs # ours\n  idleSessionTimeout: '20'\n", format: "YAML");

        var run = Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").ThrowOnError();

        Assert.Contains(run.Warnings, warning => warning.StartsWith("StoredAsYaml", StringComparison.Ordinal));
        Assert.Equal("JSON", Stored()!.Default.Format);
        Assert.Equal(Seeds.Bucket, Run("Get-SsmLoggingPreference").Single.Get("S3BucketName"));
    }

    [Theory]
    [InlineData("""{ "schemaVersion": "1.0", "sessionType": "Port", "properties": {} }""", "NotPreferences")]
    [InlineData("""{ "schemaVersion": "1.0", "inputs": { "idleSessionTimeout": "1", "idleSessionTimeout": "2" } }""", "DuplicateKey")]
    [InlineData("not json", "DocumentNotJson")]
    public void What_cannot_be_changed_safely_is_not(string content, string errorId)
    {
        Put(content);

        Assert.Equal(errorId, Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").ErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("GetDocument", "ssm:GetDocument", 0)]
    [InlineData("UpdateDocument", "ssm:UpdateDocument", 1)]
    public void What_is_denied_is_an_error_with_code_request_id_and_right(string operation, string right, int writes)
    {
        Put(Documents.ToS3);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });

        var error = Run("Set-SsmS3Logging -KeyPrefix new").Error;

        Assert.Equal("AccessDenied", error.Id());
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.Contains("AccessDeniedException", error.Message());
        Assert.Contains(Sandbox.Calls.All.Last(call => call.Operation == operation).RequestId, error.Message());
        Assert.Contains(right, error.Advice());
        Assert.Contains("eu-west-1", error.TargetObject.ToString());
        Assert.Equal(writes, Writes.Count());
        Assert.Single(Stored()!.Versions);
    }

    [Fact]
    public void Where_promoting_is_denied_and_taking_back_too_the_error_says_what_stands_and_its_commands_finish_or_undo_it()
    {
        Put(Documents.ToS3);
        var promoting = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "UpdateDocumentDefaultVersion" });
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "UpdateDocument", Nth = 2, Times = 1 });

        var run = Run("Set-SsmS3Logging -KeyPrefix new -PassThru");
        var (error, receipt) = (run.Error, Assert.Single(run.Output));

        Assert.Equal("VersionNotPromoted", error.Id());
        Assert.Equal(("Failed", "2"), (receipt.Text("Result"), receipt.Text("NewVersion")));
        Assert.Contains("To undo, which needs no such right: Set-SsmLoggingPreference -Region eu-west-1 -BaseVersion Default", error.Advice());
        Assert.Contains("AccountId = '111122223333'; Region = 'eu-west-1' } | Set-SsmLoggingPreference -BaseVersion Default", receipt.Text("UndoCommand")!);
        Assert.Contains("Version 2", error.Message());
        Assert.Contains("the default is 1", error.Message());
        Assert.Contains("ssm:UpdateDocumentDefaultVersion", error.Message());
        Sandbox.Faults.Release(promoting);
        Run("Set-SsmS3Logging -KeyPrefix new").ThrowOnError();
        Assert.Equal((2, 2), (Stored()!.DefaultVersion, Stored()!.Latest.Number));
    }
}
