using System.Diagnostics;
using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.Ssm;

namespace SessionLogging.Benchmarks;

/// <summary>Every account of an organization, at 80 ms a call and under quotas of each account and Region: the documents and reports of 17 Regions, and what a test finds in 4.</summary>
internal static class OrganizationBench
{
    public const string Argument = "organization";

    private const double LatencySeconds = 0.08;
    private const double DocumentCallsPerSecond = 10;

    // Where a test of preferences asks, which makes many times the calls.
    private static readonly string[] FewRegions = ["eu-west-1", "us-east-1", "us-east-2", "eu-central-1"];

    private static readonly string[] Regions =
    [
        "eu-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1",
        "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ca-central-1", "sa-east-1",
    ];

    public static async Task RunAsync(IReadOnlyList<int> accounts)
    {
        Console.WriteLine("Seconds run from the first call to the last answer. Peak: megabytes above the same process after its first answer.");
        Console.WriteLine();
        Console.WriteLine($"{"command",-26}{"accounts",9}{"Regions",9}{"objects",9}{"calls",8}{"throttled",11}{"seconds",9}{"peak",7}{"CPU s",8}  calls by operation");
        foreach (var command in new[] { "Get-SsmLoggingPreference", "Get-SsmSessionReport" })
        {
            foreach (var count in accounts)
            {
                Console.WriteLine(await MeasureAsync(command, count, Regions));
            }
        }

        foreach (var count in accounts)
        {
            Console.WriteLine(await MeasureAsync("Test-SsmLoggingPreference", count, FewRegions));
        }
    }

    private static async Task<string> MeasureAsync(string command, int accounts, string[] regions)
    {
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Organization = new OrganizationOptions { Accounts = accounts },
                DocumentRules = new DocumentRules { CallsPerSecond = DocumentCallsPerSecond },
                HasQuotas = true,
            },
            CancellationToken.None);
        sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Latency, Seconds = LatencySeconds });
        var start = new ProcessStartInfo("dotnet",
        [
            "tool", "exec", "powershell", "--", "-NoProfile", "-File", Path.Combine(AppContext.BaseDirectory, "Organization.ps1"),
            "-Module", Contender.Metadata("Module"), "-Url", sandbox.Url, "-Command", command, "-Regions", string.Join(',', regions),
        ])
        {
            // Where .config/dotnet-tools.json pins pwsh.
            WorkingDirectory = Contender.Metadata("Repository"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} failed: {output}");
        }

        var figures = output.Trim().Split('\n')[^1].Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        var calls = sandbox.Calls.All;
        var byOperation = string.Join(", ", calls.GroupBy(call => call.Operation, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{command,-26}{accounts,9}{regions.Length,9}{figures[0],9:0}{calls.Count,8}{calls.Count(call => call.ErrorCode is "ThrottlingException" or "Throttling"),11}{figures[1],9:0.0}{figures[2],7:0}{figures[3],8:0.0}  {byOperation}");
    }
}
