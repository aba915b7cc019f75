namespace SsmSessionLogging.Tests.Specs;

/// <summary>Each operator passing and failing, with the results of Pester 5.9 and 6.2 (their own source is the reference).</summary>
public sealed class ShouldTests
{
    /// <summary>Assertions that pass; each fails when -Not is put in front or taken away.</summary>
    public static TheoryData<string> Passing =>
    [
        "1 | Should -Be 1",
        "'1' | Should -Be 1",
        "'abc' | Should -Be 'ABC'",
        "'abc' | Should -Not -Be 'abd'",
        "1, 2 | Should -Be 1, 2",
        "1, 2 | Should -Be @(1, 2)",
        "1, 2 | Should -Not -Be 2, 1",
        "1, 2 | Should -Not -Be 1",
        "@(1, @(2, 3)) | Should -Be @(1, @(2, 3))",
        "@(1) | Should -Be 1",
        "$null | Should -Be $null",
        "@() | Should -Be $null",
        "'' | Should -Not -Be $null",
        "'abc' | Should -BeExactly 'abc'",
        "'abc' | Should -Not -BeExactly 'ABC'",
        "1, 'a' | Should -BeExactly 1, 'a'",
        "1 | Should -BeOfType int",
        "1 | Should -BeOfType [int]",
        "1 | Should -BeOfType ([ValueType])",
        "1, 2 | Should -BeOfType int",
        "1 | Should -Not -BeOfType [string]",
        "$null | Should -Not -BeOfType [string]",
        "$null | Should -BeNullOrEmpty",
        "'' | Should -BeNullOrEmpty",
        "@() | Should -BeNullOrEmpty",
        "@{} | Should -BeNullOrEmpty",
        "' ' | Should -Not -BeNullOrEmpty",
        "0 | Should -Not -BeNullOrEmpty",
        "$null, $null | Should -Not -BeNullOrEmpty",
        "$true | Should -BeTrue",
        "1 | Should -BeTrue",
        "'False' | Should -BeTrue",
        "$null | Should -Not -BeTrue",
        "$false | Should -BeFalse",
        "'' | Should -BeFalse",
        "0 | Should -BeFalse",
        "'x' | Should -Not -BeFalse",
        "'abc' | Should -BeLike 'A*'",
        "'abc' | Should -Not -BeLike 'b*'",
        "'abc', 'abd' | Should -BeLike 'ab*'",
        "'abc' | Should -Match 'B'",
        "'abc' | Should -Not -Match '^b'",
        "1, 2, 3 | Should -Contain 2",
        "'a', 'b' | Should -Contain 'B'",
        "1, 2, 3 | Should -Not -Contain 4",
        "1 | Should -BeIn 1, 2",
        "1, 2 | Should -BeIn @(1, 2, 3)",
        "4 | Should -Not -BeIn @(1, 2, 3)",
        "2 | Should -BeGreaterThan 1",
        "2 | Should -Not -BeGreaterThan 2",
        "1 | Should -BeLessThan 2",
        "2 | Should -Not -BeLessThan 2",
        "@() | Should -HaveCount 0",
        "$null | Should -HaveCount 1",
        "1, 2, 3 | Should -HaveCount 3",
        ", @(1, 2) | Should -HaveCount 1",
        "'abc' | Should -HaveCount 1",
        "1, 2 | Should -Not -HaveCount 3",
        "{ throw 'no' } | Should -Throw",
        "{ 1 } | Should -Not -Throw",
        "{ throw 'it broke' } | Should -Throw -ExpectedMessage 'IT *'",
        "{ Import-Module NoSuchModule -ErrorAction Stop } | Should -Throw -ErrorId 'Modules_ModuleNotFound,*'",
    ];

