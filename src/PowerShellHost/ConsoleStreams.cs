using System.Globalization;

namespace PowerShellHost;

/// <summary>What the host reads from and writes to, and what stands at the other end.</summary>
internal sealed record ConsoleStreams(TextReader Input, TextWriter Output, TextWriter Error)
{
    /// <summary>The width of pages, logs and this project's format views, for where no terminal says another.</summary>
    private const int DefaultWidth = 100;

    /// <summary>Whether escape sequences are wanted on the output.</summary>
    public bool ColoredOutput { get; init; }

    /// <summary>Whether escape sequences are wanted on the error stream.</summary>
    public bool ColoredError { get; init; }

    /// <summary>Whether progress has a terminal to draw on.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Whether single keys can be read, which a redirected input cannot give.</summary>
    public bool ReadsKeys { get; init; }

    /// <summary>Whether somebody may be asked.</summary>
    public bool CanPrompt { get; init; } = true;

    /// <summary>Columns of a line.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The process's own console. NO_COLOR (no-color.org) turns colours off; COLUMNS is the width where no terminal is.</summary>
    public static ConsoleStreams OfProcess()
    {
        var colors = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new(Console.In, Console.Out, Console.Error)
        {
            ColoredOutput = colors && !Console.IsOutputRedirected,
            ColoredError = colors && !Console.IsErrorRedirected,
            ShowsProgress = !Console.IsErrorRedirected,
            ReadsKeys = !Console.IsInputRedirected,
            Width = Console.IsOutputRedirected ? WidthOfEnvironment() : Math.Max(Console.WindowWidth, 1),
        };
    }

    private static int WidthOfEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
        && columns > 0
            ? columns
            : DefaultWidth;
}
