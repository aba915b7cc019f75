using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using SessionLogging.Accounts;
using SessionLogging.Preferences;

namespace SsmSessionLogging.Completion;

/// <summary>Completes the versions of a Session document, the newest first.</summary>
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
        var numbers = new List<int>();
        await foreach (var page in account.Documents.ListVersionsAsync(documentName, cancellationToken).ConfigureAwait(false))
        {
            numbers.AddRange(page.Select(version => int.Parse(version.Version, CultureInfo.InvariantCulture)));
        }

        yield return [.. numbers.OrderByDescending(number => number).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }
}
