using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

public sealed class ReceiptTests
{
    [Fact]
    public void A_change_says_what_was_what_is_and_how_to_undo_it()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a")).Settled(("S3BucketName", "logs-b"));

        var receipt = bench.Apply(Edits.Of("S3BucketName", "logs-c").Then(Edits.Of("RunAsEnabled", "false"))).Receipt;

        Assert.Equal(PreferenceChangeResult.Changed, receipt.Result);
        Assert.Equal(("111122223333", "eu-west-1", Edits.Name), (receipt.AccountId, receipt.Region, receipt.DocumentName));
        Assert.Equal(("2", "3", 1), (receipt.PreviousVersion, receipt.NewVersion, receipt.Tries));
        Assert.Equal([new("S3BucketName", "logs-b", "logs-c")], receipt.Changes);
        Assert.Equal(
            "[pscustomobject]@{ AccountId = '111122223333'; Region = 'eu-west-1' } | Get-SsmLoggingPreference -DocumentVersion 2 | Set-SsmLoggingPreference", receipt.UndoCommand);
        Assert.Equal(("3", "3", "logs-c"), (receipt.Preference!.DocumentVersion, receipt.Preference.DefaultVersion, receipt.Preference.S3BucketName));
    }

    [Fact]
    public void What_is_created_is_undone_by_deleting_it()
    {
        var receipt = new EditBench().Apply(Edits.Of("S3BucketName", "logs")).Receipt;

        Assert.Equal((null, "1"), (receipt.PreviousVersion, receipt.NewVersion));
        Assert.Equal(
            "if ((aws sts get-caller-identity --query Account --output text) -eq '111122223333') { aws ssm delete-document --name SSM-SessionManagerRunShell --region eu-west-1 }"
            + " else { throw 'These are no credentials of 111122223333.' }",
            receipt.UndoCommand);
        Assert.Null(receipt.Reason);
        Assert.Contains(new SettingChange("S3BucketName", "", "logs"), receipt.Changes);
    }

    [Fact]
    public void What_stands_there_already_is_unchanged_and_has_nothing_to_undo()
    {
        var receipt = new EditBench().Settled(("S3BucketName", "logs")).Apply(Edits.Of("S3BucketName", "logs")).Receipt;

        Assert.Equal((PreferenceChangeResult.Unchanged, "1", null, 1), (receipt.Result, receipt.PreviousVersion, receipt.NewVersion, receipt.Tries));
        Assert.Empty(receipt.Changes);
        Assert.Null(receipt.UndoCommand);
    }

    [Fact]
    public void Commands_repeat_the_document_and_the_connection()
    {
        var target = Edits.Target with { DocumentName = "Team-Sessions", ConnectionArguments = " -ProfileName 'ops'" };

        Assert.Equal(
            "[pscustomobject]@{ AccountId = '111122223333'; Region = 'eu-west-1' } | Get-SsmLoggingPreference -DocumentName Team-Sessions -DocumentVersion 4 -ProfileName 'ops' | Set-SsmLoggingPreference -ProfileName 'ops'",
            target.CommandToRestore("4"));
        Assert.Equal(
            "Set-SsmLoggingPreference -DocumentName Team-Sessions -Region eu-west-1 -BaseVersion Default -RoleArn 'arn:aws:iam::111122223333:role/Audit'",
            (target with { ConnectionArguments = " -RoleArn 'arn:aws:iam::111122223333:role/Audit'" }).CommandToSettleOn(BaseVersion.Default));
    }

    [Fact]
    public void What_no_command_is_sure_to_take_back_says_so()
    {
        var receipt = new EditBench().Apply(Edits.Of("S3BucketName", "logs"), target: Edits.Target with { CliArguments = null }).Receipt;

        Assert.Null(receipt.UndoCommand);
        Assert.Equal("It was created; to undo, with credentials of its account: aws ssm delete-document --name SSM-SessionManagerRunShell --region eu-west-1", receipt.Reason);
    }

    [Fact]
    public void A_change_that_others_have_built_upon_is_named_as_changed()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 2, () => bench.Settled(("S3BucketName", "logs"), ("KmsKeyId", "alias/a")));

        var receipt = bench.Apply(Edits.Of("S3BucketName", "logs"), faults: (_, operation) => operation == "UpdateDocument" ? CallFault.LostAnswer : CallFault.None).Receipt;

        Assert.Equal((PreferenceChangeResult.Changed, "1", "2"), (receipt.Result, receipt.PreviousVersion, receipt.NewVersion));
        Assert.Equal("3", receipt.Preference!.DocumentVersion);
    }
}
