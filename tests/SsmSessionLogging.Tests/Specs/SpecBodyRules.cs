using System.Management.Automation.Language;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>What may not stand in the code of a test or a setup.</summary>
internal static class SpecBodyRules
{
    private static readonly string[] PesterDrives = ["TestDrive:", "TestRegistry:"];

    /// <summary>Tells <paramref name="refuse"/> of every place that is not of the dialect.</summary>
    public static void Check(ScriptBlockAst body, Action<Ast, string> refuse)
    {
        foreach (var node in body.FindAll(_ => true, searchNestedScriptBlocks: true))
        {
            switch (node)
            {
                case CommandAst command when command.GetCommandName() is { } name:
                    CheckCommand(command, name, refuse);
                    break;
                case ExitStatementAst:
                    refuse(node, "exit ends the run, not the test");
                    break;
                case AssignmentStatementAst { Left: VariableExpressionAst { VariablePath.DriveName: var drive } }
                    when string.Equals(drive, "env", StringComparison.OrdinalIgnoreCase):
                case InvokeMemberExpressionAst { Member: StringConstantExpressionAst { Value: "SetEnvironmentVariable" } }:
                    refuse(node, "the environment is the whole process's, other specs' too: give the command its parameters");
                    break;
                case FileRedirectionAst:
                    refuse(node, "a redirection to a file needs a cmdlet that the bare engine lacks: use [IO.File]");
                    break;
                case StringConstantExpressionAst { Value: var text } when ContainsDrive(text):
                case ExpandableStringExpressionAst { Value: var expandable } when ContainsDrive(expandable):
                    refuse(node, "the folder of a test is $TestDrive; there is no drive of that name, and no TestRegistry");
                    break;
            }
        }
    }

    private static void CheckCommand(CommandAst command, string name, Action<Ast, string> refuse)
    {
        if (name.Equals("Should", StringComparison.OrdinalIgnoreCase))
            ShouldRules.Check(command, refuse);
        else if (SpecDialect.Words.Contains(name, StringComparer.OrdinalIgnoreCase))
            refuse(command, $"{name} does not stand in a test or a setup");
        else if (SpecDialect.OtherPesterCommands.Any(name.IsLike))
            refuse(command, $"{name} is not of the dialect");
    }

    private static bool ContainsDrive(string text) =>
        PesterDrives.Any(drive => text.Contains(drive, StringComparison.OrdinalIgnoreCase));
}
