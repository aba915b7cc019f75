using System.Xml.Linq;

namespace SsmSessionLogging.Tests.Shape;

public sealed class FormatTests
{
    /// <summary>The narrowest screen that tables are made for: 80 columns, of which PowerShell leaves one free on some hosts.</summary>
    private const int Narrow = 79;

    private static readonly XDocument Format = XDocument.Load(
        Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.Format.ps1xml"));

    public static TheoryData<string> Views => [.. Format.Descendants("View").Select(view => view.Element("Name")!.Value)];

    [Theory]
    [MemberData(nameof(Views))]
    public void A_table_fits_a_narrow_screen_with_its_headers(string name)
    {
        var columns = View(name).Descendants("TableColumnHeader").Select(column => (Label: column.Element("Label")!.Value, Width: (int?)column.Element("Width"))).ToList();
        var left = Narrow - columns.Sum(column => column.Width ?? 0) - Math.Max(0, columns.Count - 1);

        Assert.All(columns, column => Assert.True(column.Label.Length <= (column.Width ?? left / columns.Count(each => each.Width is null)), $"{column.Label}: {left}"));
        Assert.True(left >= 0, $"{-left} columns too many");
        Assert.True(columns.Count == 0 || columns[0].Width > 0, "PowerShell lays a table whose first column has no width out by what is in it, and waits for all of it.");
        Assert.Equal(columns.Count, View(name).Descendants("TableColumnItem").Count());
    }

    /// <summary>In Constrained Language Mode a view that calls something shows nothing; and only these texts act on no screen and are the same in every culture.</summary>
    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_reads_what_is_made_to_be_shown_and_calls_nothing(string name)
    {
        Assert.Empty(View(name).Descendants("PropertyName"));
        Assert.All(
            View(name).Descendants("ScriptBlock"),
            script => Assert.Matches(script.Parent!.Name.LocalName switch { "TableColumnItem" => @"^\$_\.Cell\.(\w+|'[^']+')$", "ListItem" or "ItemSelectionCondition" => @"^\$_\.Item\.\w+$", _ => @"^\$_\.In$" }, script.Value));
        Assert.Equal(
            View(name).Descendants("Label").Where(label => label.Parent!.Name != "GroupBy").Select(label => label.Value),
            View(name).Descendants("ScriptBlock").Where(script => script.Parent!.Name.LocalName is "TableColumnItem" or "ListItem").Select(script => script.Value.Split('.', 3)[2].Trim('\'')));
    }

    [Fact]
    public void What_has_times_has_a_list_as_well_as_a_table()
    {
        using var context = new ShippedEdition(PSEdition.Core).Open();
        var library = context.LoadFromAssemblyPath(new ShippedEdition(PSEdition.Core)["SessionLogging"]);

        Assert.All(
            Format.Descendants("View").GroupBy(view => TypesOf(view).First().Split('#')[0])
                .Where(views => library.GetType(views.Key)!.GetProperties().Any(property => property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?))),
            views => Assert.Contains(views, view => view.Element("ListControl") is not null));
    }

    [Fact]
    public void Every_object_that_a_cmdlet_gives_has_a_table_and_a_list_of_all_that_it_holds()
    {
        using var context = new ShippedEdition(PSEdition.Core).Open();
        var library = context.LoadFromAssemblyPath(new ShippedEdition(PSEdition.Core)["SessionLogging"]);
        var given = BuiltModule.Commands.SelectMany(command => command.OutputType).Select(type => type.Name).Where(type => type.StartsWith("SessionLogging.", StringComparison.Ordinal)).Distinct();

        Assert.All(given, type =>
        {
            var views = Format.Descendants("View").Where(view => TypesOf(view).Contains(type)).ToList();
            Assert.Contains(views, view => view.Element("TableControl") is not null);
            var list = Assert.Single(views, view => view.Element("ListControl") is not null);
            var shown = list.Descendants("ListItem").Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value);
            Assert.Equal(
                library.GetType(type, throwOnError: true)!.GetProperties().Select(property => property.Name).Except(NotListed).Order(StringComparer.Ordinal),
                shown.Order(StringComparer.Ordinal));
        });
    }

    /// <summary>Whole documents, and preferences in a receipt: there for scripts. And what CloudWatchLogging and Key say too.</summary>
    private static readonly string[] NotListed = ["Document", "Preference", "CloudWatchStreamingEnabled", "Keys"];

    private static IEnumerable<string> TypesOf(XElement view) => view.Element("ViewSelectedBy")!.Elements("TypeName").Select(type => type.Value);

    private static XElement View(string name) => Format.Descendants("View").Single(view => view.Element("Name")!.Value == name);
}
