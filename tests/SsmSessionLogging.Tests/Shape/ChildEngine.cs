namespace SsmSessionLogging.Tests.Shape;

/// <summary>Runs a script in a PowerShell process of its own, in which nothing is loaded yet.</summary>
internal static class ChildEngine
{
    /// <summary>Runs <paramref name="script"/> and gives the lines of its output.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, int exitCode = 0)
    {
        using var file = new ScriptFile(script);

        var run = await PowerShellProcess.RunAsync(file.Path, arguments, environment);

        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
