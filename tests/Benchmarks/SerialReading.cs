using System.Diagnostics;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox;

namespace SessionLogging.Benchmarks;

/// <summary>What a script on the AWS SDK does: one page of 200 after the other, one Region after the other, with the SDK's own retries.</summary>
internal static class SerialReading
{
    public const string Argument = "serial";

    public static async Task RunAsync(string url, IEnumerable<string> regions)
    {
        await CountAsync(url, "eu-west-3");
        using var process = Process.GetCurrentProcess();
        var (memory, cpu, clock) = (process.WorkingSet64, process.TotalProcessorTime, Stopwatch.StartNew());
        var sessions = 0L;
        foreach (var region in regions)
        {
            sessions += await CountAsync(url, region);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{sessions} {seconds:0.000} {(process.PeakWorkingSet64 - memory) / 1048576.0:0.0} {(process.TotalProcessorTime - cpu).TotalSeconds:0.00}"));
    }

    private static async Task<long> CountAsync(string url, string region)
    {
        using var client = new AmazonSimpleSystemsManagementClient(
            SandboxAccounts.First.AccessKeyId,
            SandboxAccounts.First.SecretAccessKey,
            new AmazonSimpleSystemsManagementConfig { ServiceURL = url, AuthenticationRegion = region, MaxErrorRetry = 10 });
        var sessions = 0L;
        var request = new DescribeSessionsRequest { State = SessionState.History, MaxResults = 200 };
        await foreach (var page in client.Paginators.DescribeSessions(request).Responses)
        {
            sessions += page.Sessions?.Count ?? 0;
        }

        return sessions;
    }
}
