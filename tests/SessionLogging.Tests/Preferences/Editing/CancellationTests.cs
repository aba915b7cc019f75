namespace SessionLogging.Tests.Preferences.Editing;

public sealed class CancellationTests
{
    private static readonly SessionLogging.Preferences.Document.PreferenceEdit Wish = Edits.Of("S3BucketName", "logs");

    [Theory]
    [InlineData("DescribeDocument", 1)]
    [InlineData("GetDocument", 1)]
    public void Stopped_before_anything_is_sent_it_writes_nothing(string operation, int occurrence)
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled().Before(operation, occurrence, stop.Cancel);

        var run = bench.Apply(Wish, stop: stop);

        Assert.True(run.IsCanceled);
        Assert.DoesNotContain("UpdateDocument", bench.Calls);
        Assert.Equal(1, bench.Document.LatestNumber);
    }

    [Fact]
    public void Stopped_while_it_waits_for_another_writer_it_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled().Draft(TimeSpan.FromSeconds(1), ("KmsKeyId", "alias/a")).Before("GetDocument", 3, stop.Cancel);

        Assert.True(bench.Apply(Wish, stop: stop).IsCanceled);
        Assert.Equal(2, bench.Document.LatestNumber);
    }

    [Fact]
    public void Stopped_between_two_contents_of_a_rollback_it_sends_no_more()
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled(("S3BucketName", "logs")).Settled().Before("UpdateDocument", 1, stop.Cancel);

        Assert.True(bench.Apply(Wish, stop: stop).IsCanceled);
        Assert.Equal(2, bench.Document.LatestNumber);
    }

    [Theory]
    [InlineData("UpdateDocument")]
    [InlineData("UpdateDocumentDefaultVersion")]
    public void Stopped_after_writing_it_still_promotes_what_answers_at_once(string operation)
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled().Before(operation, 1, stop.Cancel);

        var run = bench.Apply(Wish, stop: stop);

        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void Stopped_after_writing_it_gives_up_on_a_version_that_is_not_active_within_a_second()
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled().Before("UpdateDocument", 1, stop.Cancel);
        bench.Documents.TimeUntilActive = TimeSpan.FromSeconds(10);

        var run = bench.Apply(Wish, stop: stop);

        Assert.Equal("VersionNotPromoted", run.Failure!.ErrorId);
        Assert.Contains(
            "Version 2 of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 is written, the default is still 1. "
            + "Systems Manager reports it as Updating. The command was stopped.", run.Failure.Message, StringComparison.Ordinal);
        Assert.InRange(bench.Elapsed.TotalSeconds, 1, 2);
    }

    [Fact]
    public void A_version_that_becomes_active_within_the_second_is_promoted()
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled().Before("UpdateDocument", 1, stop.Cancel);
        bench.Documents.TimeUntilActive = TimeSpan.FromMilliseconds(300);

        Assert.True(bench.Apply(Wish, stop: stop).IsAcknowledged);
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void Stopped_while_a_lost_answer_is_looked_for_it_says_that_nobody_knows()
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled();

        var run = bench.Apply(
            Wish,
            faults: (call, operation) =>
            {
                if (operation == "UpdateDocument")
                {
                    stop.Cancel();
                }

                return call > 2 ? CallFault.LostRequest : CallFault.None;
            },
            stop: stop);

        Assert.Equal("ChangeUncertain", run.Failure!.ErrorId);
        Assert.InRange(bench.Elapsed.TotalSeconds, 1, 2);
    }
}
