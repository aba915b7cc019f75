using System.ComponentModel;
using System.Diagnostics;

namespace SessionLogging.Tests.Preferences.Templates;

/// <summary>Programs that read templates, where they are installed.</summary>
internal static class TemplateTool
{
    /// <summary>Runs a program to its end; skips the test where there is none.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, string program, string input, params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }

        using (process)
        {
            await process.StandardInput.WriteLineAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(cancel);
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, process.ExitCode == 0 ? output : output + await error);
        }
    }
}
