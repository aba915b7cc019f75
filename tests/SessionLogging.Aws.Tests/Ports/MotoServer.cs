using System.Diagnostics;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Ports;

/// <summary>moto, an emulator written by others, started once for the tests that ask it; they are skipped where it is not installed.</summary>
public sealed partial class MotoServer : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Its address, or <see langword="null"/> where it is not installed.</summary>
    public string? Url { get; private set; }

    internal ConnectionOptions Connection => new() { Region = "eu-west-1", AccessKey = "AKIAMOTO", SecretKey = "moto", EndpointUrl = Url };

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", "0"]) { UseShellExecute = false, RedirectStandardError = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return;
        }

        while (Url is null && await _process.StandardError.ReadLineAsync() is { } line)
        {
            Url = Address.Match(line) is { Success: true } found ? found.Value : null;
        }

        // Its log has to be read for it not to block.
        _ = _process.StandardError.ReadToEndAsync();
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return default;
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address { get; }
}
