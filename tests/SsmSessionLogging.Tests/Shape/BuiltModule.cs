using System.Management.Automation.Runspaces;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>The module as it is laid out, and the commands that it exports.</summary>
internal static class BuiltModule
{
    private static readonly string[] ReadingVerbs = ["Compare", "Get", "Measure"];

    private static readonly Lazy<IReadOnlyList<CmdletInfo>> Exported = new(ReadCommands);

    /// <summary>The manifest.</summary>
    public static string Manifest { get; } = Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1");

    /// <summary>The cmdlets that an import gives.</summary>
    public static IReadOnlyList<CmdletInfo> Commands => Exported.Value;

    /// <summary>Whether a command changes or sends something, or writes a file.</summary>
    public static bool Changes(CmdletInfo command) => !ReadingVerbs.Contains(command.Verb) && (command.Verb != "Test" || command.Parameters.ContainsKey("Send"));

    /// <summary>A cmdlet's own parameters, without PowerShell's.</summary>
    public static IEnumerable<ParameterMetadata> OwnParameters(this CmdletInfo command) =>
        command.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)
            && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name));

    private static IReadOnlyList<CmdletInfo> ReadCommands()
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("Import-Module $args[0] -ErrorAction Stop; Get-Command -Module SsmSessionLogging -CommandType Cmdlet").AddArgument(Manifest);
        return [.. shell.Invoke<CmdletInfo>()];
    }
}

/// <summary>Runs a script in a PowerShell process of its own, in which nothing is loaded yet.</summary>
internal static class ChildEngine
{
    /// <summary>Runs <paramref name="script"/> and gives the lines of its output.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, int exitCode = 0)
    {
        using var file = new ScriptFile(script);

        var run = await PowerShellProcess.RunAsync(file.Path, arguments, environment);

        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
