using System.Xml.Linq;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Every type that a cmdlet gives, with values that are long, wide or absent, in tables of a real pwsh without a locale, where PowerShell itself breaks words by letters.</summary>
public sealed class TableTests(TableTests.Shown shown) : IClassFixture<TableTests.Shown>
{
    private const string Joints = "-/_.:,;@=+\\";

    private static readonly XDocument Format = XDocument.Load(Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.Format.ps1xml"));

    [Fact]
    public void Every_table_is_among_them()
    {
        var views = Format.Descendants("View").Where(view => view.Element("TableControl") is not null).Select(TypeOf);

        Assert.Equal(views.Order(StringComparer.Ordinal), shown.Cases.Select(item => item.Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_header_and_no_word_is_broken_and_all_columns_stand_there_in_order()
    {
        Assert.Multiple([.. shown.Cases.SelectMany(item => item.Tables.Select(table => (Action)(() => Check(item, table))))]);
    }

    [Fact]
    public void What_stands_above_a_column_is_a_property() =>
        Assert.All(shown.Cases, item => Assert.All(item.Headers.Zip(item.AreProperties), column => Assert.True(column.Second, $"{item.Type} has no {column.First}")));

    [Fact]
    public void What_is_there_for_views_is_in_no_file() =>
        Assert.All(shown.Cases, item => Assert.Empty(item.Names.Intersect(["Account", "Cell", "Item", "User", "Log", "Hours", "Unlogged"])));

    [Fact]
    public void Files_have_names_for_enumerations_and_plain_durations_and_lists() => Assert.All(shown.Cases, item =>
    {
        using var json = JsonDocument.Parse(item.Json);
        Assert.All(item.Enumerations, name => Assert.Equal((name, JsonValueKind.String), (name, json.RootElement.GetProperty(name).ValueKind)));
        Assert.DoesNotContain("Ticks", item.Json, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"System\.|SessionLogging\.", item.Csv);
    });

    [Fact]
    public void A_language_that_lets_nothing_be_called_shows_the_same()
    {
        Assert.Equal(shown.Cases[0].Tables[0].Text + shown.Cases[0].List, shown.Constrained.ReplaceLineEndings("\n"));
    }

    private static void Check(Case item, Table table)
    {
        var lines = table.Text.Split('\n').SkipWhile(line => !line.Contains(item.Headers[0], StringComparison.Ordinal)).ToList();
        var columns = Columns(item.Type, table.Width);
        Assert.True(lines.TrueForAll(line => line.TrimEnd().Length <= table.Width), table.Text);
        Assert.True(item.Headers.SequenceEqual(columns.Select(column => column.Header)), item.Type);
        Assert.True(columns.TrueForAll(column => Cell(lines[0], column) == column.Header), table.Text);
        Assert.True(columns.TrueForAll(column => Cell(lines[1], column).Trim('-').Length == 0), table.Text);

        var rows = lines.Skip(2).TakeWhile(line => line.Trim().Length > 0).ToList();
        foreach (var (column, whole) in columns.Zip(item.Cells))
        {
            var parts = rows.Select(row => Cell(row, column)).Where(part => part.Length > 0).ToList();
            Assert.True(IsWhole(whole, parts, Words(whole).All(word => Cells(word) <= column.Width)), $"{item.Type}, {table.Width}: {column.Header} is '{whole}', in parts of {column.Width}: {string.Join('|', parts)}\n{table.Text}");
        }
    }

    // At the end of a line the text has a blank there, or is a name that is longer than the column and was broken at a joint.
    private static bool IsWhole(string whole, List<string> parts, bool wordsFit)
    {
        var at = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            if (string.CompareOrdinal(whole, at, parts[part], 0, parts[part].Length) != 0)
            {
                return false;
            }

            at += parts[part].Length;
            var isAtBlank = at == whole.Length || whole[at] == ' ';
            if (!isAtBlank && (wordsFit || !Joints.Contains(whole[at - 1], StringComparison.Ordinal)))
            {
                return false;
            }

            while (at < whole.Length && whole[at] == ' ')
            {
                at++;
            }
        }

        return at == whole.Length;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Cells(string text) => text.Sum(character => character >= '\u2E80' ? 2 : 1);

    private static string Cell(string line, (string Header, int Start, int Width) column)
    {
        var (cells, text) = (0, "");
        foreach (var character in line)
        {
            if (cells >= column.Start && cells < column.Start + column.Width)
            {
                text += character;
            }

            cells += Cells(character.ToString());
        }

        return text.Trim();
    }

    // As PowerShell gives out what is left: a cell each, from the left.
    private static List<(string Header, int Start, int Width)> Columns(string type, int width)
    {
        var headers = Format.Descendants("View").Single(view => TypeOf(view) == type && view.Element("TableControl") is not null).Descendants("TableColumnHeader").ToList();
        var widths = headers.Select(header => (int?)header.Element("Width") ?? 0).ToList();
        var left = width - widths.Sum() - (widths.Count - 1);
        var sharing = widths.Count(each => each == 0);
        var (columns, start, shared) = (new List<(string, int, int)>(), 0, 0);
        for (var at = 0; at < headers.Count; at++)
        {
            var cells = widths[at] > 0 ? widths[at] : (left / sharing) + (shared++ < left % sharing ? 1 : 0);
            columns.Add((headers[at].Element("Label")!.Value, start, cells));
            start += cells + 1;
        }

        return columns;
    }

    private static string TypeOf(XElement view) => view.Element("ViewSelectedBy")!.Element("TypeName")!.Value;

    public sealed record Table(int Width, string Text);

    public sealed record Case(string Type, string[] Headers, string[] Cells, bool[] AreProperties, Table[] Tables, string List, string[] Names, string[] Enumerations, string Json, string Csv);

    /// <summary>One run of pwsh for all tests.</summary>
    public sealed class Shown : IAsyncLifetime
    {
        public IReadOnlyList<Case> Cases { get; private set; } = [];

        public string Constrained { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            var run = await PowerShellProcess.RunAsync(
                Repository.PathOf("tests", "SsmSessionLogging.Tests", "Module", "Show-Tables.ps1"),
                [Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1")],
                new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" });
            Assert.True(run.ExitCode == 0, run.Error);
            using var said = JsonDocument.Parse(run.Output);
            Cases = said.RootElement.GetProperty(nameof(Cases)).Deserialize<Case[]>()!;
            Constrained = said.RootElement.GetProperty(nameof(Constrained)).GetString()!;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
