using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SsmSessionLogging.Completion;

/// <summary>Completes the names of the account's buckets.</summary>
public sealed class BucketCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AccountCompletions.Of(wordToComplete, fakeBoundParameters, (account, cancellationToken) => account.Buckets.ListNamesAsync(cancellationToken));
}
