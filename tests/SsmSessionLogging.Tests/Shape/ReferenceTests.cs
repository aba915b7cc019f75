namespace SsmSessionLogging.Tests.Shape;

/// <summary>What ships is closed: each assembly finds those it asks for, on the oldest .NET of its edition.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(PSEdition.Core)]
    [InlineData(PSEdition.Desktop)]
    public void Every_assembly_that_a_shipped_one_asks_for_is_there_and_new_enough(PSEdition edition)
    {
        var shipped = new ShippedEdition(edition);
        var there = shipped.Shipped.Append(ShippedEdition.Engine).Concat(shipped.Framework)
            .ToLookup(ShippedEdition.NameOf, StringComparer.OrdinalIgnoreCase);

        var wrong = from file in shipped.Shipped
                    from reference in ShippedEdition.ReferencesOf(file)
                    where !there[reference.Name!].Any(candidate => ShippedEdition.VersionOf(candidate) >= reference.Version)
                    select $"{Path.GetFileName(file)} asks for {reference.Name} {reference.Version}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(PSEdition.Core)]
    [InlineData(PSEdition.Desktop)]
    public void Every_type_and_member_that_a_shipped_assembly_names_is_there(PSEdition edition)
    {
        var shipped = new ShippedEdition(edition);
        using var assemblies = new AssemblySet(shipped.Shipped.Append(ShippedEdition.Engine).Concat(shipped.Framework));

        var missing = shipped.Shipped.Select(file => assemblies.Get(ShippedEdition.NameOf(file))!)
            .SelectMany(assembly => new MemberReferences(assemblies, assembly).Missing());

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(PSEdition.Core)]
    [InlineData(PSEdition.Desktop)]
    public void No_assembly_ships_twice(PSEdition edition)
    {
        var shipped = new ShippedEdition(edition);

        Assert.Empty(shipped.Beside.Select(Path.GetFileName).Intersect(shipped.Lib.Select(Path.GetFileName)));
    }

    [Fact]
    public void PowerShell_7_gets_no_copy_of_what_its_framework_brings()
    {
        var core = new ShippedEdition(PSEdition.Core);

        Assert.DoesNotContain(core.Shipped.Select(ShippedEdition.NameOf), core.IsFramework);
    }

    [Fact]
    public void Windows_PowerShell_finds_exactly_the_versions_that_the_cmdlets_and_the_library_ask_for()
    {
        var desktop = new ShippedEdition(PSEdition.Desktop);
        var beside = desktop.Beside.ToDictionary(ShippedEdition.NameOf, ShippedEdition.VersionOf);

        var others = from file in (string[])[desktop["SsmSessionLogging"], desktop["SessionLogging"]]
                     from reference in ShippedEdition.ReferencesOf(file)
                     where beside.TryGetValue(reference.Name!, out var version) && version != reference.Version
                     select $"{Path.GetFileName(file)} asks for {reference.Name} {reference.Version}, and {beside[reference.Name!]} ships";

        Assert.Empty(others);
    }

    /// <summary>
    /// Windows PowerShell lists the types of the cmdlets' assembly before it calls OnImport, which installs the handler that bridges
    /// versions.
    /// </summary>
    [Fact]
    public void Windows_PowerShell_reads_every_type_of_the_cmdlets_before_any_version_is_bridged()
    {
        var desktop = new ShippedEdition(PSEdition.Desktop);
        using var context = desktop.Open(Exactly(desktop));

        foreach (var type in context.LoadFromAssemblyPath(desktop["SsmSessionLogging"]).GetTypes())
        {
            Assert.Null(Record.Exception(() => TypeLayout.Load(type)));
        }
    }

    private static Func<AssemblyName, string?> Exactly(ShippedEdition desktop)
    {
        var beside = desktop.Beside.ToDictionary(file => (ShippedEdition.NameOf(file), ShippedEdition.VersionOf(file)));
        var framework = desktop.Framework.Append(ShippedEdition.Engine).ToLookup(ShippedEdition.NameOf);
        return name => beside.GetValueOrDefault((name.Name!, name.Version!))
            ?? framework[name.Name!].FirstOrDefault(file => ShippedEdition.VersionOf(file) >= name.Version);
    }
}
