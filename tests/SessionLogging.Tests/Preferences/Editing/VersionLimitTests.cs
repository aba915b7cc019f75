namespace SessionLogging.Tests.Preferences.Editing;

public sealed class VersionLimitTests
{
    [Fact]
    public void The_oldest_versions_that_can_go_are_named_with_the_command_that_deletes_one()
    {
        var bench = new EditBench();
        for (var number = 1; number <= 12; number++)
        {
            bench.Documents.Put(Edits.Name, Edits.Document(("RunAsDefaultUser", $"user-{number}")), promote: number is 1 or 12);
        }

        bench.Document.Versions.RemoveAt(1);
        bench.Documents.VersionLimit = 11;

        var failure = bench.Apply(Edits.Of("S3BucketName", "logs")).Failure!;

        Assert.Equal(("VersionLimitReached", FailureCategory.Refused), (failure.ErrorId, failure.Category));
        Assert.Contains("so nothing was written. SSM UpdateDocument failed: DocumentVersionLimitExceeded", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            "The oldest are 1, 3, 4, 5, 6. Delete some that are no longer needed: "
            + "aws ssm delete-document --name SSM-SessionManagerRunShell --region eu-west-1 --document-version 1",
            failure.RecommendedAction);
        Assert.Equal((12, 12), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void The_default_version_is_never_named()
    {
        var bench = new EditBench().Settled(("RunAsDefaultUser", "a")).Draft(TimeSpan.FromHours(1));
        bench.Documents.VersionLimit = 2;

        var failure = bench.Apply(Edits.Of("S3BucketName", "logs"), SessionLogging.Preferences.Reading.BaseVersion.Latest).Failure!;

        Assert.Contains("The oldest are 2.", failure.RecommendedAction!, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_versions_cannot_be_listed_the_error_stays()
    {
        var bench = new EditBench().Settled();
        bench.Documents.VersionLimit = 1;

        var failure = bench.Apply(
            Edits.Of("S3BucketName", "logs"), faults: (_, operation) => operation == "ListDocumentVersions" ? CallFault.Denied : CallFault.None).Failure!;

        Assert.Equal(("VersionLimitReached", "Delete versions that are no longer needed."), (failure.ErrorId, failure.RecommendedAction));
    }

    [Fact]
    public void A_version_that_was_the_last_one_possible_is_recognised_when_its_request_is_sent_again()
    {
        var bench = new EditBench().Settled();
        bench.Documents.VersionLimit = 2;

        var run = bench.Apply(Edits.Of("S3BucketName", "logs"), faults: (_, operation) => operation == "UpdateDocument" ? CallFault.Resent : CallFault.None);

        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }
}
