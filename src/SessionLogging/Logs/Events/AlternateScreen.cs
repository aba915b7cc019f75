namespace SessionLogging.Logs.Events;

/// <summary>
/// Where a full-screen program takes the screen and gives it back, in entries that kept their escape sequences. What stands between
/// cannot be placed any more: it is told as lines, marked.
/// </summary>
internal static class AlternateScreen
{
    private static readonly string[] Modes = ["\u001b[?1049", "\u001b[?1047", "\u001b[?47"];

    /// <summary>How much of an entry stood on the alternate screen that a program leaves in it.</summary>
    internal static int LeftAt(string entry)
    {
        var left = 0;
        foreach (var mode in Modes)
        {
            var at = entry.LastIndexOf(mode + "l", StringComparison.Ordinal);
            left = Math.Max(left, at < 0 ? 0 : at + mode.Length + 1);
        }

        return left;
    }

    internal static bool IsEntered(string entry) => Modes.Any(mode => entry.Contains(mode + "h"));

    /// <summary>The entry on one screen: what a program showed on another would be lost.</summary>
    internal static string OnOneScreen(string entry) =>
        Modes.Aggregate(entry, (text, mode) => text.Replace(mode + "h", "").Replace(mode + "l", ""));
}
