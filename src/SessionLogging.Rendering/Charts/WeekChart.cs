using OxyPlot.Axes;
using OxyPlot.Series;

namespace SessionLogging.Rendering.Charts;

/// <summary>When in the week sessions start: a field for each hour of each weekday, darker the more there are.</summary>
internal static class WeekChart
{
    internal const int Days = 7;
    internal const int Hours = 24;

    private const string Title = "Weekday and hour";
    private const int Width = 960;
    private const int Height = 210;
    private const int Levels = 5;
    private const double Half = 0.46;

    private static readonly string[] DayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] HourNames = [.. Enumerable.Range(0, Hours).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture))];

    /// <param name="counts">Sessions by weekday, from Monday, and hour.</param>
    internal static Chart Of(long[,] counts)
    {
        var busiest = counts.Cast<long>().Max();
        return new Chart(
            Title,
            busiest == 0 ? "No session states its start." : FormattableString.Invariant($"When sessions start. The strongest colour stands for {busiest:#,0}."),
            busiest == 0 ? null : new ChartImage(Draw(counts, busiest, Width, hourStep: 1), Draw(counts, busiest, ChartImage.NarrowWidth, hourStep: 3)),
            ["Hour", .. DayNames],
            [.. HourNames.Select((name, hour) => (IReadOnlyList<string>)
                [name, .. Enumerable.Range(0, Days).Select(day => counts[day, hour].ToString("#,0", CultureInfo.InvariantCulture))])])
        {
            HasLevels = busiest > 0,
            IsWide = true,
        };
    }

    private static string Draw(long[,] counts, long busiest, int width, int hourStep)
    {
        var series = new RectangleBarSeries { StrokeThickness = 0 };
        for (var day = 0; day < Days; day++)
        {
            for (var hour = 0; hour < Hours; hour++)
            {
                // Rounded up, so that one session alone is seen.
                var level = (int)((counts[day, hour] * Levels + busiest - 1) / busiest);
                series.Items.Add(new RectangleBarItem(hour - Half, day - Half, hour + Half, day + Half) { Color = SvgChart.Color(ChartInk.Level0 + level) });
            }
        }

        var days = ChartAxes.Named(AxisPosition.Left, DayNames, step: 1);
        (days.StartPosition, days.EndPosition) = (1, 0);
        var plot = SvgChart.NewPlot(DayNames[0].Length);
        plot.Axes.Add(ChartAxes.Named(AxisPosition.Bottom, HourNames, hourStep));
        plot.Axes.Add(days);
        plot.Series.Add(series);
        return SvgChart.Draw(plot, width, Height, Title);
    }
}
