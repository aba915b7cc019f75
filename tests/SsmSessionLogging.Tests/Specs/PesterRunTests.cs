namespace SsmSessionLogging.Tests.Specs;

/// <summary>What goes wrong in specs is seen, wherever it goes wrong.</summary>
public sealed class PesterRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("specs ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_It_and_every_file_that_does_not_load_has_a_result()
    {
        Write("Mixed", """
            Describe 'outer' {
                It 'passes' { 1 | Should -Be 1 }
                Context 'inner' {
                    It 'fails for <_>' -ForEach 'one', 'two' { $_ | Should -Be 'two' -Because 'the rest is wrong' }
                }
                It 'throws' { throw 'thrown' }
                It 'is skipped' -Skip { throw 'ran' }
                It 'cannot go on' { Set-ItResult -Skipped -Because 'there is no such program' }
                It 'does not know' { Set-ItResult -Inconclusive -Because 'who would' }
            }
            """);
        Write("Throws", "throw 'not even discovered'");
        Write("Unfinished", "Describe 'd' {");
        Write("Empty", "");
        Write("Setup", "Describe 'd' { BeforeAll { throw 'at the start' }; It 'i' { 1 | Should -Be 1 } }");
        Write("Teardown", "Describe 'd' { AfterAll { throw 'at the end' }; It 'i' { 1 | Should -Be 1 } }");

        var results = (await PesterRun.RunAsync(_folder.FullName)).ToDictionary(result => result.Name);

        Assert.Equal(
            ["Mixed.Tests.ps1 › outer.inner.fails for two", "Mixed.Tests.ps1 › outer.passes", "Teardown.Tests.ps1 › d.i"],
            results.Values.Where(result => result is { Failure: null, SkipReason: null }).Select(result => result.Name).Order());
        Assert.Equal("The spec skips it.", results["Mixed.Tests.ps1 › outer.is skipped"].SkipReason);
        Assert.Contains("there is no such program", results["Mixed.Tests.ps1 › outer.cannot go on"].SkipReason);
        Assert.Contains("because the rest is wrong", results["Mixed.Tests.ps1 › outer.inner.fails for one"].Failure);
        Assert.Contains("thrown", results["Mixed.Tests.ps1 › outer.throws"].Failure);
        Assert.Contains("who would", results["Mixed.Tests.ps1 › outer.does not know"].Failure);
        Assert.Contains("not even discovered", results["Throws.Tests.ps1"].Failure);
        Assert.Contains("Missing closing '}'", results["Unfinished.Tests.ps1"].Failure);
        Assert.Equal("No It of it ran.", results["Empty.Tests.ps1"].Failure);
        Assert.NotNull(results["Setup.Tests.ps1 › d.i"].Failure);
        Assert.Contains("at the start", results["Pester"].Failure);
        Assert.Contains("at the end", results["Pester"].Failure);
    }

    [Fact]
    public async Task A_spec_that_ends_the_whole_run_is_no_success()
    {
        Write("Exit", "Describe 'd' { It 'i' { [Environment]::Exit(0) }; It 'j' { 1 | Should -Be 1 } }");

        var results = await PesterRun.RunAsync(_folder.FullName);

        Assert.Equal("No It of it ran.", Assert.Single(results, result => result.Name == "Exit.Tests.ps1").Failure);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, $"{name}.Tests.ps1"), text);
}
