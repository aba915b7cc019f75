using System.Management.Automation.Language;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>How an assertion is written.</summary>
internal static class ShouldRules
{
    private static readonly string[] Modifiers = ["Not", "Because"];
    private static readonly string[] ThrowFilters = ["ErrorId", "ExpectedMessage"];
    private static readonly char[] MessageWildcards = ['[', ']', '?', '`'];

    /// <summary>Commands that pass on or drop what others give and have no errors of their own.</summary>
    private static readonly string[] NeedNoErrorAction = ["ForEach-Object", "Where-Object", "Out-Null"];

    /// <summary>Tells <paramref name="refuse"/> of everything in the assertion that is not of the dialect.</summary>
    public static void Check(CommandAst should, Action<Ast, string> refuse)
    {
        if (should.Parent is not PipelineAst { PipelineElements: [var first, .., var last] } || last != should)
        {
            refuse(should, "Should stands at the end of a pipeline that gives it its value");
            return;
        }

        CommandParameterAst[] parameters = [.. should.CommandElements.OfType<CommandParameterAst>()];
        string[] operators = [.. parameters.Select(NameOf).Where(name => IsOperator(name))];
        if (operators is not [var operation])
        {
            refuse(should, $"Should has one of the operators -{string.Join(", -", SpecDialect.Operators)}");
            return;
        }

        var isThrow = Same(operation, "Throw");
        foreach (var parameter in parameters.Where(parameter => !IsAllowed(NameOf(parameter), isThrow)))
            refuse(parameter, $"Should -{operation} has no {parameter.Extent.Text} in the dialect");

        if (CountOfValues(should) != (SpecDialect.Comparisons.Contains(operation, StringComparer.OrdinalIgnoreCase) ? 1 : 0))
            refuse(should, $"Should -{operation} has the wrong number of values");
        if (isThrow) CheckThrow(should, first, refuse);
    }

    private static void CheckThrow(CommandAst should, CommandBaseAst source, Action<Ast, string> refuse)
    {
        if (ValueOf(should, "ErrorId") is { } id && !(id is StringConstantExpressionAst { Value: var idText } && IsErrorIdPattern(idText)))
            refuse(should, "-ErrorId is written 'Id,*'");
        if (ValueOf(should, "ExpectedMessage") is { } message && !IsMessagePattern(message))
            refuse(should, "-ExpectedMessage holds a * and none of [ ] ? `, which are wildcards too");

        if (source is not CommandExpressionAst { Expression: ScriptBlockExpressionAst { ScriptBlock: var block } })
        {
            refuse(should, "Should -Throw has a literal script block in front of it");
            return;
        }

        foreach (var node in block.FindAll(node => node is CommandAst command && NeedsErrorAction(command), searchNestedScriptBlocks: true))
        {
            var name = ((CommandAst)node).CommandElements[0].Extent.Text;
            refuse(node, $"{name} in a -Throw block needs -ErrorAction Stop, or its errors are not thrown");
        }
    }

    private static bool NeedsErrorAction(CommandAst command)
    {
        var name = command.GetCommandName();
        if (name is null && command.CommandElements[0] is ScriptBlockExpressionAst) return false;
        if (name is not null && !name.Contains('-', StringComparison.Ordinal)) return false;
        if (NeedNoErrorAction.Contains(name, StringComparer.OrdinalIgnoreCase)) return false;
        return !(ValueOf(command, "ErrorAction") is StringConstantExpressionAst { Value: var action } && Same(action, "Stop"));
    }

    private static bool IsErrorIdPattern(string text) =>
        text.EndsWith(",*", StringComparison.Ordinal) && text.IndexOfAny(['*', .. MessageWildcards]) == text.Length - 1;

    private static bool IsMessagePattern(Ast message)
    {
        var text = message switch
        {
            StringConstantExpressionAst constant => constant.Value,
            ExpandableStringExpressionAst expandable => expandable.Value,
            _ => "",
        };
        return text.Contains('*', StringComparison.Ordinal) && text.IndexOfAny(MessageWildcards) < 0;
    }

    private static bool IsOperator(string name) =>
        SpecDialect.Operators.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsAllowed(string name, bool isThrow) =>
        IsOperator(name) || Modifiers.Concat(isThrow ? ThrowFilters : []).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many values stand there that belong to no -Because, -ErrorId or -ExpectedMessage.</summary>
    private static int CountOfValues(CommandAst should)
    {
        var values = 0;
        for (var i = 1; i < should.CommandElements.Count; i++)
        {
            if (should.CommandElements[i] is not CommandParameterAst parameter)
                values++;
            else if (parameter.Argument is not null)
                values += IsOperator(NameOf(parameter)) ? 1 : 0;
            else if (TakesText(parameter))
                i++;
        }

        return values;
    }

    private static Ast? ValueOf(CommandAst command, string parameter)
    {
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is CommandParameterAst given && Same(NameOf(given), parameter))
                return given.Argument ?? (i + 1 < command.CommandElements.Count ? command.CommandElements[i + 1] : null);
        }

        return null;
    }

    private static bool TakesText(CommandParameterAst parameter) =>
        Same(NameOf(parameter), "Because") || ThrowFilters.Contains(NameOf(parameter), StringComparer.OrdinalIgnoreCase);

    private static string NameOf(CommandParameterAst parameter) => parameter.ParameterName;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
