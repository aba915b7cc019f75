using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sessions;

namespace SessionLogging.Benchmarks.Archives;

/// <summary>How long 2,000 logs of 20 KB take to become an archive, beside copies of the same objects without text, records, hashes and manifest; and a save that is killed halfway.</summary>
internal static class ArchiveBench
{
    public const string Argument = "archive";

    private const int Logs = 2000;
    private const int LogBytes = 20_000;
    private const double LatencySeconds = 0.05;
    private const string Prefix = "sessions";

    private static readonly Scenario Conditions = new($"{Logs} logs of {LogBytes / 1000} KB, 50 ms", Logs, [SandboxAccounts.Ireland], LatencySeconds, CallsPerSecond: 0);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("archive-bench");
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Sessions = 0 }, CancellationToken.None);
            var records = Path.Combine(folder.FullName, "records.jsonl");
            await File.WriteAllLinesAsync(records, Plant(sandbox));
            sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Latency, Service = "S3", Seconds = LatencySeconds });
            string At(string name) => Path.Combine(folder.FullName, name);

            Console.WriteLine("One run each, in turn, against the sandbox on this machine. The cmdlet in a warm pwsh, records in a variable; the others with their start.");
            Console.WriteLine();
            Console.WriteLine($"{"conditions",-33}{"by",-52}{"logs",9}{"calls",7}{"seconds",9}{"CPU s",8}");
            foreach (var contender in (Contender[])[Save(records, At("save")), Sync(At("sync")), Rclone(At("rclone"))])
            {
                Console.WriteLine(await MeasureAsync(contender, sandbox));
            }

            await KillAsync(Save(records, At("killed")), At("killed"), sandbox);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Logs, and the records of their sessions as a report that looked for them has them.</summary>
    private static List<string> Plant(SandboxServer sandbox)
    {
        var bucket = sandbox.Cloud.Buckets.Find(Seeds.Bucket)!;
        var started = DateTimeOffset.UtcNow.AddDays(-2);
        var log = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\u001b[?2004hsh-5.2$ grep -c orders /var/log/app.log\r\n\u001b[?2004l\r17\r\n", 400)))[..LogBytes];
        var lines = new List<string>();
        for (var i = 0; i < Logs; i++)
        {
            var id = $"jdoe-{i:x17}";
            bucket.Put($"{Prefix}/{id}.log", log, started.AddMinutes(30));
            lines.Add(SessionRecordJson.Write(new SessionRecord
            {
                AccountId = SandboxAccounts.First.Id,
                Region = SandboxAccounts.Ireland,
                SessionId = id,
                UserName = "jdoe",
                Target = "i-02364c470a5f0bfd8",
                StartDate = started,
                EndDate = started.AddMinutes(25),
                Status = "Terminated",
                LogStatus = LogStatus.Found,
                S3LogStatus = LogStatus.Found,
                S3Uri = $"s3://{Seeds.Bucket}/{Prefix}/{id}.log",
                CloudWatchLogStatus = LogStatus.NotConfigured,
            }));
        }

        return lines;
    }

    private static Contender Save(string records, string folder) => Contender.Script(
        "Save-SsmSessionLog", "Save.ps1", (_, url) => ["-Url", url, "-Records", records, "-Destination", folder]);

    private static Contender Sync(string folder) => new(
        "aws s3 sync (10 at once)",
        (_, url) => ["aws", "s3", "sync", $"s3://{Seeds.Bucket}/{Prefix}", folder, "--endpoint-url", url, "--region", SandboxAccounts.Ireland, "--only-show-errors"],
        (_, wall) => new Outcome(Directory.GetFiles(folder).Length, wall, PeakMegabytes: null, CpuSeconds: null));

    private static Contender Rclone(string folder) => new(
        "rclone copy (64 transfers)",
        (_, url) =>
        [
            "rclone", "copy", $":s3,provider=Other,env_auth,force_path_style,list_version=2,region={SandboxAccounts.Ireland},endpoint='{url}':{Seeds.Bucket}/{Prefix}", folder, "--transfers", "64", "--checkers", "64", "--config", "/dev/null",
        ],
        (_, wall) => new Outcome(Directory.GetFiles(folder).Length, wall, PeakMegabytes: null, CpuSeconds: null));

    private static async Task<string> MeasureAsync(Contender contender, SandboxServer sandbox)
    {
        var before = sandbox.Calls.All.Count;
        try
        {
            var outcome = await contender.RunAsync(Conditions, sandbox.Url, CancellationToken.None);
            return string.Create(
                CultureInfo.InvariantCulture, $"{Conditions.Name,-33}{contender.Name,-52}{outcome.Sessions,9}{sandbox.Calls.All.Count - before,7}{outcome.Took.TotalSeconds,9:0.00}{outcome.CpuSeconds,8:0.00}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{Conditions.Name,-33}{contender.Name,-52}{"is not installed",16}";
        }
    }

    /// <summary>Kills a save halfway and runs it again.</summary>
    private static async Task KillAsync(Contender save, string folder, SandboxServer sandbox)
    {
        using (var process = save.Start(Conditions, sandbox.Url))
        {
            while (Saved(folder) < Logs / 2 && !process.HasExited)
            {
                await Task.Delay(20);
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        var (there, before) = (Saved(folder), sandbox.Calls.All.Count);
        var outcome = await save.RunAsync(Conditions, sandbox.Url, CancellationToken.None);
        var read = sandbox.Calls.All.Skip(before).Count(call => call.Operation == "GetObject");
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Killed with {there} logs in their places: the same command read the other {read} in {outcome.Took.TotalSeconds:0.00} s, and the archive of {outcome.Sessions} was found true."));
    }

    private static int Saved(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "record.json", SearchOption.AllDirectories).Count(file => !file.Contains(".ssm-save-", StringComparison.Ordinal)) : 0;
}
