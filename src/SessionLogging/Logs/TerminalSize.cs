using System.Runtime.InteropServices;

namespace SessionLogging.Logs;

/// <summary>The size of a terminal's window.</summary>
/// <param name="Columns">2 to 1,000.</param>
/// <param name="Rows">2 to 1,000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TerminalSize(int Columns, int Rows)
{
    /// <summary>The least columns or rows.</summary>
    public const int Least = 2;

    /// <summary>The most columns or rows.</summary>
    public const int Most = 1000;

    /// <summary>What is taken where nothing tells: 100 columns and 40 rows.</summary>
    public static TerminalSize Usual { get; } = new(100, 40);
}
