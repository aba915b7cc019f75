namespace SsmSessionLogging.Tests.Specs;

public sealed class SpecReaderTests
{
    [Fact]
    public void Every_It_is_a_test_with_the_names_of_the_blocks_around_it() =>
        Assert.Equal(
            "a › one\na › b › two\na › three\nc › four",
            SpecText.Names("""
                Describe 'a' { It 'one' { 1 }; Context "b" { It 'two' { 1 } }; It 'three' { 1 } }
                Describe 'c' -Tag 'slow', 'net' { It 'four' -Tag x { 1 } }
                """));

    [Fact]
    public void Rows_of_data_are_tests_of_their_own_with_their_values_in_the_names() =>
        Assert.Equal(
            "d b 1 › x of b\nd b 1 › y of b\nd c 22 › x of c\nd c 22 › y of c\ne › 7",
            SpecText.Names("""
                Describe 'd <Name> <_.Size>' -ForEach @(@{ Name = 'b'; Size = 1 }, @{ Name = 'c'; Size = 22 }) {
                    It '<_> of <Name>' -ForEach 'x', 'y' { 1 }
                }
                Describe 'e' { It '<_>' -ForEach @(7) { 1 } }
                """));

    /// <summary>What stands in a Describe, and what is said of it.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "$x = 1", "code stands in" },
        { "Get-Module", "code stands in" },
        { "if ($true) { It 'i' { 1 } }", "code stands in" },
        { "'a' | ForEach-Object { It 'i' { 1 } }", "code stands in" },
        { "BeforeAll { 1 }; BeforeAll { 2 }", "one BeforeAll a block" },
        { "BeforeEach -Scriptblock { 1 }", "one script block and nothing else" },
        { "It 'i' { 1 }; BeforeDiscovery { $x = 1 }", "BeforeDiscovery stands before" },
        { "It \"a $b\" { 1 }", "a constant name" },
        { "It 'a`b' { 1 }", "a constant name" },
        { "It 'i'", "a name and a script block" },
        { "It { 1 }", "a name and a script block" },
        { "It 'i' { }", "holds nothing" },
        { "It 'i' { param($x) 1 }", "no param" },
        { "It 'i' { begin { 1 } }", "no param, begin" },
        { "It 'i' -Pending { 1 }", "-Pending: a block has" },
        { "It 'i' -TestCases @{ A = 1 } { 1 }", "-TestCases: a block has" },
        { "It 'i' -Skip { 1 }", "-Skip is written -Skip:$variable" },
        { "It 'i' -Skip:(Test-It) { 1 }", "-Skip is written -Skip:$variable" },
        { "It 'i' -Skip:$isOld { 1 }", "no BeforeDiscovery of this block" },
        { "It 'i' -ForEach @() { 1 }", "-ForEach has a literal array" },
        { "It 'i' -ForEach $rows { 1 }", "-ForEach has a literal array" },
        { "It 'i' -ForEach @(Get-Rows) { 1 }", "-ForEach has a literal array" },
        { "It 'i' -ForEach 'one' { 1 }", "-ForEach has a literal array" },
        { "It 'i' -ForEach @($null) { 1 }", "-ForEach has a literal array" },
        { "It 'i' -ForEach @(, @(1, 2)) { 1 }", "-ForEach has a literal array" },
        { "It '<Size>' -ForEach @(@{ Name = 'a' }) { 1 }", "<Size>: a name's templates" },
        { "It '<_>' -ForEach @(@{ Name = 'a' }) { 1 }", "<_>: a name's templates" },
        { "It '<_>' -ForEach @($true, $false) { 1 }", "<_>: a name's templates" },
        { "It '<Get-Date>' { 1 }", "<Get-Date>: a name's templates" },
        { "It 'i' { Mock Get-Module { } }", "Mock is not of the dialect" },
        { "It 'i' { InModuleScope M { 1 } }", "InModuleScope is not of the dialect" },
        { "It 'i' { { Set-ItResult -Skipped } | Should -Throw }", "Set-ItResult is not of the dialect" },
        { "It 'i' { 1 | Should-Be 1 }", "Should-Be is not of the dialect" },
        { "It 'i' { It 'j' { 1 } }", "It does not stand in a test" },
        { "It 'i' { exit 0 }", "exit ends the run" },
        { "It 'i' { $env:AWS_REGION = 'x' }", "the environment is the whole process's" },
        { "BeforeAll { [Environment]::SetEnvironmentVariable('A', 'b') }; It 'i' { 1 }", "the environment is the whole process's" },
        { "It 'i' { 1 > 'file.txt' }", "a redirection to a file" },
        { "It 'i' { 'TestDrive:/x' | Should -Be 1 }", "$TestDrive" },
        { "It 'i' { \"TestRegistry:/$x\" | Should -Be 1 }", "$TestDrive" },
        { "It 'i' { Should -Be 1 }", "Should stands at the end of a pipeline" },
        { "It 'i' { Should -ActualValue 1 -Be 1 }", "Should stands at the end of a pipeline" },
        { "It 'i' { 1 | Should -Be 1 | Out-Null }", "Should stands at the end of a pipeline" },
        { "It 'i' { 1 | Should }", "Should has one of the operators" },
        { "It 'i' { 1 | Should -Be 1 -BeIn 1 }", "Should has one of the operators" },
        { "It 'i' { 1 | Should -Exist }", "Should has one of the operators" },
        { "It 'i' { 1 | Should -EQ 1 }", "Should has one of the operators" },
        { "It 'i' { 'a' | Should -Be 'a' -CaseSensitive }", "no -CaseSensitive in the dialect" },
        { "It 'i' { 1 | Should -Be 1 -ErrorId 'a,*' }", "no -ErrorId in the dialect" },
        { "It 'i' { 1 | Should -Be }", "the wrong number of values" },
        { "It 'i' { 1 | Should -BeTrue 1 }", "the wrong number of values" },
        { "It 'i' { { throw 'x' } | Should -Throw '*x*' }", "the wrong number of values" },
        { "It 'i' { { throw 'x' } | Should -Throw -ExceptionType ([Exception]) }", "no -ExceptionType in the dialect" },
        { "It 'i' { { throw 'x' } | Should -Throw -PassThru }", "no -PassThru in the dialect" },
        { "It 'i' { { throw 'x' } | Should -Throw -ErrorId 'x' }", "-ErrorId is written 'Id,*'" },
        { "It 'i' { { throw 'x' } | Should -Throw -ErrorId '*,*' }", "-ErrorId is written 'Id,*'" },
        { "It 'i' { { throw 'x' } | Should -Throw -ErrorId $id }", "-ErrorId is written 'Id,*'" },
        { "It 'i' { { throw 'x' } | Should -Throw -ExpectedMessage 'x' }", "-ExpectedMessage holds a *" },
        { "It 'i' { { throw 'x' } | Should -Throw -ExpectedMessage '[x]*' }", "-ExpectedMessage holds a *" },
        { "It 'i' { $block | Should -Throw }", "a literal script block" },
        { "It 'i' { { Get-SsmThing } | Should -Throw }", "Get-SsmThing in a -Throw block needs -ErrorAction Stop" },
        { "It 'i' { { Get-SsmThing -ErrorAction Continue } | Should -Throw }", "needs -ErrorAction Stop" },
        { "It 'i' { { Get-SsmThing -ErrorAction Stop | Set-SsmThing } | Should -Throw }", "Set-SsmThing in a -Throw block" },
        { "It 'i' { { & $command } | Should -Not -Throw }", "$command in a -Throw block needs" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_of_the_dialect_is_refused_with_its_line(string code, string expected)
    {
        var violations = SpecText.Violations($"Describe 'd' {{\n{code}\nIt 'after' {{ 1 | Should -Be 1 }}\n}}");

        Assert.Contains(violations, found => found.Line == 2 && found.Text.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "holds no It")]
    [InlineData("Describe 'd' { }", "holds no It")]
    [InlineData("Describe 'd' {", "Missing closing '}'")]
    [InlineData("$x = 1", "code stands in")]
    [InlineData("param($x) Describe 'd' { It 'i' { 1 } }", "no param")]
    [InlineData("using namespace System; Describe 'd' { It 'i' { 1 } }", "using")]
    [InlineData("It 'i' { 1 }", "at the file's own level")]
    [InlineData("Context 'c' { It 'i' { 1 } }", "at the file's own level")]
    [InlineData("BeforeAll { 1 }", "at the file's own level")]
    [InlineData(". ./Sandbox.ps1", "at the file's own level")]
    public void A_file_holds_Describe_and_BeforeDiscovery_only(string text, string expected) =>
        Assert.Contains(SpecText.Violations(text), found => found.Text.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ Get-SsmThing -ErrorAction Stop } | Should -Throw -ErrorId 'DocumentNotFound,*'")]
    [InlineData("{ Get-SsmThing -ErrorAction:Stop | ForEach-Object Name } | Should -Throw -ExpectedMessage \"*$name*\" -Because 'x'")]
    [InlineData("{ & { throw 'x' } } | Should -Throw")]
    [InlineData("Get-SsmThing | ForEach-Object Name | Should -Not -Be @('a', 'b') -Because \"of $x\"")]
    [InlineData("$env:PATH | Should -Not -BeNullOrEmpty")]
    public void What_is_of_the_dialect_is_read(string code) =>
        Assert.Empty(SpecText.Violations($"Describe 'd' {{ It 'i' {{ {code} }} }}"));
}
