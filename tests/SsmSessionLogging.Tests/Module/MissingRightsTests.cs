namespace SsmSessionLogging.Tests.Module;

/// <summary>Commands over HTTP with fewer rights than all.</summary>
public sealed class MissingRightsTests : ModuleTest
{
    private const string Statement = """{"Effect":"Allow","Action":"ssm:UpdateDocumentDefaultVersion","Resource":"arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell"}""";

    private static readonly string[] OfAwsPolicy = ["CreateDocument", "GetDocument", "UpdateDocument", "DeleteDocument"];

    protected override SandboxOptions Options => new() { Clock = new EarlierClock() };

    [Theory]
    [InlineData("Get-SsmLoggingPreference", "2")]
    [InlineData("Get-SsmLoggingPreference -DocumentVersion 1", "1")]
    [InlineData("Get-SsmLoggingPreference -DocumentVersion '$DEFAULT'", "2")]
    [InlineData("Get-SsmLoggingPreference -DocumentVersion '$LATEST'", "2")]
    public void GetDocument_alone_is_enough_for_reading(string command, string version)
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming);
        AllowOnly("GetDocument");

        var run = Run(command);

        Assert.Equal((version, "2", null), (run.Single.Text("DocumentVersion"), run.Single.Text("DefaultVersion"), run.Single.Text("DocumentOwner")));
        Assert.NotNull(run.Single.Get("CreatedDate"));
        Assert.StartsWith("The DocumentOwner stays empty: SSM DescribeDocument failed: AccessDeniedException", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_documents_are_warned_of_once_and_one_that_is_not_there_is_told_as_that()
    {
        Put(Documents.ToS3);
        AllowOnly("GetDocument");

        var run = Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1, eu-west-3").ThrowOnError();

        Assert.Equal(["True", "False", "False"], run.Texts("Exists"));
        Assert.Single(run.Warnings);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs -SkipTargetCheck")]
    [InlineData("Set-SsmS3Logging audit-logs")]
    [InlineData("Set-SsmLoggingPreference -IdleSessionTimeout 30")]
    [InlineData("Enable-SsmCloudWatchStreaming /session-manager/encrypted")]
    public void A_document_is_made_with_the_rights_of_AWS_own_policy(string command)
    {
        AllowOnly(OfAwsPolicy);

        Assert.Equal(("Changed", "1"), Result(Run($"{command} -PassThru")));
        Assert.Equal("Unchanged", Run($"{command} -PassThru").Single.Text("Result"));
    }

    [Theory]
    [InlineData("Set-SsmS3Logging -KeyPrefix other")]
    [InlineData("Set-SsmLoggingPreference -IdleSessionTimeout 30")]
    [InlineData("Disable-SsmS3Logging -Force")]
    [InlineData("Enable-SsmCloudWatchStreaming /session-manager/encrypted")]
    [InlineData("Set-SsmCloudWatchLogging /session-manager/encrypted")]
    public void With_the_rights_of_AWS_own_policy_a_change_is_taken_back_and_with_the_switch_it_stays_as_the_latest(string command)
    {
        Put(Documents.ToS3);
        AllowOnly(OfAwsPolicy);

        var run = Run($"{command} -PassThru");

        Assert.Equal("PromotionDenied", run.ErrorId);
        Assert.Contains(Statement, run.Error.Advice()!, StringComparison.Ordinal);
        Assert.Equal("Failed", Assert.Single(run.Output).Text("Result"));
        Assert.StartsWith("PromotionDenied: Version 2 of", run.Output[0].Text("Reason"), StringComparison.Ordinal);
        Assert.Equal((3, 1), (Stored()!.Latest.Number, Stored()!.DefaultVersion));
        Assert.Equal(Documents.ToS3.TrimEnd(), Stored()!.Latest.Content.TrimEnd());
        Assert.DoesNotContain("DeleteDocument", Operations);

        var left = Run($"{command} -AllowLatestOnly -PassThru");

        Assert.Equal(("Changed", "4"), Result(left));
        Assert.Equal("True", left.Single.Text("LatestOnly"));
        Assert.Contains(left.Warnings, warning => warning.StartsWith("LatestOnly: Version 4 of", StringComparison.Ordinal));
        Assert.Equal((4, 1), (Stored()!.Latest.Number, Stored()!.DefaultVersion));

        Run(left.Single.Text("UndoCommand")!).ThrowOnError();

        Assert.Equal(Documents.ToS3.TrimEnd(), Stored()!.Latest.Content.TrimEnd());
    }

    [Fact]
    public void Every_denied_call_prints_the_statement_that_it_lacks()
    {
        Put(Documents.ToS3);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "UpdateDocument" });

        var run = Run("Set-SsmS3Logging -KeyPrefix other -PassThru");

        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.Contains(Statement.Replace("DefaultVersion", "", StringComparison.Ordinal), run.Error.Advice()!, StringComparison.Ordinal);
        Assert.Single(Stored()!.Versions);
    }

    [Fact]
    public void Receipts_that_failed_or_were_skipped_say_why()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "CreateDocument", Region = "eu-west-1" });

        var run = Run("Set-SsmLoggingPreference -IdleSessionTimeout 30 -Region eu-west-2, eu-west-1, us-east-1 -PassThru -ThrottleLimit 1");

        Assert.Equal(["Changed", "Failed", "Skipped"], run.Texts("Result"));
        Assert.StartsWith("It was created; to undo, with credentials of its account: ", run.Output[0].Text("Reason"), StringComparison.Ordinal);
        Assert.StartsWith("AccessDenied: SSM CreateDocument failed: AccessDeniedException", run.Output[1].Text("Reason"), StringComparison.Ordinal);
        Assert.Equal("Not tried: 1 of the changes before it failed (-StopAfterFailures 1).", run.Output[2].Text("Reason"));
    }

    private static (string? Result, string? NewVersion) Result(ModuleRun run) => (run.Single.Text("Result"), run.Single.Text("NewVersion"));

    private void AllowOnly(params string[] operations)
    {
        string[] all = ["CreateDocument", "GetDocument", "UpdateDocument", "DeleteDocument", "DescribeDocument", "ListDocumentVersions", "UpdateDocumentDefaultVersion"];
        foreach (var operation in all.Except(operations))
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });
        }
    }
}
