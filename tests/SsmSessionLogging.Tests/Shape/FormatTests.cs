using System.Management.Automation.Language;
using System.Xml.Linq;

namespace SsmSessionLogging.Tests.Shape;

public sealed class FormatTests
{
    private const int Width = 100;
    private const int NarrowWidth = 80;

    /// <summary>What a column without a width needs at least to be worth reading.</summary>
    private const int LeastRest = 20;

    private static readonly XDocument Format = XDocument.Load(
        Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.Format.ps1xml"));

    public static TheoryData<string> Views => [.. Format.Descendants("View").Select(view => view.Element("Name")!.Value)];

    [Theory]
    [MemberData(nameof(Views))]
    public void A_table_fits_100_columns(string name)
    {
        var columns = View(name).Descendants("TableColumnHeader").ToList();

        var width = columns.Sum(column => (int?)column.Element("Width") ?? LeastRest) + Math.Max(0, columns.Count - 1);

        Assert.True(width <= Width, $"{width} columns");
        Assert.True(columns.Count(column => column.Element("Width") is null) <= 1, "Only the last column may take the rest.");
        Assert.Equal(columns.Count, View(name).Descendants("TableColumnItem").Count());
    }

    /// <summary>PowerShell cuts the column at the edge, and of a number on the right what is cut is its beginning.</summary>
    [Theory]
    [MemberData(nameof(Views))]
    public void Numbers_and_times_end_before_a_narrow_screen_does(string name)
    {
        var end = -1;
        foreach (var column in View(name).Descendants("TableColumnHeader"))
        {
            end += ((int?)column.Element("Width") ?? LeastRest) + 1;
            if (column.Element("Alignment")?.Value == "Right" || column.Element("Label")!.Value.EndsWith("(UTC)", StringComparison.Ordinal))
            {
                Assert.InRange(end, 1, NarrowWidth - 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Times_are_shown_in_one_calendar(string name)
    {
        using var context = new ShippedEdition(PSEdition.Core).Open();
        var library = context.LoadFromAssemblyPath(new ShippedEdition(PSEdition.Core)["SessionLogging"]);
        var times = View(name).Element("ViewSelectedBy")!.Elements("TypeName").SelectMany(type => library.GetType(type.Value, throwOnError: true)!.GetProperties())
            .Where(property => property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?)).Select(property => property.Name).ToHashSet();

        Assert.DoesNotContain(View(name).Descendants("PropertyName"), property => times.Contains(property.Value));
        Assert.All(
            View(name).Descendants("ScriptBlock").Where(script => times.Overlaps(PropertiesOf(script.Value))),
            script => Assert.Contains("InvariantCulture", script.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_times_has_a_list_as_well_as_a_table()
    {
        using var context = new ShippedEdition(PSEdition.Core).Open();
        var library = context.LoadFromAssemblyPath(new ShippedEdition(PSEdition.Core)["SessionLogging"]);

        Assert.All(
            Format.Descendants("View").GroupBy(view => view.Element("ViewSelectedBy")!.Element("TypeName")!.Value)
                .Where(views => library.GetType(views.Key)!.GetProperties().Any(property => property.PropertyType == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset?))),
            views => Assert.Contains(views, view => view.Element("ListControl") is not null));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_shows_only_what_its_objects_have(string name)
    {
        using var context = new ShippedEdition(PSEdition.Core).Open();
        var library = context.LoadFromAssemblyPath(new ShippedEdition(PSEdition.Core)["SessionLogging"]);
        var view = View(name);

        var properties = view.Element("ViewSelectedBy")!.Elements("TypeName")
            .Select(type => library.GetType(type.Value, throwOnError: true)!.GetProperties().Select(property => property.Name).ToHashSet())
            .Aggregate((common, next) => [.. common.Intersect(next)]);
        var shown = view.Descendants("PropertyName").Select(property => property.Value)
            .Concat(view.Descendants("ScriptBlock").SelectMany(script => PropertiesOf(script.Value)));

        Assert.Subset(properties, shown.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_shows_texts_only_as_shown_text_and_moments_in_no_culture(string name)
    {
        using var context = new ShippedEdition(PSEdition.Core).Open();
        var library = context.LoadFromAssemblyPath(new ShippedEdition(PSEdition.Core)["SessionLogging"]);
        var properties = TypesOf(View(name)).SelectMany(type => library.GetType(type, throwOnError: true)!.GetProperties()).ToLookup(property => property.Name, property => property.PropertyType);

        var bare = View(name).Descendants("PropertyName").Select(property => property.Value).Where(property => properties[property].Any(CanHoldTextOrMoment))
            .Concat(View(name).Descendants("ScriptBlock").Select(script => script.Value).Where(script =>
                PropertiesOf(script).Any(property => properties[property].Any(CanHoldTextOrMoment))
                && !script.Contains("[SessionLogging.ShownText]::", StringComparison.Ordinal)
                && !script.Contains("::InvariantCulture", StringComparison.Ordinal)
                && !script.Contains(".Count", StringComparison.Ordinal)));

        Assert.Empty(bare);
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

    private static bool CanHoldTextOrMoment(Type type) => type.FullName is "System.String" or "System.Object" or "System.DateTimeOffset"
        || type.GetGenericArguments().Any(CanHoldTextOrMoment);

    private static XElement View(string name) => Format.Descendants("View").Single(view => view.Element("Name")!.Value == name);

    /// <summary>What a script reads of its <c>$_</c>; in a block inside of it that is another object.</summary>
    private static IEnumerable<string> PropertiesOf(string script) => Parser.ParseInput(script, out _, out _)
        .FindAll(
            node => node is MemberExpressionAst { Expression: VariableExpressionAst { VariablePath.UserPath: "_" } },
            searchNestedScriptBlocks: false)
        .Select(node => ((MemberExpressionAst)node).Member.Extent.Text);
}
