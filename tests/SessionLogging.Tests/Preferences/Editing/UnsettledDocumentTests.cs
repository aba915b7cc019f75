using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Documents whose default version is not the latest before the change.</summary>
public sealed class UnsettledDocumentTests
{
    private static readonly PreferenceEdit Wish = Edits.Of("RunAsDefaultUser", "ssm-user");

    [Fact]
    public void A_young_latest_version_is_waited_for_until_its_writer_promotes_it()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromSeconds(5), ("S3BucketName", "logs"));
        bench.Before("DescribeDocument", 4, () => bench.Document.DefaultNumber = 2);

        var run = bench.Apply(Wish);

        Assert.Equal(PreferenceChangeResult.Changed, run.Receipt.Result);
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs"), ("RunAsDefaultUser", "ssm-user"));
        Assert.Equal(("2", "3"), (run.Receipt.PreviousVersion, run.Receipt.NewVersion));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(20, 30)]
    [InlineData(60, 30)]
    [InlineData(300, 30)]
    [InlineData(-240, 30)]
    [InlineData(360, 0)]
    [InlineData(100_000, 0)]
    public void Nobody_waits_longer_than_its_own_time_or_for_a_version_that_is_old_on_every_clock(int age, int atLeast)
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromSeconds(age), ("S3BucketName", "logs"));

        var run = bench.Apply(Wish);

        Assert.Equal("DefaultVersionDiffers", run.Failure!.ErrorId);
        Assert.InRange(bench.Elapsed.TotalSeconds, atLeast, atLeast == 0 ? 0 : atLeast + 1);
        Assert.Equal((2, 1), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BaseVersion.Default)]
    public void Where_others_never_come_to_rest_nothing_is_taken_for_a_draft(BaseVersion? baseVersion)
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.Zero, ("S3BucketName", "logs"));
        for (var look = 2; look < 200; look++)
        {
            var key = $"alias/{look}";
            bench.Before("DescribeDocument", look, () =>
            {
                bench.Document.DefaultNumber = bench.Document.LatestNumber;
                bench.Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("KmsKeyId", key));
            });
        }

        Assert.Equal("ChangeConflict", bench.Apply(Wish, baseVersion).Failure!.ErrorId);
        Assert.DoesNotContain("UpdateDocument", bench.Calls);
    }

    [Fact]
    public void A_failed_latest_version_is_not_waited_for()
    {
        var bench = new EditBench().Settled();
        bench.Documents.Fails = _ => true;
        Assert.Equal("VersionFailed", bench.Apply(Edits.Of("S3BucketName", "logs")).Failure!.ErrorId);

        var run = bench.Apply(Wish);

        Assert.Equal("DefaultVersionDiffers", run.Failure!.ErrorId);
        Assert.Contains("written anew, since it has failed", run.Failure.RecommendedAction!, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public void The_error_shows_both_versions_and_both_values_of_each_setting()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a"))
            .Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs-b"), ("RunAsEnabled", "true"));

        var failure = bench.Apply(Wish).Failure!;

        Assert.Equal(("DefaultVersionDiffers", FailureCategory.Conflict), (failure.ErrorId, failure.Category));
        Assert.Equal(Edits.Target, failure.Subject);
        Assert.Equal(
            "The default version of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 is 1 and the latest is 2; they differ in "
            + "S3BucketName ('logs-a' in the default, 'logs-b' in the latest), RunAsEnabled (false in the default, true in the latest). Nothing was changed.",
            failure.Message);
        Assert.Equal(
            "Say which one to start from: 'Set-SsmLoggingPreference -Region eu-west-1 -BaseVersion Latest' makes the latest the default, -BaseVersion Default drops it.",
            failure.RecommendedAction);
    }

    [Fact]
    public void Versions_that_differ_in_what_is_no_setting_differ_in_no_setting()
    {
        var bench = new EditBench().Settled();
        var other = Edits.Document().Replace("\"inputs\"", "\"description\":\"mine\",\"inputs\"", StringComparison.Ordinal);
        bench.Documents.Put(Edits.Name, other, promote: false, TimeSpan.FromHours(1));

        Assert.Contains("they differ in no setting.", bench.Apply(Wish).Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\r\n\t ")]
    public void Versions_that_differ_in_white_space_alone_are_settled(string space)
    {
        var bench = new EditBench().Settled();
        bench.Documents.Put(Edits.Name, space + Edits.Document().Replace(":", ":" + space, StringComparison.Ordinal), promote: false);

        Assert.Equal(PreferenceChangeResult.Unchanged, bench.Apply(Edits.Of("IdleSessionTimeout", "20")).Receipt.Result);
        var run = bench.Apply(Wish);

        Assert.Equal(PreferenceChangeResult.Changed, run.Receipt.Result);
        Assert.Equal([new("RunAsDefaultUser", "", "ssm-user")], run.Receipt.Changes);
        Assert.Equal((3, 3), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public async Task The_latest_as_the_base_keeps_its_settings_and_the_plan_shows_what_becomes_of_the_default()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a")).Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs-b"));

        var plan = await bench.Plan(Wish, BaseVersion.Latest);
        var run = bench.Apply(Wish, BaseVersion.Latest);

        SettingChange[] changes = [new("S3BucketName", "logs-a", "logs-b"), new("RunAsDefaultUser", "", "ssm-user")];
        Assert.Equal(changes, plan.Changes.Changed);
        Assert.Equal(changes, run.Receipt.Changes);
        Assert.Equal(("1", "3"), (run.Receipt.PreviousVersion, run.Receipt.NewVersion));
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs-b"), ("RunAsDefaultUser", "ssm-user"));
        Assert.Equal(3, bench.Document.DefaultNumber);
    }

    [Fact]
    public void The_latest_as_the_base_and_nothing_else_only_promotes()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs"));

        var run = bench.Apply(PreferenceEdit.Empty, BaseVersion.Latest);

        Assert.Equal((PreferenceChangeResult.Changed, "2"), (run.Receipt.Result, run.Receipt.NewVersion));
        Assert.Equal((2, 2), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        Assert.DoesNotContain("UpdateDocument", bench.Calls);
    }

    [Fact]
    public async Task The_default_as_the_base_drops_the_settings_of_the_latest()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a")).Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs-b"));

        var plan = await bench.Plan(Wish, BaseVersion.Default);
        var run = bench.Apply(Wish, BaseVersion.Default);

        Assert.Equal([new("RunAsDefaultUser", "", "ssm-user")], plan.Changes.Changed);
        Assert.True(run.IsAcknowledged, run.ToString());
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs-a"), ("RunAsDefaultUser", "ssm-user"));
        Assert.Equal((3, 3), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
    }

    [Fact]
    public void A_base_that_is_not_needed_changes_nothing_about_a_settled_document()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs"));

        var run = bench.Apply(Edits.Of("S3BucketName", "logs"), BaseVersion.Default);

        Assert.Equal(PreferenceChangeResult.Unchanged, run.Receipt.Result);
        Assert.Equal(["DescribeDocument", "GetDocument"], bench.Calls);
    }

    [Theory]
    [InlineData(BaseVersion.Latest)]
    [InlineData(BaseVersion.Default)]
    public void A_chosen_base_waits_too_while_the_latest_may_still_be_promoted(BaseVersion baseVersion)
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromSeconds(5), ("S3BucketName", "logs"));
        bench.Before("DescribeDocument", 3, () => bench.Document.DefaultNumber = 2);

        var run = bench.Apply(Wish, baseVersion);

        Assert.True(run.IsAcknowledged, run.ToString());
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs"), ("RunAsDefaultUser", "ssm-user"));
    }

    [Fact]
    public void A_draft_that_became_the_default_while_its_drop_was_thought_about_is_kept()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs"));
        var judged = new List<PreferencePlan>();

        var run = bench.ApplyThoughtfully(Wish, BaseVersion.Default, () => bench.Document.DefaultNumber = 2, judged.Add);

        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal(2, run.Receipt.Tries);
        Assert.Equal([new("RunAsDefaultUser", "", "ssm-user")], Assert.Single(judged).Changes.Changed);
        EditBench.Holds(bench.Document.Default, ("S3BucketName", "logs"), ("RunAsDefaultUser", "ssm-user"));
    }
}
