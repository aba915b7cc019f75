using SessionLogging.Rendering.Charts;

namespace SessionLogging.Rendering.Pages;

/// <summary>Everything that the page's template shows.</summary>
internal sealed class PageModel
{
    public required string Title { get; init; }

    /// <summary>When the page was written, and by what.</summary>
    public required string Written { get; init; }

    public required string Zone { get; init; }

    /// <summary>What a browser may run and apply: this page's own script and style, by their hashes.</summary>
    public required string Policy { get; init; }

    public required string Style { get; init; }

    public required string Script { get; init; }

    public required CoverageSection Coverage { get; init; }

    public required IReadOnlyList<Figure> Headline { get; init; }

    public required IReadOnlyList<Figure> Logs { get; init; }

    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>How many sessions, as a figure.</summary>
    public required string Count { get; init; }

    /// <summary>The newest sessions, for paper and for readers without script.</summary>
    public required IReadOnlyList<SessionRow> Rows { get; init; }

    /// <summary>How many rows that is at most, as a figure.</summary>
    public required string MostRows { get; init; }

    /// <summary>Whether there are more sessions than rows.</summary>
    public required bool HasMore { get; init; }
}
