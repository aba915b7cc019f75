using System.Diagnostics;

namespace SsmSessionLogging.Tests.Host;

/// <summary>The host as the process it is in use: what stands between the operating system and the runs in this process.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_child_process_gives_the_scripts_output_error_and_exit_code()
    {
        using var file = new ScriptFile("param($Given) \"$Given €\"; $Host.UI.WriteErrorLine('wrong'); exit 5");

        var run = await RunAsync([file.Path, "a b"]);

        Assert.Equal("a b €\n", run.Output);
        Assert.Equal("wrong\n", run.Error);
        Assert.Equal(5, run.ExitCode);
    }

    [Fact]
    public async Task A_missing_script_is_code_64() =>
        Assert.Equal(64, (await RunAsync(["no such script.ps1"])).ExitCode);

    [Theory]
    [InlineData(null, "100")]
    [InlineData("72", "72")]
    [InlineData("wide", "100")]
    public async Task A_redirected_output_is_as_wide_as_COLUMNS_says_or_100(string? columns, string expected)
    {
        var run = await RunAsync(["-c", "\"$($Host.UI.RawUI.WindowSize.Width)\""], columns);

        Assert.Equal(expected + "\n", run.Output);
    }

    private static async Task<HostRun> RunAsync(string[] arguments, string? columns = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PowerShellHost.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["COLUMNS"] = columns;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}
