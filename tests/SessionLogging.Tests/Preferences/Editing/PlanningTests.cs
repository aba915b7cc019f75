using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

public sealed class PlanningTests
{
    [Fact]
    public async Task A_plan_writes_nothing_and_says_what_would_be()
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs-a"));

        var plan = await bench.Plan(Edits.Of("S3BucketName", "logs-b"));

        Assert.Equal([new("S3BucketName", "logs-a", "logs-b")], plan.Changes.Changed);
        Assert.Equal("1", plan.LatestVersion);
        Assert.False(plan.IsUnchanged);
        Assert.Empty(plan.Warnings);
        Assert.Equal(["DescribeDocument", "GetDocument"], bench.Calls);
    }

    [Fact]
    public async Task Where_there_is_no_document_the_template_is_what_would_be_written()
    {
        var plan = await new EditBench().Plan(Edits.Of("S3BucketName", "logs"));

        Assert.Null(plan.Before);
        Assert.Null(plan.LatestVersion);
        Assert.Equal(PreferenceDocument.CreateNew().With(Edits.Of("S3BucketName", "logs")).Text, plan.After.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BaseVersion.Latest)]
    [InlineData(BaseVersion.Default)]
    public void Where_there_is_no_document_and_nothing_to_write_none_is_made(BaseVersion? baseVersion)
    {
        var bench = new EditBench();

        var receipt = bench.Apply(PreferenceEdit.Empty, baseVersion).Receipt;

        Assert.Equal((PreferenceChangeResult.Unchanged, false), (receipt.Result, receipt.Preference!.Exists));
        Assert.Empty(receipt.Changes);
        Assert.Equal(["DescribeDocument"], bench.Calls);
    }

    [Theory]
    [InlineData("444455556666", 100_000)]
    [InlineData("Amazon", 1)]
    public void Another_owners_document_is_refused_at_once(string owner, int draftAge)
    {
        var bench = new EditBench();
        bench.Documents.Put(Edits.Name, Edits.Document(), owner: owner);
        bench.Draft(TimeSpan.FromSeconds(draftAge), ("S3BucketName", "logs"));

        var failure = bench.Apply(Edits.Of("S3BucketName", "logs")).Failure!;

        Assert.Equal(("ForeignDocument", FailureCategory.Refused), (failure.ErrorId, failure.Category));
        Assert.Contains($"belongs to {owner}; only its owner can change it. Nothing was changed.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
        Assert.Equal(["DescribeDocument", "GetDocument"], bench.Calls);
    }

    [Theory]
    [InlineData("arn:aws:ssm:eu-west-1:444455556666:document/Shared", "DocumentNameIsArn")]
    [InlineData("no name", "DocumentNameCharacters")]
    public void A_name_that_cannot_be_changed_is_refused_before_anything_is_asked(string name, string rule)
    {
        var bench = new EditBench();

        var failure = Assert.Throws<PreferenceRuleException>(
            () => Edits.Editor(bench.Documents, PreferenceEdit.Empty, bench.Time, target: Edits.Target with { DocumentName = name }));

        Assert.Equal(rule, failure.ErrorId);
        Assert.Empty(bench.Calls);
    }

    [Fact]
    public void Placeholders_are_filled_with_the_targets_account_and_region()
    {
        var bench = new EditBench().Settled();

        var run = bench.Apply(Edits.Of("S3BucketName", "logs-{AccountId}-{Region}"));

        Assert.Equal([new("S3BucketName", "", "logs-111122223333-eu-west-1")], run.Receipt.Changes);
    }

    [Fact]
    public void An_account_that_nobody_knows_is_an_error_only_where_it_is_needed()
    {
        var target = Edits.Target with { AccountId = null };

        var failure = new EditBench().Settled().Apply(Edits.Of("S3KeyPrefix", "{AccountId}"), target: target).Failure!;
        var run = new EditBench().Settled().Apply(Edits.Of("S3KeyPrefix", "{Region}"), target: target);

        Assert.Equal("AccountIdUnknown", failure.ErrorId);
        Assert.Equal("eu-west-1", run.Receipt.Preference!.S3KeyPrefix);
        Assert.Null(run.Receipt.AccountId);
    }

    [Fact]
    public void A_value_that_breaks_a_rule_is_refused_before_anything_is_written()
    {
        var bench = new EditBench().Settled();

        Assert.Equal("BucketNameCharacters", bench.Apply(Edits.Of("S3BucketName", "Logs")).Failure!.ErrorId);
        Assert.DoesNotContain("UpdateDocument", bench.Calls);
    }

    [Fact]
    public async Task A_document_that_is_stored_as_YAML_is_warned_of()
    {
        var bench = new EditBench();
        bench.Documents.Put(Edits.Name, Edits.Document(), isYaml: true);

        var plan = await bench.Plan(Edits.Of("S3BucketName", "logs"));

        Assert.Equal(["StoredAsYaml"], plan.Warnings.Select(warning => warning.RuleId));
        Assert.True((await bench.Plan(PreferenceEdit.Empty)).IsUnchanged);
    }

    [Theory]
    [InlineData("S3BucketName", "logs", true)]
    [InlineData("S3BucketName", "{{ssm:other}}", true)]
    [InlineData("S3BucketName", "{{ssm:bucket}}", false)]
    [InlineData("S3KeyPrefix", "x", false)]
    public async Task A_reference_that_a_change_replaces_is_warned_of(string setting, string value, bool isWarnedOf)
    {
        var plan = await new EditBench().Settled(("S3BucketName", "{{ssm:bucket}}")).Plan(Edits.Of(setting, value));

        Assert.Equal(isWarnedOf ? 1 : 0, plan.Warnings.Count(warning => warning.RuleId == "ReferenceReplaced"));
    }

    [Fact]
    public async Task A_document_of_another_name_is_warned_of()
    {
        var plan = await new EditBench().Plan(Edits.Of("S3BucketName", "logs"), target: Edits.Target with { DocumentName = "Team-Sessions" });

        Assert.Equal(["CustomDocument"], plan.Warnings.Select(warning => warning.RuleId));
    }

    [Fact]
    public async Task A_request_sees_the_document_that_it_changes()
    {
        var bench = new EditBench().Settled().Draft(TimeSpan.FromHours(1), ("S3BucketName", "logs"));
        var seen = new List<string?>();

        foreach (var baseVersion in new[] { BaseVersion.Latest, BaseVersion.Default })
        {
            var editor = new DocumentEditor(
                bench.Documents,
                Edits.Target,
                present =>
                {
                    seen.Add(present[PreferenceSetting.S3BucketName].Text);
                    return PreferenceEdit.Empty;
                },
                baseVersion,
                bench.Time);
            await editor.PlanAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["logs", ""], seen.Distinct());
    }

    [Fact]
    public void A_read_that_fails_is_the_failure_itself()
    {
        var run = new EditBench().Settled().Apply(Edits.Of("S3BucketName", "logs"), faults: (_, _) => CallFault.Denied);

        Assert.Equal("ssm:GetDocument", Assert.IsType<AwsCallException>(run.Failure).Action);
    }
}
