namespace SsmSessionLogging.Tests.Shape;

/// <summary>Dependencies run one way: the cmdlets, the AWS adapter and the rendering know the library, and the library knows none of them.</summary>
public sealed class DependencyTests
{
    /// <summary>What each of the module's own assemblies may ask for beside the framework.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["SessionLogging"] = [],
        ["SessionLogging.Aws"] = ["SessionLogging", "AWSSDK.*"],
        ["SessionLogging.Rendering"] = ["SessionLogging", "CsvHelper", "Fluid", "OxyPlot", "Parlot"],
        ["SsmSessionLogging"] = ["SessionLogging", "System.Management.Automation"],
    };

    [Theory]
    [InlineData(PSEdition.Core)]
    [InlineData(PSEdition.Desktop)]
    public void Each_assembly_of_the_module_asks_only_for_those_that_it_may_know(PSEdition edition)
    {
        var shipped = new ShippedEdition(edition);
        var own = shipped.Shipped.Where(file => ShippedEdition.NameOf(file).Contains("SessionLogging", StringComparison.Ordinal)).ToList();

        var forbidden = from file in own
                        let name = ShippedEdition.NameOf(file)
                        from reference in ShippedEdition.ReferencesOf(file)
                        where !shipped.IsFramework(reference.Name!) && !Allowed.GetValueOrDefault(name, []).Any(reference.Name!.IsLike)
                        select $"{name} asks for {reference.Name}";

        Assert.Equal(Allowed.Keys.Order(), own.Select(ShippedEdition.NameOf).Order());
        Assert.Empty(forbidden);
    }
}
