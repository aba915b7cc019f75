using SessionLogging.Sandbox.Ssm;

namespace SsmSessionLogging.Tests.Module;

/// <summary>What holds for every changing cmdlet.</summary>
public sealed class ChangeTests : ModuleTest
{
    protected override string Input => "y\n";

    [Theory]
    [MemberData(nameof(ChangeCommands.All), MemberType = typeof(ChangeCommands))]
    public void A_change_is_silent_and_a_second_one_writes_nothing(string command, string? before)
    {
        Arrange(before);

        Assert.Empty(Run(command).ThrowOnError().Output);
        var content = Stored()!.Default.Content;
        Assert.NotEqual(before, content);
        Assert.Same(Stored()!.Latest, Stored()!.Default);

        Sandbox.Calls.Clear();
        var receipt = Run($"{command} -PassThru").Single;
        Assert.Equal("Unchanged", receipt.Text("Result"));
        Assert.Null(receipt.Get("UndoCommand"));
        Assert.Null(receipt.Get("NewVersion"));
        Assert.Empty(Writes);
    }

    [Fact]
    public void A_change_of_a_document_takes_eight_calls_and_reading_it_two_once_it_is_known_whose_the_account_is()
    {
        // Of a version as old the Event history knows nothing.
        Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents.Put(Preferences, Documents.ToS3, created: Sandbox.Cloud.Clock.GetUtcNow().AddDays(-91));

        Run("Set-SsmS3Logging -KeyPrefix other").ThrowOnError();

        Assert.Equal(
            [
                "GetCallerIdentity", "DescribeDocument", "GetDocument", "GetBucketEncryption",
                "UpdateDocument", "DescribeDocument", "UpdateDocumentDefaultVersion", "DescribeDocument",
            ],
            Operations);

        Sandbox.Calls.Clear();
        Run("Get-SsmLoggingPreference").ThrowOnError();

        Assert.Equal(["DescribeDocument", "GetDocument"], Operations);
    }

    [Theory]
    [MemberData(nameof(ChangeCommands.All), MemberType = typeof(ChangeCommands))]
    public void WhatIf_shows_before_and_after_and_writes_nothing(string command, string? before)
    {
        Arrange(before);

        var run = Run($"{command} -WhatIf -PassThru").ThrowOnError();

        Assert.Empty(run.Output);
        Assert.Empty(Writes);
        Assert.Contains(before is null ? "Create 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1" : "Change 'SSM-SessionManagerRunShell'", run.Screen);
        var changes = Run($"({command} -PassThru -WarningAction Ignore).Changes").ThrowOnError();
        Assert.NotEmpty(changes.Output);
        Assert.All(changes.Output, change => Assert.Contains(change.AsText(), run.Screen));
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true; Set-SsmS3Logging audit-logs", false)]
    [InlineData("$WhatIfPreference = $true; Set-SsmS3Logging audit-logs -WhatIf:$false", true)]
    [InlineData("$ConfirmPreference = 'Low'; Set-SsmS3Logging audit-logs", true)]
    [InlineData("$ConfirmPreference = 'None'; Set-SsmS3Logging audit-logs -WhatIf", false)]
    public void The_preference_variables_count(string script, bool isWritten)
    {
        Run(script).ThrowOnError();

        Assert.Equal(isWritten, Stored() is not null);
    }

    [Theory]
    [MemberData(nameof(ChangeCommands.All), MemberType = typeof(ChangeCommands))]
    public void The_receipt_says_what_was_changed_and_its_undo_command_undoes_it(string command, string? before)
    {
        Arrange(before);

        var receipt = Run($"{command} -PassThru").Single;

        Assert.Equal(
            ["AccountId", "Region", "DocumentName", "Result", "PreviousVersion", "NewVersion", "Changes", "UndoCommand"],
            receipt.Properties.Select(property => property.Name).Take(8));
        Assert.Equal("Changed", receipt.Text("Result"));
        Assert.Equal(before is null ? null : "1", receipt.Get("PreviousVersion"));
        Assert.Equal(before is null ? "1" : "2", receipt.Get("NewVersion"));
        Assert.Equal(SandboxAccounts.First.Id, receipt.Get("AccountId"));
        Assert.Equal(SandboxAccounts.Ireland, receipt.Get("Region"));
        Assert.Equal(Stored()!.Default.Content, Run("$args[0].Preference.Document", receipt).Single.AsText());
        if (before is null)
        {
            // The AWS CLI has no options for keys, so a command for it could delete another account's document.
            Assert.Null(receipt.Get("UndoCommand"));
            return;
        }

        Run(receipt.Text("UndoCommand")!).ThrowOnError();
        Assert.Empty(Run("Get-SsmLoggingPreference | Compare-SsmLoggingPreference (Get-SsmLoggingPreference -DocumentVersion 1)").ThrowOnError().Output);
    }

    [Fact]
    public void Progress_names_the_document_and_ends()
    {
        var progress = Run("Set-SsmS3Logging audit-logs").ThrowOnError().Progress;

        Assert.Contains("'SSM-SessionManagerRunShell'", progress[0].StatusDescription);
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, progress[^1].RecordType);
    }

    private void Arrange(string? content)
    {
        if (content is not null)
        {
            Put(content);
        }
    }
}
