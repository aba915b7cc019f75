using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Tests.Preferences;

/// <summary>What a document with keys twice costs: as much as it is long, however deep they lie.</summary>
public sealed class DuplicateKeyTests
{
    [Theory]
    [InlineData(1, 36_000)]
    [InlineData(60, 600)]
    [InlineData(60, 6)]
    public void Reading_takes_memory_in_proportion_to_the_text(int depth, int keyLength)
    {
        var (small, large) = (Nested(depth, keyLength, 3_000), Nested(depth, keyLength, 6_000));
        AllocatedBy(small);

        var growth = (AllocatedBy(large) - AllocatedBy(small)) / (double)(large.Length - small.Length);

        Assert.InRange(growth, 0, 400);
        Assert.InRange(AllocatedBy(large), 0, 400L * large.Length);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2,"a":3,"a":4}""", "a")]
    [InlineData("""{"inputs":{"shellProfile":{"x":[{"k":1,"k":2}]}}}""", "inputs.shellProfile.x[].k")]
    [InlineData("""{"x":[[{"k":1,"k":2}],[{"k":1,"k":2}]]}""", "x[][].k,x[][].k")]
    public void Each_is_told_once_with_its_path(string json, string expected) =>
        Assert.Equal(expected, string.Join(",", Told(json)));

    [Fact]
    public void Of_a_long_path_the_end_is_told_and_no_pair_is_cut()
    {
        var path = Assert.Single(Told($$"""{"{{string.Concat(Enumerable.Repeat("🎉", 300))}}":{"k":1,"k":2} }"""));

        Assert.StartsWith("…🎉", path, StringComparison.Ordinal);
        Assert.EndsWith("🎉.k", path, StringComparison.Ordinal);
        Assert.InRange(path.Length, 10, 250);
    }

    private static IEnumerable<string> Told(string json) => PreferenceRules.ProblemsIn(PreferenceDocument.Parse(json))
        .Where(problem => problem.RuleId == "DuplicateKey").Select(problem => problem.Subject);

    private static long AllocatedBy(string json)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        PreferenceDocument.Parse(json);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Nested(int depth, int keyLength, int pairs)
    {
        var text = new StringBuilder();
        for (var level = 0; level < depth; level++)
        {
            text.Append("{\"").Append('k', keyLength).Append("\":");
        }

        text.Append('{').AppendJoin(',', Enumerable.Range(0, pairs).Select(number => $"\"{number / 2:x}\":0")).Append('}');
        return text.Append('}', depth).ToString();
    }
}
