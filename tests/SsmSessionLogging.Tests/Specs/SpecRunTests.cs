namespace SsmSessionLogging.Tests.Specs;

/// <summary>Scopes, order and outcomes, as in Pester 5.9 and 6.2.</summary>
public sealed class SpecRunTests
{
    [Fact]
    public async Task Setups_and_teardowns_run_around_their_blocks_and_tests_in_Pesters_order() =>
        await SpecText.AssertPassesAsync("""
            Describe 'outer' {
                BeforeAll { $log = [Collections.Generic.List[string]]::new(); $log.Add('outer all') }
                BeforeEach { $log.Add('outer each') }
                AfterEach { $log.Add('outer after each') }
                It 'first' { $log.Add('first') }
                Context 'inner' {
                    BeforeAll { $log.Add('inner all') }
                    BeforeEach { $log.Add('inner each') }
                    AfterEach { $log.Add('inner after each') }
                    AfterAll { $log.Add('inner after all') }
                    It 'second' { $log.Add('second') }
                }
                It 'third' {
                    $log -join '|' | Should -Be ('outer all|outer each|first|outer after each|' +
                        'inner all|outer each|inner each|second|inner after each|outer after each|inner after all|outer each')
                }
            }
            """);

    [Fact]
    public async Task A_test_sees_what_its_setups_set_and_keeps_what_it_sets_to_itself_and_its_AfterEach() =>
        await SpecText.AssertPassesAsync("""
            Describe 'd' {
                BeforeAll {
                    $all = 'all'; $changed = 'before'; $seen = [Collections.Generic.List[string]]::new()
                    function Get-Answer { 42 }
                }
                BeforeEach { $each = "each of $all" }
                AfterEach { $seen.Add("$mine") }
                It 'sets' { $each | Should -Be 'each of all'; $changed = 'after'; $mine = 'own'; $changed | Should -Be 'after' }
                It 'does not see it' { $changed | Should -Be 'before'; $mine | Should -BeNullOrEmpty; Get-Answer | Should -Be 42 }
                Context 'inner' {
                    BeforeAll { $changed = 'inner' }
                    It 'sees the inner one' { $changed | Should -Be 'inner'; $all | Should -Be 'all' }
                }
                It 'sees the outer one again' { $changed | Should -Be 'before'; $seen[0] | Should -Be 'own'; $seen[1] | Should -Be '' }
            }
            Describe 'another' {
                It 'sees nothing of it' { $all | Should -BeNullOrEmpty }
            }
            """);

    [Fact]
    public async Task Each_row_of_data_is_its_variables_in_its_blocks_setups_and_tests() =>
        await SpecText.AssertPassesAsync("""
            Describe 'd <Name>' -ForEach @(@{ Name = 'a'; Count = 1 }, @{ Name = 'b'; Count = 2 }) {
                BeforeAll { $prepared = "$Name$($_.Count)" }
                It 'knows its row' { $prepared | Should -BeIn 'a1', 'b2'; $_.Name | Should -Be $Name }
                It 'has its own rows: <_>' -ForEach 'x', 'y' { $_ | Should -BeIn 'x', 'y'; $Name | Should -BeIn 'a', 'b' }
                It 'has tables too' -ForEach @(@{ Name = 'inner' }) { $Name | Should -Be 'inner'; $Count | Should -BeIn 1, 2 }
            }
            """);

    [Fact]
    public async Task What_BeforeDiscovery_found_out_skips_and_is_gone_when_the_tests_run()
    {
        var results = await SpecText.RunAsync("""
            BeforeDiscovery { $isOld = $true; $isNew = $false }
            Describe 'd' {
                It 'is skipped' -Skip:$isOld { throw 'ran' }
                It 'runs' -Skip:$isNew { $isOld | Should -BeNullOrEmpty }
                Context 'skipped' -Skip:$isOld {
                    BeforeAll { throw 'ran' }
                    It 'is skipped with its block' { throw 'ran' }
                }
                Context 'all of whose tests are skipped' {
                    BeforeDiscovery { $isInner = $true }
                    BeforeAll { throw 'ran' }
                    It 'is skipped too' -Skip:$isInner { throw 'ran' }
                }
            }
            """);

        Assert.Equal([true, false, true, true], results.Select(result => result.Outcome.Skipped));
        Assert.True(results[1].Outcome.Passed);
        Assert.Equal("-Skip:$isInner is true.", results[3].Outcome.SkipReason);
    }

