using System.Text.RegularExpressions;

namespace SessionLogging.Logs.Events;

/// <summary>
/// What an entry by itself tells of what the agent's streaming took out of it: carriage returns, cursor moves and deletes leave no trace,
/// so a typed line may have been edited, and states of a progress bar stand one behind the other.
/// </summary>
internal static class EntryDamage
{
    private const int ShortestRepeat = 10;
    private const int LongestSearched = 4096;
    private const int NarrowWindow = 79;
    private const int FilledRow = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Prompt = new(
        @"^(\[[^\]]{1,80}\][$#%] |[^\s@]{1,40}@[^\s]{1,60}( [^\s]{1,60}){0,2} ?[$#%>❯] |[^\s]{0,40} ?[$#%>❯\ufffd]{1,3} | {0,6}\.\.\.>? )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Harmless = new(
        @"\e\][^\a\e]*(\a|\e\\)|\e\[[0-9;:]*m\e\[0?K|\e\[[0-9;:<>?]*m|\e\[\?[0-9;]*[hl]|\e[=>]|\e\([A-Z0-9]|\e\[0?K$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Percentage = new(@"\d+(\.\d+)?%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Clock = new(@"(\d+|--):(\d\d|--):(\d\d|--)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    /// <summary>Whether a line begins with what a shell or an interpreter asks with: it was typed.</summary>
    internal static bool IsTyped(string text) => text.Length < LongestSearched && Prompt.IsMatch(text);

    /// <summary>Whether the row was filled with blanks as zsh does before its prompt.</summary>
    internal static bool IsFilledRow(string entry) => entry.Contains("%" + new string(' ', FilledRow));

    /// <summary>Whether something is missing in an entry, or may be.</summary>
    /// <param name="entry">As it stands in the event.</param>
    /// <param name="text">The same decoded.</param>
    internal static bool Shows(string entry, string text)
    {
        var isRaw = entry.Contains('\u001b');
        if (entry.Contains('\ufffd') || HasControls(entry) || (isRaw && Harmless.Replace(entry, "").Contains('\u001b')) || LeavesAlternate(entry))
            return true;
        if (IsTyped(text))
            return !isRaw || text.Length >= NarrowWindow;
        return text is [':', ..] || text.IndexOf("(END)", StringComparison.Ordinal) >= 0 || IsFilledRow(entry) || IsRepainted(text);
    }

    private static bool LeavesAlternate(string entry) => entry.Contains("\u001b[?1049") || entry.Contains("\u001b[?47");

    /// <summary>A bell, and a tab that a raw line kept, change nothing.</summary>
    private static bool HasControls(string entry)
    {
        foreach (var character in entry)
        {
            if (character is < ' ' and not ('\u001b' or '\a' or '\t'))
                return true;
        }

        return false;
    }

    /// <summary>Whether the states of what painted itself over stand one behind the other.</summary>
    private static bool IsRepainted(string text)
    {
        if (text.Length is < 2 * ShortestRepeat or > LongestSearched)
            return false;
        if (Percentage.Matches(text).Cast<Match>().Skip(2).Any() || Clock.Matches(text).Cast<Match>().Skip(4).Any())
            return true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>();
        for (var at = 0; at + ShortestRepeat <= text.Length; at++)
        {
            var piece = text.Substring(at, ShortestRepeat);
            if (!IsWords(piece))
            {
                waiting.Enqueue("");
            }
            else
            {
                if (seen.Contains(piece))
                    return true;
                waiting.Enqueue(piece);
            }

            // A piece does not repeat itself where it overlaps.
            if (waiting.Count >= ShortestRepeat)
                seen.Add(waiting.Dequeue());
        }

        return false;
    }

    /// <summary>Letters with a blank between them.</summary>
    private static bool IsWords(string piece)
    {
        var letters = 0;
        var inside = false;
        for (var at = 0; at < piece.Length; at++)
        {
            letters += char.IsLetter(piece[at]) ? 1 : 0;
            inside |= piece[at] == ' ' && at > 0 && at < piece.Length - 1;
        }

        return inside && letters >= ShortestRepeat / 2;
    }
}
