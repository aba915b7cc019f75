using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>A change after which sessions are logged nowhere is told apart from every other one.</summary>
public sealed class LastDestinationTests
{
    private const string Bucket = "S3BucketName=logs";
    private const string Group = "CloudWatchLogGroupName=/logs";

    [Theory]
    [InlineData(Bucket, "S3BucketName=", "bucket 'logs'")]
    [InlineData(Group, "CloudWatchLogGroupName=", "log group '/logs'")]
    [InlineData($"{Bucket};{Group}", "S3BucketName=;CloudWatchLogGroupName=", "bucket 'logs' and log group '/logs'")]
    [InlineData("S3BucketName={{ssm:bucket}}", "S3BucketName=", "bucket '{{ssm:bucket}}'")]
    public async Task Turning_the_last_destination_off_is_told_with_what_is_lost(string before, string edit, string lost)
    {
        var plan = await new EditBench().Settled(Settings(before)).Plan(EditOf(edit));

        Assert.Equal("NothingIsLogged", plan.NothingIsLogged!.RuleId);
        Assert.Contains($"'{Edits.Name}' in 111122223333, eu-west-1", plan.NothingIsLogged.Message, StringComparison.Ordinal);
        Assert.Contains(lost, plan.NothingIsLogged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Bucket};{Group}", "S3BucketName=")]
    [InlineData($"{Bucket};{Group}", "CloudWatchLogGroupName=")]
    [InlineData(Bucket, "S3BucketName=;CloudWatchLogGroupName=/logs")]
    [InlineData(Bucket, "S3KeyPrefix=x")]
    [InlineData(Bucket, "S3BucketName={{ssm:bucket}}")]
    [InlineData("", "S3BucketName=")]
    [InlineData("", "IdleSessionTimeout=5")]
    [InlineData(null, "IdleSessionTimeout=5")]
    [InlineData(null, "S3BucketName=")]
    public async Task Where_a_destination_is_left_or_none_was_there_nothing_is_told(string? before, string edit)
    {
        var bench = new EditBench();

        var plan = await (before is null ? bench : bench.Settled(Settings(before))).Plan(EditOf(edit));

        Assert.Null(plan.NothingIsLogged);
    }

    // Sources contradict each other on which of the two versions sessions use: what either logs to can be lost.
    [Theory]
    [InlineData(Bucket, "", BaseVersion.Latest, true)]
    [InlineData("", Bucket, BaseVersion.Default, true)]
    [InlineData(Bucket, "", BaseVersion.Default, false)]
    [InlineData("", Bucket, BaseVersion.Latest, false)]
    public async Task Of_two_versions_in_use_either_counts(string ofDefault, string ofLatest, BaseVersion baseVersion, bool isTold)
    {
        var bench = new EditBench().Settled(Settings(ofDefault)).Draft(TimeSpan.FromDays(1), [.. Settings(ofLatest), ("S3KeyPrefix", "draft")]);

        var plan = await bench.Plan(PreferenceEdit.Empty, baseVersion);

        Assert.Equal(isTold, plan.NothingIsLogged is not null);
    }

    private static (string, string)[] Settings(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))];

    private static PreferenceEdit EditOf(string text) =>
        Settings(text).Aggregate(PreferenceEdit.Empty, (edit, pair) => edit.Then(Edits.Of(pair.Item1, pair.Item2)));
}
