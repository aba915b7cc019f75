using System.Collections;
using System.Management.Automation;
using SessionLogging.Accounts;
using SsmSessionLogging.Connections;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Completion;

/// <summary>Completes names that an account has to be asked for, with the connection parameters typed so far.</summary>
internal static class AccountCompletions
{
    internal static IEnumerable<CompletionResult> Of(
        string? word, IDictionary given, Func<IAccount, CancellationToken, IAsyncEnumerable<IReadOnlyList<string>>> names)
    {
        // What the session says is read on this thread, which alone may; the account is asked on another.
        ConnectionPlan plan;
        try
        {
            var session = Engine().SessionState;
            plan = ConnectionParameters.Plan(given, session.PSVariable.GetValue, session.Path.GetUnresolvedProviderPathFromPSPath);
        }
        catch (Exception)
        {
            // A half-typed command may hold anything.
            return [];
        }

        return Completions.Of(word, async cancellationToken =>
        {
            using var accounts = new AccountPool(() => Components.Accounts, plan, NobodyToAsk.Instance, NobodyWatching.Instance);
            var openings = await accounts.AllAsync(cancellationToken).ConfigureAwait(false);
            var account = await openings[0].OpenAsync(cancellationToken).ConfigureAwait(false);
            var found = new List<string>();
            await foreach (var page in names(account, cancellationToken).ConfigureAwait(false))
            {
                found.AddRange(page);
            }

            return found;
        });
    }

    /// <remarks>While a completion runs the runspace's own proxy refuses every question, and only a nested pipeline may ask.</remarks>
    private static EngineIntrinsics Engine()
    {
        using var nested = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return nested.AddScript("$ExecutionContext").Invoke<EngineIntrinsics>()[0];
    }

    private sealed class NobodyToAsk : IAccountInteraction
    {
        internal static readonly NobodyToAsk Instance = new();

        public Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken) =>
            throw new ConnectionException("MfaTokenNeeded", "Completion cannot ask for an MFA code.", "Run a command first.");
    }

    private sealed class NobodyWatching : ICallObserver
    {
        internal static readonly NobodyWatching Instance = new();

        public void OnCall(AwsCall call)
        {
        }
    }
}
