using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>A change that was interrupted between writing and promoting, and its command once more.</summary>
public sealed class SameCommandAgainTests
{
    private static readonly PreferenceEdit Wish = Edits.Of("S3BucketName", "logs").Then(Edits.Of("S3EncryptionEnabled", "true"));

    public static TheoryData<string> Deaths => ["UpdateDocument", "UpdateDocumentDefaultVersion"];

    [Theory]
    [MemberData(nameof(Deaths))]
    public void It_finishes_its_own_interrupted_change_at_once(string operation)
    {
        var bench = new EditBench().Settled(("KmsKeyId", "alias/a"));
        var died = bench.Apply(Wish, faults: (_, called) => called == operation ? operation == "UpdateDocument" ? CallFault.CrashAfter : CallFault.CrashBefore : CallFault.None);
        Assert.True(died.Crashed);
        Assert.Equal((2, 1), (bench.Document.LatestNumber, bench.Document.DefaultNumber));

        var again = bench.Apply(Wish);

        Assert.Equal((PreferenceChangeResult.Changed, "1", "2"), (again.Receipt.Result, again.Receipt.PreviousVersion, again.Receipt.NewVersion));
        Assert.Equal(["S3BucketName", "S3EncryptionEnabled"], again.Receipt.Changes.Select(change => change.Setting));
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public void It_finishes_a_change_of_a_document_that_is_known_by_its_content_alone()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("S3EncryptionEnabled", "true"));
        bench.Denied = ["DescribeDocument"];

        Assert.Equal("2", bench.Apply(Wish).Receipt.NewVersion);
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public void A_rollback_that_was_written_with_blanks_is_finished_too()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs"), ("S3EncryptionEnabled", "true")).Settled();
        bench.Apply(Wish, faults: (_, operation) => operation == "UpdateDocumentDefaultVersion" ? CallFault.CrashBefore : CallFault.None);

        Assert.Equal("3", bench.Apply(Wish).Receipt.NewVersion);
        Assert.Equal((3, 3), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void A_draft_with_more_than_the_request_stays_a_draft()
    {
        var bench = new EditBench().Settled()
            .Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs"), ("S3EncryptionEnabled", "true"), ("RunAsDefaultUser", "draft"));

        Assert.Equal("DefaultVersionDiffers", bench.Apply(Wish).Failure!.ErrorId);
        Assert.Equal((2, 1), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void A_failed_version_is_not_finished()
    {
        var bench = new EditBench().Settled();
        bench.Documents.Fails = number => number == 2;
        Assert.Equal("VersionFailed", bench.Apply(Wish).Failure!.ErrorId);

        Assert.Equal("DefaultVersionDiffers", bench.Apply(Wish).Failure!.ErrorId);
    }

    [Fact]
    public void The_latest_is_published_at_once_where_that_is_asked_for_and_nothing_else()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.Zero, ("S3BucketName", "logs"));

        Assert.Equal("2", bench.Apply(PreferenceEdit.Empty, BaseVersion.Latest).Receipt.NewVersion);
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_for_the_default_is_told_of_the_difference()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs"));
        var editor = new DocumentEditor(bench.Documents, Edits.Target, DestinationRequests.S3(bucketName: null, "prefix", requireEncryption: null), baseVersion: null, bench.Time);

        var failure = await Assert.ThrowsAsync<PreferenceChangeException>(() => editor.PlanAsync(TestContext.Current.CancellationToken));

        Assert.Equal("DefaultVersionDiffers", failure.ErrorId);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 120)]
    [InlineData(true, -120)]
    public void Two_writers_at_once_both_come_through_whatever_the_service_says_of_dates(bool saysDates, int clockAhead)
    {
        var bench = new EditBench().Settled();
        bench.Documents.SaysDates = saysDates;
        bench.Draft(TimeSpan.FromSeconds(clockAhead), ("KmsKeyId", "alias/theirs"));
        bench.Before("DescribeDocument", 4, () => bench.Document.DefaultNumber = 2);

        var run = bench.Apply(Wish);

        Assert.True(run.IsAcknowledged, run.ToString());
        EditBench.Holds(bench.Document.Default, ("KmsKeyId", "alias/theirs"), ("S3BucketName", "logs"), ("S3EncryptionEnabled", "true"));
    }
}
