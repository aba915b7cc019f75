using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace SsmSessionLogging.Tests.Scripts;

/// <summary>
/// The repository's own scripts run in PowerShell 7, in Windows PowerShell 5.1 and in the engine without its companion assemblies, so they
/// hold no syntax that 5.1 cannot parse and no cmdlet that the bare engine lacks.
/// </summary>
public sealed class PortableScriptTests
{
    private static readonly TokenKind[] OperatorsOfPowerShell7 =
    [
        TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot,
        TokenKind.QuestionLBracket, TokenKind.AndAnd, TokenKind.OrOr,
    ];

    private static readonly string[] ProgramsAndModuleCommands = ["dotnet", "*-Ssm*", "*-Sandbox*"];

    private static readonly Lazy<HashSet<string>> EngineCommands = new(ReadEngineCommands);

    public static TheoryData<string> Scripts =>
    [
        "build.ps1",
        .. Directory.GetFiles(Repository.PathOf("src", "SessionLogging.Sandbox", "Demo"), "*.ps1").Select(Relative),
        .. Directory.GetFiles(Repository.PathOf("tests", "specs"), "*.ps1").Select(Relative),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_holds_no_operator_that_Windows_PowerShell_lacks(string script)
    {
        Parser.ParseFile(Repository.PathOf(script), out var tokens, out var errors);

        Assert.Empty(errors);
        Assert.DoesNotContain(tokens, token => OperatorsOfPowerShell7.Contains(token.Kind));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_calls_no_cmdlet_that_the_bare_engine_lacks(string script)
    {
        var tree = Parser.ParseFile(Repository.PathOf(script), out _, out _);
        var own = tree.FindAll(node => node is FunctionDefinitionAst, searchNestedScriptBlocks: true)
            .Select(node => ((FunctionDefinitionAst)node).Name);
        var known = EngineCommands.Value.Concat(own).Concat(Specs.SpecDialect.Words).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var unknown = tree.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Select(node => ((CommandAst)node).GetCommandName())
            .Where(name => name is not null && !known.Contains(name) && !ProgramsAndModuleCommands.Any(name.IsLike));

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_redirects_to_no_file_which_needs_a_cmdlet_that_the_bare_engine_lacks(string script) =>
        Assert.Empty(Parser.ParseFile(Repository.PathOf(script), out _, out _)
            .FindAll(node => node is FileRedirectionAst, searchNestedScriptBlocks: true));

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    private static HashSet<string> ReadEngineCommands()
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        return shell.AddScript("Get-Command -CommandType Cmdlet, Function | ForEach-Object Name").Invoke<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
