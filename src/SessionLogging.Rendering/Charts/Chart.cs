namespace SessionLogging.Rendering.Charts;

/// <summary>A chart of the page, and the same figures as a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">What it shows and what not, in words.</param>
/// <param name="Svg">The image, or nothing where there is nothing to draw.</param>
/// <param name="Headers">The table's column heads.</param>
/// <param name="Rows">The table's rows.</param>
internal sealed record Chart(string Title, string Note, string Svg, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether the colours tell how many, and need a key.</summary>
    public bool HasLevels { get; init; }

    /// <summary>Whether it needs the whole width.</summary>
    public bool IsWide { get; init; }
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
