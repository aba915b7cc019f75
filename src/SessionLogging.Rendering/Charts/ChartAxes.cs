using OxyPlot;
using OxyPlot.Axes;

namespace SessionLogging.Rendering.Charts;

/// <summary>The axes that the charts share: words and figures, hardly a line.</summary>
internal static class ChartAxes
{
    /// <summary>Counts from nothing, with a grid.</summary>
    internal static LinearAxis Counts(AxisPosition position) => Quiet(new LinearAxis
    {
        Position = position,
        Minimum = 0,
        MaximumPadding = 0.08,
        MinimumMajorStep = 1,
        StringFormat = "#,0",
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineThickness = 1,
        MajorGridlineColor = SvgChart.Color(ChartInk.Grid),
    });

    /// <summary>Counts from nothing, which the bars' own labels say.</summary>
    internal static LinearAxis Unseen(AxisPosition position) =>
        new() { Position = position, Minimum = 0, MaximumPadding = 0.14, IsAxisVisible = false };

    /// <summary>Things in a row, each at its index.</summary>
    /// <param name="position">The side.</param>
    /// <param name="labels">What they are called.</param>
    /// <param name="step">Every which is named.</param>
    internal static LinearAxis Named(AxisPosition position, IReadOnlyList<string> labels, int step) => Quiet(new LinearAxis
    {
        Position = position,
        Minimum = -0.5,
        Maximum = labels.Count - 0.5,
        MajorStep = step,
        AxisTickToLabelDistance = 8,
        LabelFormatter = place => place >= 0 && place < labels.Count ? labels[(int)Math.Round(place)] : "",
    });

    internal static T Quiet<T>(T axis)
        where T : Axis
    {
        axis.TickStyle = TickStyle.None;
        axis.AxislineStyle = LineStyle.None;
        axis.MinorGridlineStyle = LineStyle.None;
        axis.TextColor = SvgChart.Color(ChartInk.Text);
        axis.AxislineColor = axis.TicklineColor = axis.MinorTicklineColor = SvgChart.Color(ChartInk.Grid);
        return axis;
    }
}
