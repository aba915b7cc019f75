using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Changes with fewer rights than all: AWS's own policy for preference administrators allows four operations of Systems Manager.</summary>
public sealed class MissingRightsTests
{
    private const string Describe = "DescribeDocument";
    private const string Promote = "UpdateDocumentDefaultVersion";
    private const string Update = "UpdateDocument";
    private const string Create = "CreateDocument";
    private const string Get = "GetDocument";
    private const string List = "ListDocumentVersions";

    private static readonly PreferenceEdit Wish = Edits.Of("S3BucketName", "logs");

    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, (Func<EditBench> Arrange, BaseVersion? Base)> Changes = new()
    {
        ["create"] = (() => new EditBench(), null),
        ["change"] = (() => new EditBench().Settled(("KmsKeyId", "alias/a")), null),
        ["rollback"] = (() => new EditBench().Settled(("S3BucketName", "logs")).Settled(), null),
        ["unchanged"] = (() => new EditBench().Settled(("S3BucketName", "logs")), null),
        ["finish"] = (() => new EditBench().Settled().Draft(Old, ("S3BucketName", "logs")), null),
        ["publish and change"] = (() => new EditBench().Settled().Draft(Old, ("KmsKeyId", "alias/a")), BaseVersion.Latest),
        ["drop and change"] = (() => new EditBench().Settled().Draft(Old, ("KmsKeyId", "alias/a")), BaseVersion.Default),
    };

