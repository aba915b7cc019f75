using System.Management.Automation.Language;

namespace SsmSessionLogging.Tests.Scripts;

/// <summary>The repository's own scripts run in PowerShell 7 and in Windows PowerShell 5.1.</summary>
public sealed class PortableScriptTests
{
    private static readonly TokenKind[] OperatorsOfPowerShell7 =
    [
        TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot,
        TokenKind.QuestionLBracket, TokenKind.AndAnd, TokenKind.OrOr,
    ];

    private static readonly string[] VariablesOfPowerShell7 = ["IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle", "EnabledExperimentalFeatures"];

    private static readonly string[] CmdletsOfPowerShell7 =
    [
        "ConvertFrom-Markdown", "ConvertFrom-SddlString", "ConvertTo-CliXml", "Get-Error", "Get-SecureRandom", "Get-Uptime", "Join-String",
        "Remove-Alias", "Remove-Service", "Show-Markdown", "Start-ThreadJob", "Switch-Process", "Test-Json",
    ];

    /// <summary>Of the cmdlets that both have.</summary>
    private static readonly string[] ParametersOfPowerShell7 =
    [
        "AllowUnencryptedAuthentication", "AsArray", "AsByteStream", "AsHashtable", "Authentication", "ContentFollowSymlink", "CustomMethod",
        "EnumsAsStrings", "EscapeHandling", "Extension", "Form", "LeafBase", "MaximumRetryCount", "NoProxy", "Parallel", "PreserveAuthorizationOnRedirect",
        "ResponseHeadersVariable", "RetryIntervalSec", "SkipCertificateCheck", "SkipHeaderValidation", "SkipHttpErrorCheck", "SslProtocol",
        "StatusCodeVariable", "ThrottleLimit", "Token", "UseQuotes",
    ];

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
    public void A_script_uses_no_variable_cmdlet_or_parameter_that_Windows_PowerShell_lacks(string script)
    {
        var tree = Parser.ParseFile(Repository.PathOf(script), out _, out _);

        var variables = Find<VariableExpressionAst>(tree).Select(variable => variable.VariablePath.UserPath);
        var commands = Find<CommandAst>(tree).Select(command => command.GetCommandName()).OfType<string>();
        var parameters = Find<CommandParameterAst>(tree).Select(parameter => parameter.ParameterName);

        Assert.Empty(variables.Intersect(VariablesOfPowerShell7, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(commands.Intersect(CmdletsOfPowerShell7, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(parameters.Intersect(ParametersOfPowerShell7, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>In PowerShell 7 it takes any number of them.</summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_joins_two_parts_of_a_path_at_a_time(string script) =>
        Assert.All(
            Find<CommandAst>(Parser.ParseFile(Repository.PathOf(script), out _, out _)).Where(command => command.GetCommandName() == "Join-Path"),
            command => Assert.InRange(command.CommandElements.Count(element => element is not CommandParameterAst), 0, 3));

    private static IEnumerable<T> Find<T>(ScriptBlockAst tree)
        where T : Ast => tree.FindAll(node => node is T, searchNestedScriptBlocks: true).Cast<T>();

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);
}
