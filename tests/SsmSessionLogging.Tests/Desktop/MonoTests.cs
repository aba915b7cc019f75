using System.Diagnostics;

namespace SsmSessionLogging.Tests.Desktop;

/// <summary>What Windows PowerShell loads, at work on mono's .NET Framework: skipped where mono is not installed.</summary>
public sealed class MonoTests : IAsyncLifetime, IDisposable
{
    private static readonly string Module = Repository.PathOf("out", "SsmSessionLogging", "desktop");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("desktop");
    private SandboxServer? _sandbox;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Sessions = 500 }, Cancel);

    public async ValueTask DisposeAsync() => await _sandbox!.DisposeAsync();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_works_there_as_it_does_in_PowerShell_7()
    {
        var script = Path.Combine(_folder.FullName, "write.ps1");
        await File.WriteAllTextAsync(
            script,
            """
            param($Module, $Url, $Folder)
            $ErrorActionPreference = 'Stop'
            Import-Module $Module
            $sessions = Get-SsmSessionReport -Region eu-west-1 -CheckLog -EndpointUrl $Url -AccessKey AKIASANDBOXACCOUNT01 -SecretKey sandbox-secret-key-of-account-one
            'sessions.jsonl', 'sessions.csv' | ForEach-Object { $sessions | Export-SsmSessionReport (Join-Path $Folder $_) }
            @($sessions).Count
            """,
            Cancel);
        var core = await PowerShellProcess.RunAsync(script, [Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1"), _sandbox!.Url, _folder.FullName]);
        Assert.True(core.ExitCode == 0, core.Error);

        var said = await RunAsync("walk", Module, _sandbox.Url, _folder.FullName);

        var steps = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line.Split(": ")[0], line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.StartsWith("Changed ", steps["change"], StringComparison.Ordinal);
        Assert.StartsWith("Changed ", steps["change again"], StringComparison.Ordinal);
        Assert.Equal("SessionsRefused", steps["refuse"]);
        Assert.StartsWith($"{core.Output.Trim()}, complete True", steps["report"], StringComparison.Ordinal);
        Assert.Equal(core.Output.Trim(), steps["write"]);
        Assert.Equal("20, with text", steps["save"]);
        Assert.Equal("", steps["check the archive"]);
        foreach (var extension in new[] { "csv", "jsonl" })
        {
            Assert.Equal(await ReadAsync($"sessions.{extension}"), await ReadAsync($"desktop.{extension}"));
        }
    }

    [Fact]
    public async Task Every_method_compiles_there() => await RunAsync("compile", Module, Metadata("PowerShellReference"));

    private static string Metadata(string key) =>
        typeof(MonoTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_folder.FullName, name), Cancel);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var program = Repository.PathOf("tests", "Desktop", "bin", Metadata("Configuration"), "net472", "SessionLogging.Desktop.exe");
        using var mono = Start(program, arguments);
        var error = mono.StandardError.ReadToEndAsync(Cancel);
        var output = (await mono.StandardOutput.ReadToEndAsync(Cancel)).ReplaceLineEndings("\n");
        await mono.WaitForExitAsync(Cancel);
        Assert.True(mono.ExitCode == 0, output + await error);
        return output;
    }

    private static Process Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("mono", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("mono is not installed: nothing ran on .NET Framework.");
            throw;
        }
    }
}
