using System.Diagnostics;
using SsmSessionLogging.Tests.Host;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>Runs a script in a PowerShell process of its own, in which nothing is loaded yet.</summary>
internal static class ChildEngine
{
    /// <summary>Runs <paramref name="script"/> and gives the lines of its output.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, int exitCode = 0)
    {
        using var file = new ScriptFile(script);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PowerShellHost.dll"), file.Path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["COLUMNS"] = "1000";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        Assert.Equal("", await error);
        Assert.Equal(exitCode, process.ExitCode);
        return [.. output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