    [Fact]
    public async Task An_error_fails_its_test_and_the_others_go_on()
    {
        var results = await SpecText.RunAsync("""
            Describe 'd' {
                It 'throws' { throw 'thrown' }
                It 'asserts' { 1 | Should -Be 2; throw 'never here' }
                It 'passes' { Import-Module NoSuchModule -ErrorAction SilentlyContinue }
                It 'calls what is not there' { Get-Content 'x' }
            }
            """);

        Assert.Equal([false, false, true, false], results.Select(result => result.Outcome.Passed));
        Assert.StartsWith("thrown", Assert.Single(results[0].Outcome.Failures), StringComparison.Ordinal);
        Assert.StartsWith("Should -Be 2", Assert.Single(results[1].Outcome.Failures), StringComparison.Ordinal);
        Assert.Contains("Get-Content", Assert.Single(results[3].Outcome.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BeforeAll { throw 'no' }", "BeforeAll of 'd': no")]
    [InlineData("AfterAll { throw 'no' }", "AfterAll of 'd': no")]
    [InlineData("BeforeEach { throw 'no' }", "no")]
    [InlineData("AfterEach { throw 'no' }", "no")]
    [InlineData("BeforeDiscovery { throw 'no' }", "BeforeDiscovery of 'Text.Tests.ps1': no")]
    public async Task A_setup_that_throws_fails_every_test_it_belongs_to(string setup, string expected)
    {
        var results = await SpecText.RunAsync(
            $$"""Describe 'd' { {{setup}}; It 'a' { 1 | Should -Be 1 }; Context 'c' { It 'b' { 1 | Should -Be 1 } } }""");

        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.StartsWith(expected, result.Outcome.Failures[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("break")]
    [InlineData("continue")]
    public async Task A_test_that_is_left_before_its_end_has_not_passed(string word)
    {
        var results = await SpecText.RunAsync(
            $$"""Describe 'd' { It 'leaves' { {{word}}; 1 | Should -Be 2 }; It 'comes after' { 1 | Should -Be 1 } }""");

        Assert.Contains("did not run to its end", Assert.Single(results[0].Outcome.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped_and_has_not_passed()
    {
        var results = await SpecText.RunAsync("Describe 'd' { It 'never ends' { while ($true) { } } }", TimeSpan.FromMilliseconds(500));

        Assert.False(Assert.Single(results).Outcome.Passed);
    }

    [Fact]
    public async Task The_test_drive_is_the_files_and_holds_what_the_blocks_around_put_there() =>
        await SpecText.AssertPassesAsync("""
            Describe 'outer' {
                BeforeAll { [IO.File]::WriteAllText("$TestDrive/outer.txt", 'text') }
                Context 'inner' {
                    It 'writes' {
                        $null = [IO.Directory]::CreateDirectory("$TestDrive/folder/below")
                        [IO.File]::WriteAllText("$TestDrive/folder/inner.txt", 'text')
                        [IO.File]::Exists("$TestDrive/outer.txt") | Should -BeTrue
                    }
                }
                It 'has the own one only' { [IO.Directory]::GetFileSystemEntries($TestDrive) | Should -HaveCount 1 }
            }
            Describe 'another' {
                It 'finds it empty' { [IO.Directory]::GetFileSystemEntries($TestDrive) | Should -BeNullOrEmpty }
            }
            """);

    [Fact]
    public async Task A_spec_knows_its_folder_and_nobody_answers_its_prompts() =>
        await SpecText.AssertPassesAsync("""
            Describe 'd' {
                It 'knows' { [IO.File]::Exists("$PSScriptRoot/Text.Tests.ps1") | Should -BeTrue }
                It 'is alone' { { $Host.UI.ReadLine() } | Should -Throw -ExpectedMessage '*asked for input*' }
            }
            """);
}
