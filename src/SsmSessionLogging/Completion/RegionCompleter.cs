using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Completion;

/// <summary>Completes Region names from the SDK's endpoint table.</summary>
public sealed class RegionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(
            wordToComplete,
            _ => Task.FromResult<IEnumerable<string>>(Components.Accounts.ListRegions().OrderBy(name => name, StringComparer.Ordinal)));
}
