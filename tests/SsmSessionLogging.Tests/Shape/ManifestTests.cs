using System.Management.Automation.Runspaces;

namespace SsmSessionLogging.Tests.Shape;

public sealed class ManifestTests : IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public ManifestTests() => _runspace.Open();

    public void Dispose() => _runspace.Dispose();

    [Fact]
    public void PowerShell_finds_no_fault_in_the_manifest()
    {
        using var shell = PowerShell.Create(_runspace);

        var manifest = shell.AddCommand("Test-ModuleManifest").AddArgument(BuiltModule.Manifest).Invoke<PSModuleInfo>().Single();

        Assert.Empty(shell.Streams.Error);
        Assert.Empty(shell.Streams.Warning);
        Assert.Equal(BuiltModule.Commands.Select(command => command.Name).Order(), manifest.ExportedCmdlets.Keys.Order());
    }

    [Theory]
    [InlineData(PSEdition.Core)]
    [InlineData(PSEdition.Desktop)]
    public void Each_edition_gets_its_own_assembly(PSEdition edition)
    {
        // The engine's own variable of this name is constant, so the manifest is asked with another.
        var text = File.ReadAllText(BuiltModule.Manifest).Replace("$PSEdition", "$args[0]", StringComparison.Ordinal);
        using var shell = PowerShell.Create(_runspace);

        shell.AddScript($"({text}).RootModule").AddArgument(edition.ToString());
        var module = shell.Invoke<string>().Single();

        var expected = new ShippedEdition(edition)["SsmSessionLogging"];
        Assert.Equal(expected, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(BuiltModule.Manifest)!, module)));
        Assert.True(File.Exists(expected), expected);
    }

    [Fact]
    public void Every_cmdlet_of_the_assembly_is_exported_under_the_name_it_has()
    {
        var classes = BuiltModule.Commands[0].ImplementingType.Assembly.GetExportedTypes()
            .Select(type => (CmdletAttribute?)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute)))
            .OfType<CmdletAttribute>();

        Assert.Equal(
            classes.Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").Order(),
            BuiltModule.Commands.Select(command => command.Name).Order());
    }
}
