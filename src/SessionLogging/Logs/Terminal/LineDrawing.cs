namespace SessionLogging.Logs.Terminal;

/// <summary>The DEC Special Graphics set, whose letters are lines (VT100 user guide, table 3-9).</summary>
internal static class LineDrawing
{
    private const string Set = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    /// <summary>What a printable ASCII character is drawn as.</summary>
    internal static int Of(int character) => character is >= 0x5f and <= 0x7e ? Set[character - 0x5f] : character;
}
