using System.Collections;
using SessionLogging.Sandbox.Ssm;

namespace SsmSessionLogging.Tests.Module;

/// <summary>
/// Every changing cmdlet, with each of its calls failing once, before its effect and after it: by a dropped connection, which the SDK and the
/// HTTP client below it answer by sending again, and by a 500 that nobody sends again.
/// </summary>
public sealed class FaultTableTests : IDisposable
{
    private const string Preferences = "SSM-SessionManagerRunShell";

    // The errors that say that something was, or may have been, written.
    private static readonly string[] SayingWhatIsNot = ["VersionNotPromoted", "ChangeUncertain", "ChangeNotConfirmed"];

    private readonly ITestOutputHelper _log;
    private readonly string _profiles = Path.GetTempFileName();

    public FaultTableTests(ITestOutputHelper log)
    {
        _log = log;
        File.WriteAllLines(_profiles, Enumerable.Range(1, 2).Select(attempts => $"""
            [attempts-{attempts}]
            aws_access_key_id = {SandboxAccounts.First.AccessKeyId}
            aws_secret_access_key = {SandboxAccounts.First.SecretAccessKey}
            max_attempts = {attempts}
            """));
    }

    public void Dispose() => File.Delete(_profiles);

    [Theory]
    [MemberData(nameof(ChangeCommands.All), MemberType = typeof(ChangeCommands))]
    public async Task A_failed_call_changes_nothing_or_says_so_and_the_command_again_ends_right(string command, string? before)
    {
        var undisturbed = await RunAsync(command, before, fault: null);
        var calls = undisturbed.Calls;
        var cases = from kind in new[] { FaultKind.Drop, FaultKind.Error }
                    from moment in new[] { FaultMoment.Before, FaultMoment.After }
                    from nth in Enumerable.Range(1, calls)
                    select new SandboxFault { Kind = kind, When = moment, Nth = nth, Times = 1 };

        var breaches = new System.Collections.Concurrent.ConcurrentBag<string>();
        var failed = 0;
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (fault, _) =>
        {
            var outcome = await RunAsync(command, before, fault);
            Interlocked.Add(ref failed, outcome.ErrorId is null ? 0 : 1);
            if (Breach(outcome, before, undisturbed.Content) is { } breach)
            {
                breaches.Add($"call {fault.Nth}, {fault.Kind} {fault.When} its effect: {breach}");
            }
        });

        _log.WriteLine($"{calls} calls, {4 * calls} cases, of which {failed} ended with an error");
        Assert.Equal("", string.Join("\n", breaches.Order(StringComparer.Ordinal)));
    }

    private static string? Breach(Outcome outcome, string? before, string wanted)
    {
        var (was, again) = (outcome.AfterFault, outcome.AfterAgain);
        var isUnchanged = was is null ? before is null : was.Versions.Count == 1 && was.Default.Content == before;
        var isMade = was is not null && was.DefaultVersion == was.Latest.Number && was.Default.Content == wanted;
        return outcome.ErrorId is null && !isMade ? "no error, and the change is not made"
            : outcome.ErrorId is not null && !isUnchanged && !SayingWhatIsNot.Contains(outcome.ErrorId) ? $"{outcome.ErrorId} does not say that the account is changed"
            : outcome.ErrorAgain is not null ? $"{outcome.ErrorId}, and again: {outcome.ErrorAgain}"
            : again!.DefaultVersion != again.Latest.Number || again.Default.Content != wanted ? "the command again did not end right"
            : null;
    }

    private async Task<Outcome> RunAsync(string command, string? before, SandboxFault? fault)
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var documents = sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents;
        if (before is not null)
        {
            documents.Put(Preferences, before);
        }

        if (fault is not null)
        {
            sandbox.Faults.Add(fault);
        }

        using var session = new ModuleSession(sandbox, input: "y\ny\n", defaults: Defaults(sandbox, attempts: fault?.Kind is FaultKind.Drop ? 2 : 1));
        var run = session.Run(command);
        var calls = sandbox.Calls.All.Count;
        var afterFault = documents.Find(Preferences);
        sandbox.Faults.Clear();
        var again = session.Run(command);
        return new Outcome(
            calls,
            afterFault?.Default.Content ?? "",
            run.Errors is [var first, ..] ? first.Id() : null,
            afterFault,
            again.Errors is [var second, ..] ? second.Message() : null,
            documents.Find(Preferences));
    }

    // How often the SDK tries is a setting of the profile, so that nothing of the process is touched.
    private Hashtable Defaults(SandboxServer sandbox, int attempts) => new()
    {
        ["*-Ssm*:ProfileName"] = $"attempts-{attempts}",
        ["*-Ssm*:ProfileLocation"] = _profiles,
        ["*-Ssm*:EndpointUrl"] = sandbox.Url,
    };

    private sealed record Outcome(
        int Calls, string Content, string? ErrorId, StoredDocument? AfterFault, string? ErrorAgain, StoredDocument? AfterAgain);
}
