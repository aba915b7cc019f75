using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>
/// Pester's own Should, taken from its package. Pester as a whole needs many cmdlets that the bare engine lacks, its assertions only one.
/// </summary>
internal sealed class PesterAssertions : IDisposable
{
    private const string NewestVersion = "6.2.0";

    /// <summary>The types of Pester's assembly, of which a process holds one version; those of the newest serve both.</summary>
    private static readonly Lazy<Assembly> Types = new(() =>
        Assembly.LoadFrom(Path.Combine(PackageFolder(), NewestVersion, "tools", "bin", "net8.0", "Pester.dll")));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pester-");
    private readonly Runspace _runspace;

    public PesterAssertions(string version)
    {
        _ = Types.Value;
        var module = Path.Combine(_folder.FullName, "PesterAssertions.psm1");
        File.WriteAllText(module, ModuleText(Path.Combine(PackageFolder(), version, "tools", "Pester.psm1")));

        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(module);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>Whether the assertion passes; what it throws beside a failed assertion is thrown.</summary>
    public bool Passes(string code)
    {
        using var shell = PowerShell.Create(_runspace);
        try
        {
            shell.AddScript(code, useLocalScope: true).Invoke();
            return true;
        }
        catch (RuntimeException failure) when (failure.ErrorRecord.FullyQualifiedErrorId.IsLike("PesterAssertionFailed*"))
        {
            return false;
        }
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string PackageFolder() => typeof(PesterAssertions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "PesterPackage").Value!;

    /// <summary>Pester's functions and the statements that register its assertions, without the rest that runs at its import.</summary>
    private static string ModuleText(string pester)
    {
        var statements = Parser.ParseFile(pester, out _, out _).EndBlock.Statements
            .Where(statement => statement is FunctionDefinitionAst
                || statement.Extent.Text.Contains("['Add-ShouldOperator'] -Name", StringComparison.Ordinal)
                || statement.Extent.Text.StartsWith("$script:Assertion", StringComparison.Ordinal))
            .Select(statement => statement.Extent.Text);
        var standIns = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Specs", "Engine", "PesterStandIns.ps1"));
        return string.Join('\n', [standIns, .. statements, "$script:DisableScopeHints = $true", "Export-ModuleMember -Function Should"])
            .Replace("[Pester.Factory]::CreateRuntimeDefinedParameterDictionary()",
                "[Management.Automation.RuntimeDefinedParameterDictionary]::new()", StringComparison.Ordinal);
    }
}
