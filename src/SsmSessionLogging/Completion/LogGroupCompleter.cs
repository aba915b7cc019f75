using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SsmSessionLogging.Completion;

/// <summary>Completes the names of the account's log groups.</summary>
public sealed class LogGroupCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AccountCompletions.Of(
            wordToComplete,
            fakeBoundParameters,
            (account, cancellationToken) => account.LogGroups.ListNamesAsync(Completions.Typed(wordToComplete), cancellationToken));
}
