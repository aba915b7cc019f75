using System.Diagnostics;
using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

/// <summary>A program on this machine that was not written here, run with an empty home and the sandbox's keys.</summary>
internal static class AwsCli
{
    /// <summary>Where the AWS CLI is, or <see langword="null"/>.</summary>
    public static string? Path { get; } = Find("aws");

    public static async Task<CliAnswer> RunAsync(SandboxServer sandbox, string home, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = Program(Path!, home);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in new[]
        {
            ("AWS_ENDPOINT_URL", sandbox.Url),
            ("AWS_ACCESS_KEY_ID", SandboxAccounts.First.AccessKeyId),
            ("AWS_SECRET_ACCESS_KEY", SandboxAccounts.First.SecretAccessKey),
            ("AWS_DEFAULT_REGION", SandboxAccounts.Ireland),
            ("AWS_MAX_ATTEMPTS", "1"),
        })
        {
            start.Environment[name] = value;
        }

        return await RunAsync(start, cancellationToken);
    }

    public static ProcessStartInfo Program(string path, string home) => new(path)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        WorkingDirectory = home,
        Environment =
        {
            ["HOME"] = home,
            ["AWS_CONFIG_FILE"] = System.IO.Path.Combine(home, "no-config"),
            ["AWS_SHARED_CREDENTIALS_FILE"] = System.IO.Path.Combine(home, "no-credentials"),
            ["AWS_PAGER"] = "",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        },
    };

    public static async Task<CliAnswer> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var program = Process.Start(start)!;
        await using var killed = cancellationToken.Register(() => program.Kill(entireProcessTree: true));
        var output = program.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = program.StandardError.ReadToEndAsync(cancellationToken);
        await program.WaitForExitAsync(cancellationToken);
        return new CliAnswer(program.ExitCode, (await output).Trim(), (await error).Trim());
    }

    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { name, name + ".exe", name + ".cmd" }, System.IO.Path.Combine)
        .FirstOrDefault(File.Exists);
}

/// <summary>What a program said.</summary>
internal sealed record CliAnswer(int ExitCode, string Output, string Error);
