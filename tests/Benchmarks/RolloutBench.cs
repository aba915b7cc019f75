using System.Diagnostics;
using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.Ssm;

namespace SessionLogging.Benchmarks;

/// <summary>A change of the preferences of an organization in 17 Regions at 80 ms a call, killed in the middle and gone on with.</summary>
internal static class RolloutBench
{
    public const string Argument = "rollout";

    private const double LatencySeconds = 0.08;
    private const string Preferences = "SSM-SessionManagerRunShell";
    private const string Content = """
        {"schemaVersion":"1.0","description":"d","sessionType":"Standard_Stream","inputs":{"s3BucketName":"audit-logs","s3KeyPrefix":"sessions","s3EncryptionEnabled":true}}
        """;

    private static readonly string[] Regions =
    [
        "eu-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1",
        "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ca-central-1", "sa-east-1",
    ];

    public static async Task RunAsync(int accounts)
    {
        var folder = Directory.CreateTempSubdirectory("rollout-bench");
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Organization = new OrganizationOptions { Accounts = accounts } }, CancellationToken.None);
            var places = (
                from number in Enumerable.Range(1, accounts)
                from region in Regions
                let documents = sandbox.Account(Organization.IdOf(number)).Region(region).Documents
                select (Documents: documents, Version: documents.Put(Preferences, Content).Latest.Number)).ToList();
            var receipts = Path.Combine(folder.FullName, "receipts.jsonl");
            sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Latency, Seconds = LatencySeconds });

            var clock = Stopwatch.StartNew();
            using (var killed = Start(sandbox.Url, receipts))
            {
                // Half of them have been made the default, and eight are under way.
                while (sandbox.Calls.Count("UpdateDocumentDefaultVersion") < places.Count / 2 && !killed.HasExited)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1));
                }

                killed.Kill(entireProcessTree: true);
                await killed.WaitForExitAsync();
            }

            var first = clock.Elapsed;
            var tornByKill = places.Count(IsTorn);
            var calls = sandbox.Calls.All.Count;
            clock.Restart();
            string said;
            using (var resumed = Start(sandbox.Url, receipts, "-Resume"))
            {
                said = await resumed.StandardOutput.ReadToEndAsync();
                await resumed.WaitForExitAsync();
            }

            var changed = places.Count(place => place.Documents.Find(Preferences)!.Latest is { } latest && latest.Number == place.Version + 1 && latest.Content.Contains("rolled", StringComparison.Ordinal));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{accounts} accounts × {Regions.Length} Regions = {places.Count} documents at {LatencySeconds * 1000:0} ms a call: killed after {first.TotalSeconds:0} s, gone on with for {clock.Elapsed.TotalSeconds:0} s, together {(first + clock.Elapsed).TotalSeconds:0} s (both with the start of pwsh; the second command by itself {said.Trim()} s of the processor)."));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Changed {changed}; latest and default apart: {tornByKill} when it was killed, {places.Count(IsTorn)} at the end. Calls: {calls} and {sandbox.Calls.All.Count - calls}, {(double)sandbox.Calls.All.Count / places.Count:0.00} a document. Lines of receipts: {File.ReadLines(receipts).Count()}."));

            Console.WriteLine(string.Join(", ", sandbox.Calls.All.GroupBy(call => call.Operation, StringComparer.Ordinal).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}")));

            static bool IsTorn((DocumentStore Documents, int Version) place) => place.Documents.Find(Preferences) is not { } document || document.Latest.Number != document.DefaultVersion;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string url, string receipts, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "tool", "exec", "powershell", "--", "-NoProfile", "-File", Path.Combine(AppContext.BaseDirectory, "Rollout.ps1"),
            "-Module", Contender.Metadata("Module"), "-Url", url, "-Regions", string.Join(',', Regions), "-Receipts", receipts, .. more,
        ])
        {
            WorkingDirectory = Contender.Metadata("Repository"),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return Process.Start(start)!;
    }
}
