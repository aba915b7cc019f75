using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using SessionLogging.Accounts;
using SessionLogging.Actions;

namespace SsmSessionLogging.Completion;

/// <summary>Completes the names of the account's actions on session events.</summary>
public sealed class ActionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AccountCompletions.Of(wordToComplete, fakeBoundParameters, NamesAsync);

    private static async IAsyncEnumerable<IReadOnlyList<string>> NamesAsync(IAccount account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var action in new SessionActions(account, TimeProvider.System).ListAsync(names: [], cancellationToken).ConfigureAwait(false))
        {
            yield return [action.Name];
        }
    }
}
