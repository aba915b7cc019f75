using SessionLogging.Logs.Archive;

namespace SessionLogging.Tests.Logs.Archive;

public sealed class ArchiveLayoutTests
{
    private static readonly SessionRecord Session = new()
    {
        AccountId = "111122223333", Region = "eu-west-1", SessionId = "jdoe-0123", UserName = "J.Doe@example.com", Target = "ecs:Cluster_task_container", StartDate = new DateTimeOffset(2026, 11, 28, 23, 30, 0, TimeSpan.FromHours(-2)),
    };

    [Theory]
    [InlineData(ArchiveLayout.Usual, "111122223333/eu-west-1/2026-11-29/jdoe-0123")]
    [InlineData("logs/{UserName}/{SessionId}", "logs/j.doe@example.com/jdoe-0123")]
    [InlineData(@"by-{Date}\{SessionId}", "by-2026-11-29/jdoe-0123")]
    public void A_layout_is_a_template(string layout, string folder) => Assert.Equal(folder, ArchiveLayout.Parse(layout).FolderOf(Session));

    [Fact]
    public void What_no_name_can_hold_is_replaced_and_still_told_apart()
    {
        var layout = ArchiveLayout.Parse("{Target}/{SessionId}");

        Assert.Matches("^ecs_cluster_task_container~[0-9a-f]{8}/jdoe-0123$", layout.FolderOf(Session));
        Assert.Equal("_none/jdoe-0123", layout.FolderOf(Session with { Target = null }));
        Assert.NotEqual(SafeName.OfFolder("a/b"), SafeName.OfFolder("a?b"));
    }

    [Theory]
    [InlineData("{Account}/{SessionId}", "LayoutPlaceholderUnknown")]
    [InlineData("{sessionid}", "LayoutPlaceholderUnknown")]
    [InlineData("{SessionId", "LayoutPlaceholderUnknown")]
    [InlineData("SessionId}", "LayoutPlaceholderUnknown")]
    [InlineData("{AccountId}/{Date}", "LayoutLacksSession")]
    [InlineData("", "LayoutNameNotSafe")]
    [InlineData("/{SessionId}", "LayoutNameNotSafe")]
    [InlineData("a//{SessionId}", "LayoutNameNotSafe")]
    [InlineData("../{SessionId}", "LayoutNameNotSafe")]
    [InlineData("C:/{SessionId}", "LayoutNameNotSafe")]
    [InlineData("con/{SessionId}", "LayoutNameNotSafe")]
    [InlineData("Ü/{SessionId}", "LayoutNameNotSafe")]
    [InlineData("a/b/c/d/e/f/g/h/{SessionId}", "LayoutTooDeep")]
    public void A_bad_layout_is_refused_by_its_rule(string layout, string rule) =>
        Assert.Equal(rule, Assert.Throws<ArchiveException>(() => ArchiveLayout.Parse(layout)).ErrorId);

    [Theory]
    [InlineData("con")]
    [InlineData("NUL.txt")]
    [InlineData("lpt9.a.b")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("ends.")]
    [InlineData("ends ")]
    [InlineData("a:b")]
    [InlineData("manifest-000001.jsonl")]
    [InlineData("caf\u00e9")]
    [InlineData("a\u202eb")]
    [InlineData("")]
    public void Names_that_some_file_system_takes_for_something_else_are_written_otherwise(string name)
    {
        Assert.NotEqual(name, SafeName.OfFolder(name));
        AssertSafe(SafeName.OfFolder(name));
    }

    [Fact]
    public void Every_name_is_safe_on_every_file_system() => Gen.String.Sample(
        name =>
        {
            AssertSafe(SafeName.OfFolder(name));
            Assert.Equal(SafeName.OfFolder(name), SafeName.OfFolder(name).ToLowerInvariant());
        },
        iter: 2000);

    private static void AssertSafe(string name)
    {
        Assert.Matches("^[A-Za-z0-9_@+=,~.-]{1,81}$", name);
        Assert.DoesNotMatch("^[.]|[.]$|^(?i:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])([.]|$)|^manifest-", name);
    }
}
