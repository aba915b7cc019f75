using System.Management.Automation;

namespace SsmSessionLogging.Tests.Host;

public sealed class StreamTests
{
    private const string Escape = "\e[";

    /// <summary>A command that writes to every stream, since none of the engine's own does.</summary>
    private const string WriteEach = """
        function Write-Each {
            [CmdletBinding()] param()
            $PSCmdlet.WriteObject('the output')
            $PSCmdlet.WriteVerbose('the verbose')
            $PSCmdlet.WriteDebug('the debug')
            $PSCmdlet.WriteWarning('the warning')
            $PSCmdlet.WriteInformation('the information', @())
            $progress = [Management.Automation.ProgressRecord]::new(1, 'the activity', 'the status')
            $progress.PercentComplete = 40
            $PSCmdlet.WriteProgress($progress)
            $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('the error'), 'AnId', 'NotSpecified', $null))
            $Host.UI.WriteLine('the host line')
        }
        """;

    [Fact]
    public void Warnings_output_and_host_lines_are_written_in_their_order_and_errors_go_to_the_error_stream()
    {
        var run = HostRun.Command(WriteEach + "\nWrite-Each");

        Assert.Equal("the output\nWARNING: the warning\nthe host line\n", run.Output);
        Assert.Contains("the error", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Verbose", "VERBOSE: the verbose")]
    [InlineData("-Debug -Verbose:$false", "DEBUG: the debug")]
    [InlineData("-InformationAction Continue", "the information")]
    public void Verbose_debug_and_information_are_written_where_they_are_asked_for(string parameter, string expected)
    {
        var run = HostRun.Command($"{WriteEach}\nWrite-Each {parameter} -ErrorAction SilentlyContinue -WarningAction SilentlyContinue");

        Assert.Equal(["the output", expected, "the host line", ""], run.Output.Split('\n'));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Progress_is_drawn_on_a_terminal_and_wiped_before_the_next_line()
    {
        const string text = WriteEach + "\nWrite-Each -ErrorAction SilentlyContinue";

        var run = HostRun.Start(["-c", text], streams => streams with { ShowsProgress = true });

        Assert.Equal($"the activity: the status 40%\r{Escape}2K", run.Error);
    }

    [Fact]
    public void The_error_a_script_ends_with_is_shown_with_its_place()
    {
        var run = HostRun.Script("'before'\nthrow 'it broke'");

        Assert.Equal("before\n", run.Output);
        Assert.Contains("the script.ps1:2", run.Error, StringComparison.Ordinal);
        Assert.Contains("it broke", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_coloured_where_no_terminal_is()
    {
        var run = HostRun.Command(WriteEach + "\nWrite-Each; \"`e[31mred`e[0m\"; Get-Module Microsoft.PowerShell.Core; throw 'no'");

        Assert.DoesNotContain(Escape, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, run.Error, StringComparison.Ordinal);
        Assert.Contains("red\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_coloured_warnings()
    {
        var run = HostRun.Start(["-c", WriteEach + "\nWrite-Each"], streams => streams with { ColoredOutput = true });

        Assert.Contains($"{PSStyle.Instance.Formatting.Warning}WARNING: the warning", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    public void Views_fill_the_width_of_the_console_but_the_last_column(int width)
    {
        var run = HostRun.Start(["-c", "[pscustomobject] @{ A = 'a' * 150; B = 'b' * 150 }"], streams => streams with { Width = width });

        Assert.Equal(width - 1, run.Output.Split('\n').Max(line => line.Length));
    }
}
