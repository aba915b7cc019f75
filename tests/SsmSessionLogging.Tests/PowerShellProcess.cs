using System.Diagnostics;

namespace SsmSessionLogging.Tests;

/// <summary>A run of the clone's own pwsh, as .config/dotnet-tools.json pins it.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to its output, with <c>\n</c> between lines.</param>
/// <param name="Error">What it wrote to its error stream, likewise.</param>
internal sealed record PowerShellProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Far longer than anything takes; what hangs must end some day.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a script to its end, without a person to ask and without a profile.</summary>
    /// <param name="script">The script's path.</param>
    /// <param name="arguments">What stands behind it on the command line.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <exception cref="OperationCanceledException">The tests were stopped, or the script did not end in ten minutes; it is ended.</exception>
    public static async Task<PowerShellProcess> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var process = Start(script, arguments, environment);
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new PowerShellProcess(process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Begins a script that its caller ends, without a person to ask and without a profile.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static Process Start(string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] command = ["tool", "exec", "powershell", "--", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script];
        var start = new ProcessStartInfo("dotnet", [.. command, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>A script in a folder of its own, whose name has a space; both are gone when it is disposed.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("script test ");

    public ScriptFile(string text, string name = "the script.ps1")
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
