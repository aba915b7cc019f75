using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SsmSessionLogging.Completion;

/// <summary>Completes the aliases of the account's KMS keys.</summary>
public sealed class KeyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AccountCompletions.Of(wordToComplete, fakeBoundParameters, (account, cancellationToken) => account.Keys.ListAliasesAsync(cancellationToken));
}
