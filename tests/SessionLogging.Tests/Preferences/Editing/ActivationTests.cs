using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Versions that are not active at once.</summary>
public sealed class ActivationTests
{
    private static readonly PreferenceEdit Wish = Edits.Of("S3BucketName", "logs");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 20)]
    public void A_version_is_promoted_once_it_is_active(int looks, int seconds)
    {
        var bench = new EditBench().Settled();
        (bench.Documents.LooksUntilActive, bench.Documents.TimeUntilActive) = (looks, TimeSpan.FromSeconds(seconds));

        Assert.True(bench.Apply(Wish).IsAcknowledged);
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        Assert.Single(bench.Calls, call => call == "UpdateDocumentDefaultVersion");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_answer_older_than_what_was_written_is_not_believed(int staleLooks)
    {
        var bench = new EditBench().Settled();
        bench.Documents.StaleLooks = staleLooks;

        var receipt = bench.Apply(Wish).Receipt;

        Assert.Equal(("2", "2"), (receipt.Preference!.DocumentVersion, receipt.Preference.DefaultVersion));
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void Time_spent_on_conflicts_is_not_taken_from_making_the_version_the_default()
    {
        var bench = new EditBench().Settled();
        bench.Documents.TimeUntilActive = TimeSpan.FromSeconds(20);
        for (var occurrence = 1; occurrence <= 40; occurrence++)
        {
            var key = $"alias/{occurrence}";
            bench.Before("UpdateDocument", occurrence, () => bench.Settled(("KmsKeyId", key)));
        }

        Assert.Equal(41, bench.Apply(Wish).Receipt.Tries);
        Assert.InRange(bench.Elapsed.TotalSeconds, 31, 60);
    }

    [Fact]
    public void A_version_that_stays_inactive_is_not_promoted()
    {
        var bench = new EditBench().Settled();
        bench.Documents.TimeUntilActive = TimeSpan.FromHours(1);

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal(("VersionNotPromoted", FailureCategory.Timeout), (failure.ErrorId, failure.Category));
        Assert.EndsWith("is written, the default is still 1. Systems Manager reports it as Updating. The time for the change ran out.", failure.Message, StringComparison.Ordinal);
        Assert.InRange(bench.Elapsed.TotalSeconds, 29.9, 30.1);
    }

    [Fact]
    public void A_new_document_that_stays_inactive_is_not_success()
    {
        var bench = new EditBench();
        bench.Documents.TimeUntilActive = TimeSpan.FromHours(1);

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal("ChangeNotConfirmed", failure.ErrorId);
        Assert.Contains("Version 1 of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Systems Manager reports it as Creating.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_document_that_fails_is_an_error_and_is_written_anew_the_next_time()
    {
        var bench = new EditBench();
        bench.Documents.Fails = number => number == 1;

        var failure = bench.Apply(Wish).Failure!;
        var again = bench.Apply(Wish);

        Assert.Equal(("VersionFailed", FailureCategory.Refused), (failure.ErrorId, failure.Category));
        Assert.EndsWith("as Failed, and it is the default.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("2", again.Receipt.NewVersion);
        Assert.Equal(2, bench.Document.DefaultNumber);
    }
}
