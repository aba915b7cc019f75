using System.Management.Automation.Language;
using SsmSessionLogging.Connections;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Completion;

/// <summary>Turns names into completions, and a failure or a slow answer into none: a person pressing Tab gets no errors and no long wait.</summary>
internal static class Completions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The names that begin with what stands there, in the order given, quoted where they need it; without those that nobody could see. An ARN may be begun at any of its parts.</summary>
    internal static IEnumerable<CompletionResult> Of(string? word, Func<CancellationToken, Task<IEnumerable<string>>> names)
    {
        var typed = Typed(word);
        return Ask(names)
            .Where(name => IsBegun(name, typed))
            .Where(name => ShownText.Of(name) == name)
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    /// <summary>The words of PowerShell that begin with what stands there.</summary>
    internal static IEnumerable<CompletionResult> AsTheyAre(string? word, IEnumerable<string> words) =>
        words.Where(known => known.StartsWith(word ?? "", StringComparison.OrdinalIgnoreCase)).Select(known => new CompletionResult(known));

    /// <summary>What stands there, without the quotes around it.</summary>
    internal static string Typed(string? word) => (word ?? "").Trim('\'', '"');

    private static bool IsBegun(string name, string typed) =>
        name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("arn:", StringComparison.Ordinal)
            && Enumerable.Range(1, name.Length - 1).Any(
                place => name[place - 1] is ':' or '/' && string.Compare(name, place, typed, 0, typed.Length, StringComparison.OrdinalIgnoreCase) == 0));

    private static IEnumerable<string> Ask(Func<CancellationToken, Task<IEnumerable<string>>> names)
    {
        using var cancellation = new CancellationTokenSource(Patience);
        try
        {
            var asking = Task.Run(() => names(cancellation.Token), cancellation.Token);
            return asking.Wait(Patience) ? asking.Result : [];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private static string Quoted(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            ? name
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}

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
