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
        Assert.Equal("Get-SsmLoggingPreference -DocumentVersion 2 -Region eu-west-1 | Set-SsmLoggingPreference", receipt.UndoCommand);
        Assert.Equal(("3", "3", "logs-c"), (receipt.Preference!.DocumentVersion, receipt.Preference.DefaultVersion, receipt.Preference.S3BucketName));
    }

    [Fact]
    public void What_is_created_is_undone_by_deleting_it()
    {
        var receipt = new EditBench().Apply(Edits.Of("S3BucketName", "logs")).Receipt;

        Assert.Equal((null, "1"), (receipt.PreviousVersion, receipt.NewVersion));
        Assert.Equal("aws ssm delete-document --name SSM-SessionManagerRunShell --region eu-west-1", receipt.UndoCommand);
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
            "Get-SsmLoggingPreference -DocumentName Team-Sessions -DocumentVersion 4 -Region eu-west-1 -ProfileName 'ops' | Set-SsmLoggingPreference -ProfileName 'ops'",
            target.CommandToRestore("4"));
        Assert.Equal(
            "Set-SsmLoggingPreference -DocumentName Team-Sessions -Region eu-west-1 -BaseVersion Default -ProfileName 'ops'",
            target.CommandToSettleOn(BaseVersion.Default));
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
