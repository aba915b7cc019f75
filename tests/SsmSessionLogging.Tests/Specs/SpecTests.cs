namespace SsmSessionLogging.Tests.Specs;

/// <summary>Every It of tests/specs as a test of its own.</summary>
public sealed class SpecTests
{
    /// <summary>Runs the specs: when the tests run, and not already when they are listed.</summary>
    public static async Task<IEnumerable<TheoryDataRow<string?>>> Results() =>
        from result in await PesterRun.RunAsync(Repository.PathOf("tests", "specs"))
        select new TheoryDataRow<string?>(result.Failure) { TestDisplayName = result.Name, Label = "", Skip = result.SkipReason };

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Spec(string? failure)
    {
        if (failure is not null)
        {
            Assert.Fail(failure);
        }
    }
}
