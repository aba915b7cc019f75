namespace SessionLogging.Rendering.Charts;

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
