using System.Diagnostics;
using System.Runtime.Versioning;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

/// <summary>Programs of this machine that were not written here, run with an empty home and without anybody's AWS configuration.</summary>
internal static class OtherProgram
{
    /// <summary>Where a program is on PATH, or <see langword="null"/>.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(_ => new[] { name, name + ".exe", name + ".cmd" }, Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>Writes a script that can be run.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task PutScriptAsync(string path, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(path, text, cancellationToken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static async Task<ProgramAnswer> RunAsync(
        string path, IEnumerable<string> arguments, string home, IReadOnlyDictionary<string, string> environment, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = home,
            Environment =
            {
                ["HOME"] = home,
                ["AWS_CONFIG_FILE"] = Path.Combine(home, "no-config"),
                ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home, "no-credentials"),
                ["AWS_PAGER"] = "",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["PYTHONIOENCODING"] = "utf-8",
            },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        await using var killed = cancellationToken.Register(() => program.Kill(entireProcessTree: true));
        var output = program.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = program.StandardError.ReadToEndAsync(cancellationToken);
        await program.StandardInput.WriteAsync(input);
        program.StandardInput.Close();
        await program.WaitForExitAsync(cancellationToken);
        return new ProgramAnswer(program.ExitCode, await output, await error);
    }
}

/// <summary>What a program said.</summary>
internal sealed record ProgramAnswer(int ExitCode, string Output, string Error);
