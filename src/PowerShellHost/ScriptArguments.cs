using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace PowerShellHost;

/// <summary>A script's arguments as <c>pwsh -File</c> hands them to the engine's binder.</summary>
internal static partial class ScriptArguments
{
    /// <summary>
    /// Tells names from values. <c>-Name:value</c> and <c>-Name: value</c> are a name with its value, <c>-Name value</c> is a name and
    /// a word that the binder joins (or not, for a switch); only behind a colon are <c>$true</c> and <c>$false</c> truth values,
    /// every other value stays the text it is.
    /// </summary>
    public static IEnumerable<CommandParameter> Read(IReadOnlyList<string> arguments)
    {
        string? awaitingValue = null;
        foreach (var argument in arguments)
        {
            if (awaitingValue is not null)
            {
                yield return new CommandParameter(awaitingValue, argument);
                awaitingValue = null;
            }
            else if (!IsName(argument))
            {
                yield return new CommandParameter(null, argument);
            }
            else if (!NameWithColon().IsMatch(argument))
            {
                yield return new CommandParameter(argument);
            }
            else if (argument.IndexOf(':', StringComparison.Ordinal) is var colon && colon == argument.Length - 1)
            {
                awaitingValue = argument[..^1];
            }
            else
            {
                yield return new CommandParameter(argument[..colon], ValueBehindColon(argument[(colon + 1)..]));
            }
        }
    }

    private static bool IsName(string argument) => argument.Length > 1 && argument[0] is '-' or '\u2013' or '\u2014' or '\u2015';

    private static object ValueBehindColon(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };

    [GeneratedRegex(@"^.\w+:", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameWithColon();
}
