namespace PowerShellHost;

internal enum CommandLineAction
{
    RunFile,
    RunCommand,
    ShowHelp,
    Refuse,
}

/// <summary>
/// What the command line asks for. Options are those of <c>pwsh</c>: any case, one dash or two; the first word
/// that is none is the script, and everything behind the script or <c>-Command</c> belongs to it.
/// </summary>
/// <param name="Action">What to do.</param>
/// <param name="Text">The script's path, the command's text, or why the line is refused.</param>
/// <param name="Arguments">The script's own arguments, as the shell split them.</param>
/// <param name="NonInteractive">Whether a prompt is an error.</param>
internal sealed record CommandLine(CommandLineAction Action, string Text, IReadOnlyList<string> Arguments, bool NonInteractive)
{
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var nonInteractive = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (OptionName(arguments[i]))
            {
                case null:
                    return File(i);
                case "file" or "f":
                    return i + 1 < arguments.Count ? File(i + 1) : Refuse("-File names no script.");
                case "command" or "c":
                    return i + 1 < arguments.Count ? Command(i + 1) : Refuse("-Command has no text.");
                case "noninteractive" or "noni":
                    nonInteractive = true;
                    break;
                case "executionpolicy" or "ep" or "ex":
                    i++;
                    break;
                case "noprofile" or "nop" or "nologo" or "nol":
                    break;
                case "help" or "h" or "?":
                    return new(CommandLineAction.ShowHelp, "", [], nonInteractive);
                default:
                    return Refuse($"'{arguments[i]}' is not an option of this host.");
            }
        }

        return Refuse("There is nothing to run: name a script or give -Command.");

        CommandLine File(int index) => System.IO.File.Exists(arguments[index])
            ? new(CommandLineAction.RunFile, arguments[index], [.. arguments.Skip(index + 1)], nonInteractive)
            : Refuse($"The argument '{arguments[index]}' is not recognized as the name of a script file. Check the spelling of the name, "
                + "or if a path was included, verify that the path is correct and try again.");

        CommandLine Command(int index) =>
            new(CommandLineAction.RunCommand, string.Join(' ', arguments.Skip(index)), [], nonInteractive);

        CommandLine Refuse(string reason) => new(CommandLineAction.Refuse, reason, [], nonInteractive);
    }

    private static string? OptionName(string argument)
    {
        var dashes = argument.StartsWith("--", StringComparison.Ordinal) ? 2 : argument.StartsWith('-') ? 1 : 0;
        return dashes == 0 ? null : argument[dashes..].ToLowerInvariant();
    }
}
