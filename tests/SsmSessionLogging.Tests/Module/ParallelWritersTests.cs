using System.Diagnostics;
using SessionLogging.Sandbox.Ssm;

namespace SsmSessionLogging.Tests.Module;

public sealed class ParallelWritersTests(ITestOutputHelper log)
{
    private const int ChangesEach = 50;

    // On a busy machine the half minute that a change may take can run out. Then nothing is written, the error says so, and a person runs it again.
    private const int MostAgain = 5;
    private static readonly string[] NothingWritten = ["ChangeConflict", "DefaultVersionDiffers"];

    // Eight writers, each with a setting of its own and a value for each of its changes.
    private static readonly (string Command, Func<int, string> Value, string Property)[] Writers =
    [
        ("Set-SsmLoggingPreference -IdleSessionTimeout", number => $"{number}", "IdleSessionTimeout"),
        ("Set-SsmLoggingPreference -MaxSessionDuration", number => $"{number}", "MaxSessionDuration"),
        ("Set-SsmLoggingPreference -LinuxShellProfile", number => $"l{number}", "LinuxShellProfile"),
        ("Set-SsmLoggingPreference -WindowsShellProfile", number => $"w{number}", "WindowsShellProfile"),
        ("Set-SsmLoggingPreference -RunAsDefaultUser", number => $"u{number}", "RunAsDefaultUser"),
        ("Set-SsmLoggingPreference -SkipTargetCheck -KmsKeyId", number => $"alias/k{number}", "KmsKeyId"),
        ("Set-SsmS3Logging -SkipTargetCheck -KeyPrefix", number => $"p{number}", "S3KeyPrefix"),
        ("Set-SsmCloudWatchLogging -SkipTargetCheck -LogGroupName", number => $"g{number}", "CloudWatchLogGroupName"),
    ];

    [Fact]
    public async Task Nothing_is_lost_where_eight_writers_change_one_document()
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var documents = sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents;
        documents.Put("SSM-SessionManagerRunShell", Documents.ToS3);
        var clock = Stopwatch.StartNew();

        var tries = await Task.WhenAll(Writers.Select(writer => Task.Run(() => Write(sandbox, writer.Command, writer.Value))));

        var all = tries.SelectMany(each => each).ToList();
        log.WriteLine($"{all.Count} changes in {clock.Elapsed.TotalSeconds:0.0} s: {all.Sum()} tries, {all.Max()} at most, {sandbox.Calls.All.Count} calls");
        using var session = new ModuleSession(sandbox);
        var preference = session.Run("Get-SsmLoggingPreference").Single;
        Assert.All(Writers, writer => Assert.Equal(writer.Value(ChangesEach), preference.Text(writer.Property)));
        Assert.Equal(preference.Get("DocumentVersion"), preference.Get("DefaultVersion"));
        Assert.Equal((Writers.Length * ChangesEach) + 1, documents.Find("SSM-SessionManagerRunShell")!.Versions.Count);
    }

    private static List<int> Write(SandboxServer sandbox, string command, Func<int, string> value)
    {
        using var session = new ModuleSession(sandbox);
        var tries = new List<int>();
        for (var change = 1; change <= ChangesEach; change++)
        {
            var run = session.Run($"{command} {value(change)} -PassThru -WarningAction Ignore");
            for (var again = 0; again < MostAgain && run.Errors is [var error] && NothingWritten.Contains(error.Id()); again++)
            {
                run = session.Run($"{command} {value(change)} -PassThru -WarningAction Ignore");
            }

            Assert.Equal("Changed", run.Single.Text("Result"));
            tries.Add((int)run.Single.Get("Tries")!);
        }

        return tries;
    }
}
