using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;

namespace SessionLogging.Rendering.Charts;

/// <summary>Draws a plot as SVG that a page with a strict Content-Security-Policy can hold: classes of the page's style instead of styles of its own.</summary>
internal static class SvgChart
{
    private const byte InkMark = 1;

    // The page's font is the reader's own: this is wide enough for all of them.
    private const double CharacterWidth = 7.4;

    /// <summary>What a label beside the plot takes, in the units of its fonts.</summary>
    internal static double WidthOf(int characters) => 16 + CharacterWidth * characters;

    /// <summary>A plot without frame and paper, to which series and axes are added.</summary>
    /// <param name="labelLength">How many characters the longest label on the left has.</param>
    internal static PlotModel NewPlot(int labelLength) => new()
    {
        Culture = CultureInfo.InvariantCulture,
        DefaultFont = "Arial",
        DefaultFontSize = 12,
        TextColor = Color(ChartInk.Text),
        PlotAreaBorderThickness = new OxyThickness(0),
        PlotMargins = new OxyThickness(WidthOf(labelLength), double.NaN, double.NaN, double.NaN),
        Padding = new OxyThickness(4),
    };

    /// <summary>A colour that stands for an ink until the plot is drawn.</summary>
    internal static OxyColor Color(ChartInk ink) => OxyColor.FromRgb(InkMark, 0, (byte)ink);

    /// <param name="plot">What to draw.</param>
    /// <param name="width">In the units of its fonts.</param>
    /// <param name="height">In the units of its fonts.</param>
    /// <param name="label">The image's name for those who do not see it.</param>
    internal static string Draw(PlotModel plot, int width, int height, string label)
    {
        using var drawn = new MemoryStream();
        new SvgExporter { Width = width, Height = height }.Export(plot, drawn);
        drawn.Position = 0;
        var image = new XElement(
            "svg",
            new XAttribute("class", width == ChartImage.NarrowWidth ? "narrow" : "broad"),
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {width} {height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", label),
            XDocument.Load(drawn).Root!.Elements().SelectMany(Visible));
        return image.ToString(SaveOptions.DisableFormatting);
    }

    // Nothing reaches over the edge, so the plot's clipping goes, and with it ids that would repeat from chart to chart.
    private static IEnumerable<XElement> Visible(XElement element) => element.Name.LocalName switch
    {
        "defs" => [],
        "g" => element.Elements().SelectMany(Visible),
        _ => Themed(element),
    };

    private static IEnumerable<XElement> Themed(XElement element)
    {
        var style = StyleOf(element);
        var fill = InkOf(style, "fill");
        var stroke = style.TryGetValue("stroke-width", out var width) && width != "0" ? InkOf(style, "stroke") : null;
        if (fill is null && stroke is null)
        {
            return [];
        }

        var themed = new XElement(element.Name.LocalName, element.Attributes().Where(IsGeometry), element.Value);
        if (fill is { } filled)
        {
            themed.Add(new XAttribute("class", InkClass.Of(filled)));
        }

        if (stroke is { } stroked)
        {
            themed.Add(new XAttribute("class", InkClass.Of(stroked) + " line"), new XAttribute("stroke-width", width!));
        }

        return [themed];
    }

    private static bool IsGeometry(XAttribute attribute) =>
        attribute.Name.LocalName is not ("style" or "fill" or "font-family" or "font-weight") && !attribute.IsNamespaceDeclaration;

    private static Dictionary<string, string> StyleOf(XElement element)
    {
        var style = (element.Attribute("style")?.Value ?? "").Split([';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':')).ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.Ordinal);
        if (element.Attribute("fill") is { } fill)
        {
            style["fill"] = fill.Value;
        }

        return style;
    }

    private static ChartInk? InkOf(Dictionary<string, string> style, string part)
    {
        if (!style.TryGetValue(part, out var color) || color == "none")
        {
            return null;
        }

        var mark = FormattableString.Invariant($"rgb({InkMark},0,");
        return color.StartsWith(mark, StringComparison.Ordinal)
            ? (ChartInk)int.Parse(color.Substring(mark.Length).TrimEnd(')'), CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"A chart draws a {part} in {color}, which stands for no ink.");
    }
}

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
    /// <param name="position">The side.</param>
    /// <param name="padding">What the longest bar leaves for its label, as a part of its length.</param>
    internal static LinearAxis Unseen(AxisPosition position, double padding) =>
        new() { Position = position, Minimum = 0, MaximumPadding = padding, IsAxisVisible = false };

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
