using OxyPlot.Axes;
using OxyPlot.Series;

namespace SessionLogging.Rendering.Charts;

/// <summary>Sessions per day, or per month or year where there are too many days to tell apart.</summary>
internal static class PeriodChart
{
    private const int Width = 960;
    private const int Height = 200;
    private const int MostColumns = 400;

    private static readonly Period[] Periods =
    [
        new("day", "yyyy-MM-dd", day => day.Date, (start, count) => start.AddDays(count), (first, last) => (last - first).Days),
        new("month", "yyyy-MM", day => new DateTime(day.Year, day.Month, 1), (start, count) => start.AddMonths(count), (first, last) => 12 * (last.Year - first.Year) + last.Month - first.Month),
        new("year", "yyyy", day => new DateTime(day.Year, 1, 1), (start, count) => start.AddYears(count), (first, last) => last.Year - first.Year),
    ];

    /// <param name="days">How many sessions started on a day.</param>
    /// <param name="withoutDay">Of how many sessions the start is not known.</param>
    internal static Chart Of(IReadOnlyDictionary<DateTime, long> days, long withoutDay)
    {
        var note = withoutDay == 0 ? "By the day of their start." : FormattableString.Invariant($"By the day of their start, which {withoutDay:#,0} do not state.");
        if (days.Count == 0)
        {
            return new Chart("Sessions per day", note, Image: null, ["Day", "Sessions"], []);
        }

        var (first, last) = (days.Keys.Min(), days.Keys.Max());
        var period = Periods.FirstOrDefault(candidate => candidate.Between(first, last) < MostColumns) ?? Periods[^1];
        var start = period.StartOf(first);
        var counts = new long[period.Between(start, last) + 1];
        foreach (var day in days)
        {
            counts[period.Between(start, period.StartOf(day.Key))] += day.Value;
        }

        var names = counts.Select((_, place) => period.Plus(start, place).ToString(period.Format, CultureInfo.InvariantCulture)).ToArray();
        var title = $"Sessions per {period.Name}";
        return new Chart(
            title,
            note,
            new ChartImage(Draw(title, names, counts, Width, mostLabels: 10), Draw(title, names, counts, ChartImage.NarrowWidth, mostLabels: 3)),
            [char.ToUpperInvariant(period.Name[0]) + period.Name.Substring(1), "Sessions"],
            [.. names.Zip(counts, (name, count) => (IReadOnlyList<string>)[name, count.ToString("#,0", CultureInfo.InvariantCulture)])])
        {
            IsWide = true,
        };
    }

    private static string Draw(string title, string[] names, long[] counts, int width, int mostLabels)
    {
        var series = new RectangleBarSeries { StrokeThickness = 0 };
        for (var place = 0; place < counts.Length; place++)
        {
            series.Items.Add(new RectangleBarItem(place - 0.4, 0, place + 0.4, counts[place]) { Color = SvgChart.Color(ChartInk.Bar) });
        }

        var plot = SvgChart.NewPlot(counts.Max().ToString("#,0", CultureInfo.InvariantCulture).Length);
        plot.Axes.Add(ChartAxes.Named(AxisPosition.Bottom, names, (names.Length + mostLabels - 1) / mostLabels));
        plot.Axes.Add(ChartAxes.Counts(AxisPosition.Left));
        plot.Series.Add(series);
        return SvgChart.Draw(plot, width, Height, title);
    }

    private sealed record Period(
        string Name, string Format, Func<DateTime, DateTime> StartOf, Func<DateTime, int, DateTime> Plus, Func<DateTime, DateTime, int> Between);
}