    public static TheoryData<string, string, string?> Table => new()
    {
        { "", "create", null },
        { "", "change", null },
        { Describe, "create", null },
        { Describe, "change", null },
        { Describe, "rollback", null },
        { Describe, "unchanged", null },
        { Describe, "finish", null },
        { Describe, "publish and change", null },
        { Describe, "drop and change", null },
        { Promote, "create", null },
        { Promote, "change", "PromotionDenied" },
        { Promote, "rollback", "PromotionDenied" },
        { Promote, "unchanged", null },
        { Promote, "finish", "VersionNotPromoted" },
        { Promote, "publish and change", "PromotionDenied" },
        { Promote, "drop and change", "PromotionDenied" },
        { $"{Describe} {Promote} {List}", "create", null },
        { $"{Describe} {Promote} {List}", "change", "PromotionDenied" },
        { $"{Describe} {Promote} {List}", "rollback", "PromotionDenied" },
        { $"{Describe} {Promote} {List}", "unchanged", null },
        { $"{Describe} {Promote} {List}", "finish", "VersionNotPromoted" },
        { $"{Describe} {Promote} {List}", "publish and change", "PromotionDenied" },
        { $"{Describe} {Promote} {List}", "drop and change", "PromotionDenied" },
        { Create, "create", "AccessDenied" },
        { Update, "change", "AccessDenied" },
        { Update, "finish", null },
        { Get, "change", "AccessDenied" },
        { $"{Describe} {Get}", "change", "AccessDenied" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_change_works_or_leaves_what_stood_there_and_prints_the_statement_that_it_lacks(string denied, string change, string? errorId)
    {
        var bench = Arrange(change, denied);
        var before = Meaning(bench);

        var run = bench.Apply(Wish, Changes[change].Base);

        Assert.Equal(errorId, run.Failure?.ErrorId);
        if (run.Failure is { } failure)
        {
            var lacking = denied.Split(' ').Where(operation => operation is not (Describe or List)).DefaultIfEmpty(Describe).Last();
            Assert.Equal(before.Default, Meaning(bench).Default);
            Assert.Equal(FailureCategory.Denied, failure.Category);
            Assert.EndsWith($$"""{"Effect":"Allow","Action":"ssm:{{lacking}}","Resource":"{{Edits.Arn}}"}""", failure.RecommendedAction!, StringComparison.Ordinal);
            if (errorId is "PromotionDenied")
            {
                Assert.Equal(before.Default, Meaning(bench).Latest);
            }
            else
            {
                Assert.Equal(before.Latest, Meaning(bench).Latest);
            }
        }
        else
        {
            Assert.Empty(Edits.MissingIn(bench.Document.Latest.Content, Wish));
            Assert.Equal(bench.Document.LatestNumber, bench.Document.DefaultNumber);
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void With_the_switch_what_cannot_be_promoted_stays_as_the_latest(string denied, string change, string? errorId)
    {
        var bench = Arrange(change, denied);
        var before = Meaning(bench);

        var run = bench.Apply(Wish, Changes[change].Base, allowLatestOnly: true);

        if (errorId is "AccessDenied")
        {
            Assert.Equal(errorId, run.Failure?.ErrorId);
            return;
        }

        Assert.Equal(errorId is not null, run.Receipt.LatestOnly);
        Assert.Empty(Edits.MissingIn(bench.Document.Latest.Content, Wish));
        if (!run.Receipt.LatestOnly)
        {
            return;
        }

        Assert.Equal(before.Default, Meaning(bench).Default);
        Assert.Contains("It is the latest version only, and not the default. SSM UpdateDocumentDefaultVersion failed:", run.Receipt.Reason, StringComparison.Ordinal);
        Assert.Equal(Edits.Target.CommandToSettleOn(BaseVersion.Default, isKept: true), run.Receipt.UndoCommand);

        var undone = bench.Apply(PreferenceEdit.Empty, BaseVersion.Default);

        Assert.True(undone.IsAcknowledged, undone.ToString());
        Assert.Equal(before.Default, Meaning(bench).Latest);
    }

    [Fact]
    public void What_was_taken_back_is_settled_for_whoever_comes_next()
    {
        var bench = new EditBench().Settled(("KmsKeyId", "alias/a"));
        bench.Denied = [Promote];
        Assert.Equal("PromotionDenied", bench.Apply(Wish).Failure!.ErrorId);
        Assert.Equal("PromotionDenied", bench.Apply(Wish).Failure!.ErrorId);
        Assert.Equal((5, 1), (bench.Document.LatestNumber, bench.Document.DefaultNumber));
        bench.Denied = [];

        var run = bench.Apply(Edits.Of("RunAsDefaultUser", "ssm-user"));

        Assert.Equal(("1", "6"), (run.Receipt.PreviousVersion, run.Receipt.NewVersion));
        EditBench.Holds(bench.Document.Default, ("KmsKeyId", "alias/a"), ("RunAsDefaultUser", "ssm-user"));
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    [Fact]
    public void The_error_says_what_was_written_and_that_it_was_taken_back()
    {
        var bench = new EditBench().Settled();
        bench.Denied = [Promote];

        var failure = Assert.IsType<PreferenceChangeException>(bench.Apply(Wish).Failure);

        Assert.StartsWith(
            "Version 2 of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 was written, could not be made the default, and was taken back: "
            + "the latest version, 3, says again what the default, 1, says. SSM UpdateDocumentDefaultVersion failed: AccessDeniedException: ",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Null(failure.NewVersion);
        Assert.Null(failure.UndoCommand);
    }

    [Fact]
    public void The_right_is_never_found_out_by_setting_a_default_that_is_one_already()
    {
        var bench = new EditBench().Settled();
        bench.Denied = [Promote];

        bench.Apply(Wish);

        Assert.DoesNotContain(Promote, bench.Calls);
        Assert.Equal(2, bench.Calls.Count(call => call == Update) - 1);
        Assert.DoesNotContain("DeleteDocument", bench.Calls);
    }

    [Fact]
    public void A_default_that_another_writer_moves_while_a_change_is_taken_back_is_followed()
    {
        var bench = new EditBench().Settled(("KmsKeyId", "alias/a"));
        bench.Denied = [Promote];
        bench.Before(Update, 2, () => bench.Document.DefaultNumber = 2);

        var run = bench.Apply(Wish);

        Assert.True(run.IsAcknowledged, run.ToString());
        Assert.Equal(2, bench.Document.DefaultNumber);
        Assert.Equal(bench.Document.Default.Content.TrimEnd(), bench.Document.Latest.Content.TrimEnd());
    }

    [Fact]
    public void What_another_writer_has_written_onto_it_is_not_taken_back()
    {
        var bench = new EditBench().Settled();
        bench.Denied = [Promote];
        bench.Before(Update, 2, () => bench.Draft(TimeSpan.Zero, ("S3BucketName", "logs"), ("KmsKeyId", "alias/theirs")));

        var failure = Assert.IsType<PreferenceChangeException>(bench.Apply(Wish).Failure);

        Assert.Equal(("VersionNotPromoted", "2"), (failure.ErrorId, failure.NewVersion));
        Assert.Contains("The latest version is 3, of another writer.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, bench.Document.LatestNumber);
    }

    [Theory]
    [InlineData(Describe, "StoredAsYaml")]
    [InlineData("", null)]
    public async Task What_is_not_known_without_a_description_is_said_before_the_change(string denied, string? warning)
    {
        var bench = new EditBench().Settled();
        var simulation = new Simulation(bench.Time, new Tape([]));
        var documents = new FaultyDocuments(
            bench.Documents, simulation.ScheduleOf((_, operation) => operation == denied ? CallFault.Denied : CallFault.None));

        var plan = await simulation.Run(() => Edits.Editor(documents, Wish, bench.Time).PlanAsync(CancellationToken.None));

        Assert.Equal(warning, plan.Warnings.SingleOrDefault()?.RuleId);
    }

    [Fact]
    public void A_read_between_two_calls_of_which_somebody_wrote_and_promoted_is_read_again()
    {
        var bench = new EditBench().Settled();
        bench.Denied = [Describe];
        bench.Before(Get, 2, () => bench.Settled(("KmsKeyId", "alias/a")));

        var run = bench.Apply(Wish);

        Assert.Equal(("2", "3"), (run.Receipt.PreviousVersion, run.Receipt.NewVersion));
        Assert.Equal(TimeSpan.Zero, bench.Elapsed);
    }

    private static EditBench Arrange(string change, string denied)
    {
        var bench = Changes[change].Arrange();
        bench.Denied = denied.Split(' ');
        return bench;
    }

    private static (string? Latest, string? Default) Meaning(EditBench bench)
    {
        var document = bench.Documents.Find(Edits.Name);
        return (document?.Latest.Content.TrimEnd(), document?.Default.Content.TrimEnd());
    }
}
