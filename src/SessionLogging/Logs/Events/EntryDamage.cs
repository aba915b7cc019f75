namespace SessionLogging.Logs.Events;

/// <summary>
/// What an entry by itself tells of what the agent's streaming took out of it: carriage returns, cursor moves and deletes leave no trace,
/// so a typed line may have been edited, and states of a progress bar stand one behind the other.
/// </summary>
internal sealed class EntryDamage
{
    private const int LongestSearched = 4096;
    private const int NarrowWindow = 79;
    private const string FilledRow = "%                    ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Prompt = new(
        @"^(\[[^\]]{1,80}\][$#%] |[^\s@]{1,40}@[^\s]{1,60}( [^\s]{1,60}){0,2} ?[$#%>❯] |[^\s]{0,40} ?[$#%>❯\ufffd]{1,3} | {0,6}\.\.\.>? )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Harmless = new(
        @"\e\][^\a\e]*(\a|\e\\)|\e\[[0-9;:]*m\e\[0?K|\e\[[0-9;:<>?]*m|\e\[\?[0-9;]*[hl]|\e[=>]|\e\([A-Z0-9]|\e\[0?K$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Percentage = new(@"\d+(\.\d+)?%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Clock = new(@"(\d+|--):(\d\d|--):(\d\d|--)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private readonly RepeatedWords _repeated = new();

    /// <summary>Whether a line begins with what a shell or an interpreter asks with: it was typed.</summary>
    internal static bool IsTyped(string text) => text.Length < LongestSearched && MayBeTyped(text) && Prompt.IsMatch(text);

    /// <summary>Whether the row was filled with blanks as zsh does before its prompt.</summary>
    internal static bool IsFilledRow(string entry) => entry.Contains(FilledRow);

    /// <summary>Whether something is missing in an entry, or may be.</summary>
    /// <param name="entry">As it stands in the event.</param>
    /// <param name="text">The same decoded.</param>
    /// <param name="isTyped">Whether it was typed.</param>
    internal bool Shows(string entry, string text, bool isTyped)
    {
        var isRaw = entry.Contains('\u001b');
        if (entry.Contains('\ufffd') || HasControls(entry) || (isRaw && Harmless.Replace(entry, "").Contains('\u001b')) || LeavesAlternate(entry))
        {
            return true;
        }

        if (isTyped)
        {
            return !isRaw || text.Length >= NarrowWindow;
        }

        return text is [':', ..] || text.Contains("(END)") || IsFilledRow(entry) || IsRepainted(text);
    }

    private static bool MayBeTyped(string text)
    {
        foreach (var character in text)
        {
            if (character is '$' or '#' or '%' or '>' or '❯' or '\ufffd' or '.')
            {
                return true;
            }
        }

        return false;
    }

    private static bool LeavesAlternate(string entry) => entry.Contains("\u001b[?1049") || entry.Contains("\u001b[?47");

    /// <summary>A bell, and a tab that a raw line kept, change nothing.</summary>
    private static bool HasControls(string entry)
    {
        foreach (var character in entry)
        {
            if (character is < ' ' and not ('\u001b' or '\a' or '\t'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the states of what painted itself over stand one behind the other.</summary>
    private bool IsRepainted(string text)
    {
        if (text.Length > LongestSearched)
        {
            return false;
        }

        var (percents, colons) = (0, 0);
        foreach (var character in text)
        {
            percents += character == '%' ? 1 : 0;
            colons += character == ':' ? 1 : 0;
        }

        return (percents >= 3 && Percentage.Matches(text).Cast<Match>().Skip(2).Any())
            || (colons >= 10 && Clock.Matches(text).Cast<Match>().Skip(4).Any())
            || _repeated.AreIn(text);
    }
}
