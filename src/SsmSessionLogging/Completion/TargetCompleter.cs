using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SsmSessionLogging.Completion;

/// <summary>Completes what sessions went to, as this process's reports have shown them.</summary>
public sealed class TargetCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, _ => Task.FromResult<IEnumerable<string>>(SeenNames.Targets.All));
}
