using System.Management.Automation;
using System.Management.Automation.Language;
using SessionLogging;

namespace SsmSessionLogging.Completion;

/// <summary>Turns names into completions, and a failure or a slow answer into none: a person pressing Tab gets no errors and no long wait.</summary>
internal static class Completions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The names that begin with what stands there, in the order given, quoted where they need it; without those that nobody could see.</summary>
    internal static IEnumerable<CompletionResult> Of(string? word, Func<CancellationToken, Task<IEnumerable<string>>> names)
    {
        var typed = Typed(word);
        return Ask(names)
            .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Where(name => ShownText.Of(name) == name)
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    /// <summary>What stands there, without the quotes around it.</summary>
    internal static string Typed(string? word) => (word ?? "").Trim('\'', '"');

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
