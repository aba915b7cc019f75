using System.Collections;
using System.Management.Automation.Language;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>Reads a spec file into its blocks and tests without running any of it, and says what in it is not of the dialect.</summary>
internal sealed class SpecReader
{
    private readonly List<SpecViolation> _violations = [];

    public static SpecFile Read(string path)
    {
        var reader = new SpecReader();
        var script = Parser.ParseFile(path, out _, out var errors);
        var root = new SpecBlock(parent: null, Path.GetFileName(path), row: null, skipVariable: null);
        reader._violations.AddRange(errors.Select(error => new SpecViolation(error.Extent.StartLineNumber, error.Message)));
        if (errors.Length == 0) reader.ReadBlock(script, root);

        SpecTest[] tests = [.. root.Tests];
        if (tests.Length == 0 && reader._violations.Count == 0) reader._violations.Add(new(1, "the file holds no It"));
        return new(path, root, tests, [.. reader._violations.Distinct().OrderBy(violation => violation.Line)]);
    }

    private void ReadBlock(ScriptBlockAst body, SpecBlock block)
    {
        if (!IsPlain(body))
        {
            Refuse(body, "a block holds no param, begin, process, dynamicparam or using");
            return;
        }

        foreach (var statement in body.EndBlock?.Statements ?? [])
        {
            if (statement is PipelineAst { PipelineElements: [CommandAst { Redirections.Count: 0 } command] }
                && command.GetCommandName() is { } word)
            {
                ReadWord(command, word, block);
            }
            else
            {
                Refuse(statement, "code stands in BeforeDiscovery, BeforeAll, BeforeEach, It, AfterEach and AfterAll only");
            }
        }
    }

    private void ReadWord(CommandAst command, string word, SpecBlock block)
    {
        var isFile = block.Parent is null;
        if (Has(SpecDialect.Groups, word) && !(isFile && !word.Equals("Describe", StringComparison.OrdinalIgnoreCase)))
            ReadItems(command, block, isTest: false);
        else if (word.Equals(SpecDialect.Test, StringComparison.OrdinalIgnoreCase) && !isFile)
            ReadItems(command, block, isTest: true);
        else if (Has(SpecDialect.Setups, word) && (!isFile || word.Equals("BeforeDiscovery", StringComparison.OrdinalIgnoreCase)))
            ReadSetup(command, word, block);
        else if (isFile)
            Refuse(command, $"{word}: at the file's own level stand Describe and BeforeDiscovery only");
        else
            Refuse(command, $"{word}: code stands in BeforeDiscovery, BeforeAll, BeforeEach, It, AfterEach and AfterAll only");
    }

    private void ReadSetup(CommandAst command, string word, SpecBlock block)
    {
        if (command.CommandElements is not [_, ScriptBlockExpressionAst { ScriptBlock: var body }])
            Refuse(command, $"{word} has one script block and nothing else");
        else if (!block.Setups.TryAdd(word, body))
            Refuse(command, $"one {word} a block: Pester 5 runs the last of several, Pester 6 all");
        else if (word.Equals("BeforeDiscovery", StringComparison.OrdinalIgnoreCase) && block.Items.Count > 0)
            Refuse(command, "BeforeDiscovery stands before the blocks and tests that it speaks of");
        else
            ReadBody(body);
    }

    private void ReadItems(CommandAst command, SpecBlock block, bool isTest)
    {
        if (SpecWord.Read(command, Refuse) is not { } word) return;
        if (word.SkipVariable is { } skip && !IsDiscovered(skip, block))
            Refuse(command, $"-Skip:${skip}: no BeforeDiscovery of this block or of one around it sets the variable");
        if (isTest) ReadBody(word.Body);
        if (isTest && word.Body.EndBlock?.Statements is null or { Count: 0 }) Refuse(command, $"It '{word.Name}' holds nothing");

        foreach (var row in ReadRows(word))
        {
            SpecRow[] rows = [.. row is null ? [] : (SpecRow[])[row], .. block.WithParents().Select(item => item.Row).OfType<SpecRow>()];
            var name = NameTemplate.Expand(word.Name, rows, out var unknown);
            if (unknown is not null) Refuse(command, $"{unknown}: {SpecDialect.Templates}");

            if (isTest)
            {
                block.Items.Add(new SpecTest(block, name, row, word.SkipVariable, word.Body));
                continue;
            }

            var inner = new SpecBlock(block, name, row, word.SkipVariable);
            block.Items.Add(inner);
            ReadBlock(word.Body, inner);
        }
    }

    /// <summary>The rows of its -ForEach, each by itself; one that is null where there is none.</summary>
    private IEnumerable<SpecRow?> ReadRows(SpecWord word)
    {
        if (word.ForEach is null) return [null];

        try
        {
            if (word.ForEach.SafeGetValue() is object?[] { Length: > 0 } rows
                && rows.All(row => row is string or bool or int or long or double or decimal or IDictionary))
            {
                return rows.Select(row => new SpecRow(row!));
            }
        }
        catch (InvalidOperationException)
        {
            // Not a literal: refused below like every other thing that is no array of rows.
        }

        Refuse(word.ForEach, "-ForEach has a literal array of tables or single values that is not empty");
        return [];
    }

    private void ReadBody(ScriptBlockAst body)
    {
        if (!IsPlain(body)) Refuse(body, "a block holds no param, begin, process, dynamicparam or using");
        SpecBodyRules.Check(body, Refuse);
    }

    private void Refuse(Ast place, string text) => _violations.Add(new(place.Extent.StartLineNumber, text));

    private static bool IsPlain(ScriptBlockAst body) =>
        body is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, UsingStatements.Count: 0 }
        && body.EndBlock is null or { Unnamed: true };

    private static bool Has(string[] words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static bool IsDiscovered(string variable, SpecBlock block)
    {
        for (var around = block; around is not null; around = around.Parent)
            if (around.Setups.TryGetValue("BeforeDiscovery", out var discovery) && Assigns(discovery, variable)) return true;

        return false;
    }

    private static bool Assigns(ScriptBlockAst body, string variable)
    {
        var assignments = body.FindAll(node => node is AssignmentStatementAst, searchNestedScriptBlocks: false);
        return assignments.Any(node => ((AssignmentStatementAst)node).Left is VariableExpressionAst { VariablePath.UserPath: var assigned }
            && assigned.Equals(variable, StringComparison.OrdinalIgnoreCase));
    }
}
