using System.Collections.Concurrent;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>Every It of tests/specs as a test of its own. A file runs as a whole when the first of its tests is asked for.</summary>
public sealed class SpecTests
{
    private static readonly TimeSpan LimitOfFile = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<SpecOutcome>>>> Runs = new(StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string, int>> Tests =>
        Directory.GetFiles(PathOf("."), "*.Tests.ps1").Order(StringComparer.Ordinal).Select(SpecReader.Read).SelectMany(RowsOf);

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Spec(string file, int number)
    {
        var spec = SpecReader.Read(PathOf(file));
        var violations = spec.Violations.Select(found => $"{spec.Path}:{found.Line}: {found.Text}");
        if (spec.Violations.Count > 0) Assert.Fail(string.Join(Environment.NewLine, violations));

        var outcomes = await Runs.GetOrAdd(file, _ => new(() => SpecRun.RunAsync(spec, LimitOfFile))).Value;
        var outcome = outcomes[number];
        Assert.SkipWhen(outcome.Skipped, outcome.SkipReason ?? "");
        if (!outcome.Passed) Assert.Fail(string.Join(Environment.NewLine, outcome.Failures));
    }

    private static string PathOf(string file) => Repository.PathOf("tests", "specs", file);

    private static IEnumerable<TheoryDataRow<string, int>> RowsOf(SpecFile file) => file.Violations.Count > 0
        ? [Row(file, 0, "is of the dialect that both Pesters and this runner know")]
        : file.Tests.Select((test, number) => Row(file, number, test.FullName));

    private static TheoryDataRow<string, int> Row(SpecFile file, int number, string name) =>
        new(file.Name, number) { TestDisplayName = $"{file.Name} › {name}", Label = "" };
}
