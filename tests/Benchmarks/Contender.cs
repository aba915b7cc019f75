using System.Diagnostics;
using System.Reflection;

namespace SessionLogging.Benchmarks;

/// <summary>A way to get the sessions, run as a process of its own.</summary>
/// <param name="Name">As the table says it.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Read">What its output says.</param>
internal sealed record Contender(string Name, Func<Scenario, string, IReadOnlyList<string>> Command, Func<string, TimeSpan, Outcome> Read)
{
    public static Contender Report(double maxCallsPerSecond, string logStatus = "LeftOut") => Script(
        $"Get-SsmSessionReport -MaxCallsPerSecond {maxCallsPerSecond.ToString(CultureInfo.InvariantCulture)}{(logStatus == "LeftOut" ? " -SkipLogStatus" : "")}",
        "Report.ps1",
        (scenario, url) =>
        [
            "-Url", url, "-Regions", string.Join(',', scenario.Regions), "-MaxCallsPerSecond", maxCallsPerSecond.ToString(CultureInfo.InvariantCulture), "-LogStatus", logStatus,
        ]);

    /// <summary>A script that runs the module in pwsh and prints its figures: how many, seconds, peak megabytes, CPU seconds.</summary>
    public static Contender Script(string name, string file, Func<Scenario, string, string[]> arguments) => new(
        name,
        (scenario, url) =>
        [
            "dotnet", "tool", "exec", "powershell", "--", "-NoProfile", "-File", Path.Combine(AppContext.BaseDirectory, file), "-Module", Metadata("Module"), .. arguments(scenario, url),
        ],
        ReadFigures);

    public static Contender SerialSdk { get; } = new(
        "AWS SDK paginator, one page after the other",
        (scenario, url) => ["dotnet", typeof(Contender).Assembly.Location, SerialReading.Argument, url, .. scenario.Regions],
        ReadFigures);

    public static Contender Cli(int pageSize) => new(
        $"aws ssm describe-sessions{(pageSize == 0 ? "" : $" --page-size {pageSize.ToString(CultureInfo.InvariantCulture)}")}",
        (scenario, url) =>
        [
            "aws", "ssm", "describe-sessions", "--state", "History", "--endpoint-url", url, "--region", scenario.Regions[0],
            "--query", "Sessions[].[SessionId]", "--output", "text", .. pageSize == 0 ? Array.Empty<string>() : ["--page-size", pageSize.ToString(CultureInfo.InvariantCulture)],
        ],
        (output, wall) => new Outcome(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, wall, PeakMegabytes: null, CpuSeconds: null));

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<Outcome> RunAsync(Scenario scenario, string url, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(scenario, url);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? Read(await output, clock.Elapsed)
            : throw new InvalidOperationException($"{Name} failed: {await error} {await output}");
    }

    /// <summary>Starts it.</summary>
    public Process Start(Scenario scenario, string url)
    {
        var command = Command(scenario, url);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            // Where .config/dotnet-tools.json pins pwsh.
            WorkingDirectory = Metadata("Repository"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["AWS_ACCESS_KEY_ID"] = Sandbox.SandboxAccounts.First.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = Sandbox.SandboxAccounts.First.SecretAccessKey;
        return Process.Start(start)!;
    }

    private static Outcome ReadFigures(string output, TimeSpan wall)
    {
        var figures = output.Trim().Split('\n')[^1].Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        return new Outcome((long)figures[0], TimeSpan.FromSeconds(figures[1]), figures[2], figures[3]);
    }

    internal static string Metadata(string key) =>
        typeof(Contender).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>What a contender took.</summary>
/// <param name="Sessions">Sessions that it got.</param>
/// <param name="Took">From the first call to the last answer; of the AWS CLI the whole process.</param>
/// <param name="PeakMegabytes">The most memory, above what the process had after its first answer.</param>
/// <param name="CpuSeconds">Processor time of the process.</param>
internal sealed record Outcome(long Sessions, TimeSpan Took, double? PeakMegabytes, double? CpuSeconds);
