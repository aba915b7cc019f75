using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Changes whose content some version of the document has had already.</summary>
public sealed class RepeatedContentTests
{
    [Fact]
    public void A_rollback_is_written_where_the_service_knows_the_content_and_so_is_every_later_one()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a"));

        for (var round = 0; round < 20; round++)
        {
            foreach (var bucket in new[] { "logs-b", "logs-a" })
            {
                var run = bench.Apply(Edits.Of("S3BucketName", bucket));

                Assert.True(run.IsAcknowledged, run.ToString());
                Assert.Equal(1, run.Receipt.Tries);
                EditBench.Holds(bench.Document.Default, ("S3BucketName", bucket));
            }
        }

        Assert.Equal((41, 41), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void Blanks_come_one_by_one_after_the_last_brace()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a"));
        bench.Documents.Put(Edits.Name, Edits.Document(("S3BucketName", "logs-a")) + " ");
        bench.Documents.Put(Edits.Name, Edits.Document(("S3BucketName", "logs-b")));

        Assert.True(bench.Apply(Edits.Of("S3BucketName", "logs-a")).IsAcknowledged);

        Assert.Equal(Edits.Document(("S3BucketName", "logs-a")) + "  ", bench.Document.Latest.Content);
        Assert.Equal(3, bench.Calls.Count(call => call == "UpdateDocument"));
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void There_is_an_end_of_blanks(int taken, bool ends)
    {
        var bench = new EditBench();
        for (var blanks = 0; blanks < taken; blanks++)
        {
            bench.Documents.Put(Edits.Name, Edits.Document(("S3BucketName", "logs-a")) + new string(' ', blanks));
        }

        bench.Settled(("S3BucketName", "logs-b"));

        var run = bench.Apply(Edits.Of("S3BucketName", "logs-a"));

        Assert.Equal(ends, run.IsAcknowledged);
        if (ends)
        {
            return;
        }

        Assert.Equal(("ContentRepeated", FailureCategory.Refused), (run.Failure!.ErrorId, run.Failure.Category));
        Assert.Contains("DuplicateDocumentContent: The content of the association document matches another document (request id request-1).", run.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(taken + 1, bench.Document.LatestNumber);
    }

    [Fact]
    public void No_blank_is_written_where_only_the_latest_version_is_compared()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a")).Settled(("S3BucketName", "logs-b"));
        bench.Documents.DuplicateRule = DuplicateRule.LatestVersion;

        Assert.True(bench.Apply(Edits.Of("S3BucketName", "logs-a")).IsAcknowledged);

        Assert.Equal(Edits.Document(("S3BucketName", "logs-a")), bench.Document.Latest.Content);
    }

    [Fact]
    public void A_rollback_that_another_writer_comes_before_is_worked_out_anew()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a")).Settled(("S3BucketName", "logs-b"));
        bench.Before("UpdateDocument", 2, () => bench.Settled(("S3BucketName", "logs-b"), ("KmsKeyId", "alias/a")));

        var run = bench.Apply(Edits.Of("S3BucketName", "logs-a"));

        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal(2, run.Receipt.Tries);
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs-a"), ("KmsKeyId", "alias/a"));
    }

    [Fact]
    public void What_failed_is_written_anew_and_not_promoted()
    {
        var bench = new EditBench().Settled();
        bench.Documents.Fails = number => number == 2;
        var failure = bench.Apply(Edits.Of("S3BucketName", "logs")).Failure!;

        var run = bench.Apply(Edits.Of("S3BucketName", "logs"), BaseVersion.Latest);

        Assert.Equal("VersionFailed", failure.ErrorId);
        Assert.Contains("reports version 2 of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the default is still 1.", failure.Message, StringComparison.Ordinal);
        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal((3, 3), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs"));
    }
}
