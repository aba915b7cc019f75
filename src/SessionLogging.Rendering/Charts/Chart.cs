namespace SessionLogging.Rendering.Charts;

/// <summary>A chart of the page, and the same figures as a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">What it shows and what not, in words.</param>
/// <param name="Image">The image, or nothing where there is nothing to draw or the table says it better.</param>
/// <param name="Headers">The table's column heads.</param>
/// <param name="Rows">The table's rows.</param>
internal sealed record Chart(string Title, string Note, ChartImage? Image, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether the colours tell how many, and need a key.</summary>
    public bool HasLevels { get; init; }

    /// <summary>Whether it needs the whole width.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether the table stands there by itself.</summary>
    public bool IsTable { get; init; }
}

/// <summary>A chart drawn twice, so that its words are as large on a phone as on a screen: the page's style shows the one that belongs there.</summary>
/// <param name="Broad">For screens and paper.</param>
/// <param name="Narrow">For phones.</param>
internal sealed record ChartImage(string Broad, string Narrow)
{
    /// <summary>The width of the narrow image, in the units of its fonts.</summary>
    internal const int NarrowWidth = 350;
}

/// <summary>What a chart's colours stand for; the page's style says how each looks in light, in dark and on paper.</summary>
internal enum ChartInk
{
    Text,
    Grid,
    Bar,
    Level0,
    Level1,
    Level2,
    Level3,
    Level4,
    Level5,
    Found,
    Pending,
    Expected,
    Unknown,
    Empty,
    Missing,
    NotLoggable,
    NotConfigured,
}

/// <summary>The class of the page's style for each ink.</summary>
internal static class InkClass
{
    internal static string Of(ChartInk ink) => "ink-" + ink.ToString().ToLowerInvariant();
}
