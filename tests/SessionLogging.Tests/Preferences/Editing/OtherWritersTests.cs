using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>What others do between a plan and the end of its change.</summary>
public sealed class OtherWritersTests
{
    private static readonly PreferenceEdit Wish = Edits.Of("S3BucketName", "logs");

    [Fact]
    public void A_change_in_between_is_kept_and_the_plan_is_judged_again()
    {
        var bench = new EditBench().Settled();
        var judged = new List<PreferencePlan>();

        var run = bench.ApplyThoughtfully(Wish, baseVersion: null, () => bench.Settled(("KmsKeyId", "alias/a")), judged.Add);

        Assert.Equal(("2", "3", 2), (run.Receipt.PreviousVersion, run.Receipt.NewVersion, run.Receipt.Tries));
        Assert.Equal("alias/a", Assert.Single(judged).Before![PreferenceSetting.KmsKeyId].Text);
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs"), ("KmsKeyId", "alias/a"));
    }

    [Fact]
    public void The_judge_can_forbid_what_the_change_has_become()
    {
        var bench = new EditBench().Settled();
        var veto = new PreferenceRuleException("Veto", "S3BucketName", "No.", "Do not.");

        var run = bench.ApplyThoughtfully(Wish, baseVersion: null, () => bench.Settled(("KmsKeyId", "alias/a")), _ => throw veto);

        Assert.Same(veto, run.Failure);
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void What_others_have_done_already_is_neither_judged_nor_written()
    {
        var bench = new EditBench().Settled();

        var run = bench.ApplyThoughtfully(Wish, baseVersion: null, () => bench.Settled(("S3BucketName", "logs"), ("KmsKeyId", "alias/a")), _ => Assert.Fail("judged"));

        Assert.Equal((PreferenceChangeResult.Unchanged, 2), (run.Receipt.Result, run.Receipt.Tries));
        Assert.Equal(2, bench.Document.LatestNumber);
    }

    [Fact]
    public void A_document_that_others_create_first_is_updated()
    {
        var bench = new EditBench();

        var run = bench.ApplyThoughtfully(Wish, baseVersion: null, () => bench.Settled(("KmsKeyId", "alias/a")), _ => { });

        Assert.Equal(("1", "2"), (run.Receipt.PreviousVersion, run.Receipt.NewVersion));
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs"), ("KmsKeyId", "alias/a"));
    }

    [Fact]
    public void A_document_that_others_delete_is_created()
    {
        var bench = new EditBench().Settled(("KmsKeyId", "alias/a"));

        var run = bench.ApplyThoughtfully(Wish, baseVersion: null, () => bench.Documents.Remove(Edits.Name), _ => { });

        Assert.Equal((null, "1"), (run.Receipt.PreviousVersion, run.Receipt.NewVersion));
    }

    [Fact]
    public void A_change_that_others_always_come_before_runs_out()
    {
        var bench = new EditBench().Settled();
        for (var occurrence = 1; occurrence < 100; occurrence++)
        {
            var key = $"alias/{occurrence}";
            bench.Before("UpdateDocument", occurrence, () => bench.Settled(("KmsKeyId", key)));
        }

        var run = bench.Apply(Wish);

        Assert.Equal(("ChangeConflict", FailureCategory.Conflict), (run.Failure!.ErrorId, run.Failure.Category));
        var tries = bench.Calls.Count(call => call == "UpdateDocument");
        Assert.Equal(
            "Other writers changed 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 again and again until the time for this change ran out. "
            + "Nothing of it was written.",
            run.Failure.Message);
        Assert.InRange(tries, 30, 90);
        Assert.InRange(bench.Elapsed.TotalSeconds, 29.9, 30.1);
        EditBench.Holds(bench.Document.Latest, ("KmsKeyId", $"alias/{tries}"));
    }

    [Fact]
    public void Requests_that_never_get_an_answer_run_out_as_uncertain()
    {
        var bench = new EditBench().Settled();

        var run = bench.Apply(Wish, faults: (_, operation) => operation == "UpdateDocument" ? CallFault.LostRequest : CallFault.None);

        Assert.Equal(("ChangeUncertain", FailureCategory.Unreachable), (run.Failure!.ErrorId, run.Failure.Category));
        Assert.Equal(
            "The change of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 was sent, and whether it is written, or will be, is not known: "
            + "the latest version before was 1. SSM UpdateDocument failed: no answer came.",
            run.Failure.Message);
        Assert.InRange(bench.Elapsed.TotalSeconds, 29.9, 30.1);
    }

    [Fact]
    public void A_request_that_arrives_after_the_look_is_recognised_below_another_writers_draft()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 3, () => bench
            .Draft(TimeSpan.Zero, ("S3BucketName", "logs"))
            .Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("KmsKeyId", "alias/a")));

        var run = bench.Apply(Wish, faults: (_, operation) => operation == "UpdateDocument" ? CallFault.LostRequest : CallFault.None);

        Assert.Equal("VersionNotPromoted", run.Failure!.ErrorId);
        Assert.Contains("Version 2 of", run.Failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("The latest version is 3, of another writer.", run.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Throttling_that_does_not_end_is_the_failure_itself()
    {
        var run = new EditBench().Settled().Apply(Wish, faults: (_, operation) => operation == "UpdateDocument" ? CallFault.Throttled : CallFault.None);

        Assert.Equal(AwsCallFailure.Throttled, Assert.IsType<AwsCallException>(run.Failure).Kind);
    }

    [Fact]
    public void A_setting_that_another_writer_changes_before_the_read_back_is_named()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 2, () => bench.Settled(("S3BucketName", "theirs")));

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal(("ChangeOverwritten", FailureCategory.Conflict), (failure.ErrorId, failure.Category));
        Assert.Equal(
            "Version 2 of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 was written, and another writer has changed S3BucketName since: "
            + "the latest version is 3, the default 3.",
            failure.Message);
    }

    [Fact]
    public void What_others_have_made_the_default_since_is_not_taken_back()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 2, () => bench.Settled(("S3BucketName", "logs"), ("KmsKeyId", "alias/a")));

        var run = bench.Apply(Wish);

        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal(3, bench.Document.DefaultNumber);
        Assert.DoesNotContain("UpdateDocumentDefaultVersion", bench.Calls);
    }

    [Fact]
    public void A_version_that_others_write_onto_is_not_promoted_before_theirs()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 2, () => bench.Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("KmsKeyId", "alias/a")));

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal("VersionNotPromoted", failure.ErrorId);
        Assert.EndsWith("is written, the default is still 1. The latest version is 3, of another writer.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_sees_two_later_versions_of_others_and_stands_in_both_is_done()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 2, () => bench
            .Settled(("S3BucketName", "logs"), ("KmsKeyId", "alias/a"))
            .Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("KmsKeyId", "alias/b")));

        Assert.Equal("2", bench.Apply(Wish).Receipt.NewVersion);
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public void A_default_that_others_move_meanwhile_is_left_to_them()
    {
        var bench = new EditBench().Settled(("KmsKeyId", "alias/a")).Settled(("KmsKeyId", "alias/b"));
        bench.Before("UpdateDocument", 1, () => bench.Document.DefaultNumber = 1);

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal("VersionNotPromoted", failure.ErrorId);
        Assert.EndsWith("is written, the default is 1. Another writer has changed the default from 2 meanwhile.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, bench.Document.DefaultNumber);
    }

    [Fact]
    public void A_later_version_that_does_not_become_the_default_is_named()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 3, () => bench.Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("KmsKeyId", "alias/a")));

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal(("DefaultVersionDiffers", FailureCategory.Conflict), (failure.ErrorId, failure.Category));
        Assert.Contains("Version 2 of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("is written and is the default; the latest is 3, of another writer, and does not become it.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-BaseVersion Latest", failure.RecommendedAction!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promotion_whose_repetition_takes_a_later_default_back_is_named()
    {
        var bench = new EditBench().Settled();
        bench.Before("UpdateDocumentDefaultVersion", 2, () => bench.Settled(("S3BucketName", "logs"), ("KmsKeyId", "alias/a")));

        var failure = bench.Apply(Wish, faults: (_, operation) => operation == "UpdateDocumentDefaultVersion" ? CallFault.Resent : CallFault.None).Failure!;

        Assert.Equal((3, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        Assert.Equal("DefaultVersionDiffers", failure.ErrorId);
        Assert.Contains("If 3 was the default, this command's own request, arriving twice or late, has taken that back.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CallFault.Denied, "PromotionDenied", 1)]
    [InlineData(CallFault.ResentAndDenied, null, 2)]
    public void What_a_promotion_that_is_refused_has_done_is_looked_at(CallFault fault, string? errorId, int defaultNumber)
    {
        var bench = new EditBench().Settled();

        var run = bench.Apply(Wish, faults: (_, operation) => operation == "UpdateDocumentDefaultVersion" ? fault : CallFault.None);

        Assert.Equal(errorId, run.Failure?.ErrorId);
        Assert.Equal(defaultNumber, bench.Document.DefaultNumber);
    }

    [Fact]
    public void A_document_that_is_deleted_after_the_change_is_named()
    {
        var bench = new EditBench().Settled();
        bench.Before("DescribeDocument", 2, () => bench.Documents.Remove(Edits.Name));

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal("ChangeNotConfirmed", failure.ErrorId);
        Assert.Contains("There is no such document any more.", failure.Message, StringComparison.Ordinal);
    }
}