    public static TheoryData<string> Failing =>
    [
        .. Passing.Select(row => row.Data).Where(text => !text.IsLike("*-ErrorId*") && !text.IsLike("*-ExpectedMessage*")).Select(Opposite),
        "'abc', 'xyz' | Should -BeLike 'ab*'",
        "1, 'a' | Should -BeOfType int",
        "1, 4 | Should -BeIn @(1, 2, 3)",
        "{ throw 'it broke' } | Should -Throw -ExpectedMessage 'broke*'",
        "{ Import-Module NoSuchModule -ErrorAction Stop } | Should -Throw -ErrorId 'ModuleNotFound,*'",
        "{ 1 } | Should -Throw -ExpectedMessage '*'",
    ];

    [Fact]
    public async Task What_passes_in_Pester_passes_here() =>
        await SpecText.AssertPassesAsync(OneTestEach(Passing.Select(row => row.Data)));

    [Fact]
    public async Task What_fails_in_Pester_fails_here()
    {
        var results = await SpecText.RunAsync(OneTestEach(Failing.Select(row => row.Data)));

        Assert.Equal(Failing.Count, results.Count);
        Assert.All(results, result => Assert.Contains("Should ", Assert.Single(result.Outcome.Failures), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("5.9.1")]
    [InlineData("6.2.0")]
    public void Pesters_own_assertions_say_the_same(string version)
    {
        using var pester = new PesterAssertions(version);

        Assert.All(Passing, row => Assert.True(pester.Passes(row.Data), row.Data));
        Assert.All(Failing, row => Assert.False(pester.Passes(row.Data), row.Data));
    }

    [Theory]
    [InlineData("1, 2 | Should -Be 1, 3 -Because 'because of it'", "Should -Be @(1, 3), because of it, but got @(1, 2).")]
    [InlineData("'a' | Should -Not -BeIn 'a', $true", "Should -Not -BeIn @('a', $true), but got 'a'.")]
    [InlineData("$null | Should -BeTrue", "Should -BeTrue, but got $null.")]
    [InlineData("{ throw 'no' } | Should -Not -Throw -Because 'it can'", "Should -Not -Throw, but it threw 'no', because it can.")]
    [InlineData("{ throw 'no' } | Should -Throw -ErrorId 'A,*'", "Should -Throw -ErrorId 'A,*', but the id was 'no' and the message 'no'.")]
    public async Task A_failure_says_what_was_asked_and_what_was_there_and_where(string code, string expected)
    {
        var failure = Assert.Single((await SpecText.RunItAsync(code)).Failures);

        Assert.StartsWith(expected, failure, StringComparison.Ordinal);
        Assert.Contains("Text.Tests.ps1: line 2", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 | Should -BeOfType NoSuchType")]
    [InlineData("1 | Should -Be @{ A = 1 }.Keys")]
    public async Task Where_the_two_Pesters_differ_the_runner_fails(string code) =>
        Assert.Contains("Pester", Assert.Single((await SpecText.RunItAsync(code)).Failures), StringComparison.Ordinal);

    [Fact]
    public async Task A_command_that_does_not_exist_is_not_what_Throw_was_waiting_for() =>
        Assert.Contains("there is no command Get-Contents", Assert.Single(
            (await SpecText.RunItAsync("{ Get-Contents 'x' -ErrorAction Stop } | Should -Throw")).Failures), StringComparison.Ordinal);

    [Fact]
    public async Task The_block_in_front_of_Throw_sees_the_tests_variables_and_not_the_assertions() =>
        await SpecText.AssertPassesAsync("""
            Describe 'd' {
                It 'i' {
                    $ErrorId = 'mine'
                    $values = 'mine too'
                    { throw "$ErrorId, $values, $Because." } | Should -Throw -ExpectedMessage 'mine, mine too, .*' -Because 'of scopes'
                }
            }
            """);

    private static string Opposite(string text) => text.IsLike("*-Not *")
        ? text.Replace("-Not ", "", StringComparison.Ordinal)
        : text.Replace("Should ", "Should -Not ", StringComparison.Ordinal);

    private static string OneTestEach(IEnumerable<string> assertions)
    {
        var tests = assertions.Select(text => $"It '{text.Replace("'", "''", StringComparison.Ordinal)}' {{ {text} }}");
        return $"Describe 'd' {{\n{string.Join('\n', tests)}\n}}";
    }
}
