using OxyPlot.Axes;
using OxyPlot.Series;

namespace SessionLogging.Rendering.Charts;

/// <summary>One bar of a chart.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Count">How many.</param>
/// <param name="Ink">Its colour.</param>
internal readonly record struct Bar(string Name, long Count, ChartInk Ink = ChartInk.Bar);

/// <summary>Counts of named things, one bar under the other.</summary>
internal static class BarChart
{
    private const int Width = 560;

    // At nothing at all the plot would write the figure over the name.
    private const double AlmostNothing = 1e-6;

    internal static Chart Of(string title, string note, string nameHeader, IReadOnlyList<Bar> bars) => new(
        title,
        note,
        bars.Any(bar => bar.Count > 0) ? new ChartImage(Draw(title, bars, Width, longestName: 28), Draw(title, bars, ChartImage.NarrowWidth, longestName: 24)) : null,
        [nameHeader, "Sessions"],
        [.. bars.Select(bar => (IReadOnlyList<string>)[bar.Name, Number(bar.Count)])]);

    private static string Draw(string title, IReadOnlyList<Bar> bars, int width, int longestName)
    {
        var labels = Array.ConvertAll([.. bars], bar => Label(bar.Name, longestName));
        var (left, right) = (SvgChart.WidthOf(labels.Max(label => label.Length)), SvgChart.WidthOf(Number(bars.Max(bar => bar.Count)).Length));
        var names = ChartAxes.Quiet(new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = 0.5 });
        names.Labels.AddRange(labels);
        var series = new BarSeries
        {
            LabelPlacement = LabelPlacement.Outside,
            LabelFormatString = "{0:#,0}",
            LabelMargin = 10,
            TextColor = SvgChart.Color(ChartInk.Text),
            StrokeThickness = 0,
        };
        series.Items.AddRange(bars.Select(bar => new BarItem(bar.Count == 0 ? AlmostNothing : bar.Count) { Color = SvgChart.Color(bar.Ink) }));

        var plot = SvgChart.NewPlot(labels.Max(label => label.Length));
        plot.Axes.Add(names);
        plot.Axes.Add(ChartAxes.Unseen(AxisPosition.Bottom, padding: right / (width - left - right)));
        plot.Series.Add(series);
        return SvgChart.Draw(plot, width, 16 + 26 * bars.Count, title);
    }

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Label(string name, int longest)
    {
        var characters = StringInfo.ParseCombiningCharacters(name);
        var label = characters.Length <= longest ? name : name.Remove(characters[longest - 1]) + "…";

        // The plot would take a brace behind one of these for a subscript or a superscript.
        return label.Replace("_{", "_\u200b{").Replace("^{", "^\u200b{");
    }
}
