using System.Management.Automation.Language;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>A Describe, Context or It as it is written.</summary>
/// <param name="Name">The name with its templates.</param>
/// <param name="Body">The script block.</param>
/// <param name="ForEach">The rows' expression, if there is one.</param>
/// <param name="SkipVariable">The variable behind <c>-Skip:</c>.</param>
internal sealed record SpecWord(string Name, ScriptBlockAst Body, ExpressionAst? ForEach, string? SkipVariable)
{
    /// <summary>Reads name, parameters and block; null, and <paramref name="refuse"/> told, where they are not of the dialect.</summary>
    public static SpecWord? Read(CommandAst command, Action<Ast, string> refuse)
    {
        string? name = null;
        string? skip = null;
        ExpressionAst? rows = null;
        ScriptBlockAst? body = null;
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            switch (command.CommandElements[i])
            {
                case CommandParameterAst { ParameterName: var given, Argument: VariableExpressionAst variable } when Is(given, "Skip"):
                    skip = variable.VariablePath.UserPath;
                    break;
                case CommandParameterAst { ParameterName: var given } parameter when Is(given, "ForEach"):
                    rows = ValueOf(parameter, ref i);
                    break;
                case CommandParameterAst { ParameterName: var given } parameter when Is(given, "Tag"):
                    ValueOf(parameter, ref i);
                    break;
                case CommandParameterAst { ParameterName: var given } when Is(given, "Skip"):
                    refuse(command, "-Skip is written -Skip:$variable, with a variable that BeforeDiscovery sets");
                    return null;
                case StringConstantExpressionAst text when name is null && !text.Value.Contains('`', StringComparison.Ordinal):
                    name = text.Value;
                    break;
                case ScriptBlockExpressionAst block when i == command.CommandElements.Count - 1:
                    body = block.ScriptBlock;
                    break;
                case var other:
                    refuse(other, $"{other.Extent.Text}: a block has a constant name without backticks, "
                        + "then -ForEach, -Skip:$variable or -Tag, then its script block");
                    return null;
            }
        }

        if (!string.IsNullOrWhiteSpace(name) && body is not null) return new(name, body, rows, skip);

        refuse(command, "a block has a name and a script block");
        return null;

        ExpressionAst? ValueOf(CommandParameterAst parameter, ref int index) =>
            parameter.Argument ?? (index + 1 < command.CommandElements.Count ? command.CommandElements[++index] as ExpressionAst : null);
    }

    private static bool Is(string given, string parameter) => given.Equals(parameter, StringComparison.OrdinalIgnoreCase);
}
