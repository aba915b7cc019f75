using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using SessionLogging.Accounts;
using SessionLogging.Preferences;

namespace SsmSessionLogging.Completion;

/// <summary>Completes the versions of a Session document.</summary>
public sealed class DocumentVersionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AccountCompletions.Of(
            wordToComplete,
            fakeBoundParameters,
            (account, cancellationToken) => VersionsAsync(
                account, fakeBoundParameters["DocumentName"] as string ?? SessionDocumentName.AccountPreferences, cancellationToken));

    private static async IAsyncEnumerable<IReadOnlyList<string>> VersionsAsync(
        IAccount account, string documentName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in account.Documents.ListVersionsAsync(documentName, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Select(version => version.Version)];
        }
    }
}
