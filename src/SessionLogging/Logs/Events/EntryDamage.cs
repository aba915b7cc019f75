namespace SessionLogging.Logs.Events;

/// <summary>
/// What an entry by itself tells of what the agent's streaming took out of it: carriage returns, cursor moves and deletes leave no trace,
/// so a typed line may have been edited, and states of a progress bar stand one behind the other.
/// </summary>
internal static class EntryDamage
{
    /// <summary>The columns that a window has at least: a longer line may have been several rows.</summary>
    internal const int NarrowWindow = 79;

    private const int LongestSearched = 4096;
    private const int LeastPercentages = 3;
    private const int LeastClocks = 5;
    private const string FilledRow = "%                    ";

    // So much of a line's beginning, and so many letters in it, are no chance when they come again.
    private const int PaintedAgain = 8;
    private const int LongestName = 80;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Harmless = new(
        @"\e\][^\a\e]*(\a|\e\\)|\e\[[0-9;:]*m\e\[0?K|\e\[[0-9;:<>?]*m|\e\[\?[0-9;]*[hl]|\e\[>[0-9;]*m|\e\[2[23](;[0-9]+)*t|\e[=>]|\e\([A-Z0-9]|\e\[0?K$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Percentage = new(@"\d+(\.\d+)?%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    private static readonly Regex Clock = new(@"(\d+|--):(\d\d|--):(\d\d|--)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    // apt and others begin with how far they are, and paint what they did over it.
    private static readonly Regex Begun = new(@"^\s*\d{1,3}% ?\[", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    /// <summary>Whether the row was filled with blanks as zsh does before its prompt.</summary>
    internal static bool IsFilledRow(string entry) => entry.Contains(FilledRow);

    /// <summary>Whether something is missing in an entry, or may be.</summary>
    /// <param name="entry">As it stands in the event.</param>
    /// <param name="text">The same decoded.</param>
    /// <param name="isPrintable">Whether the entry is printable ASCII alone.</param>
    /// <param name="isTyped">Whether it was typed.</param>
    internal static bool Shows(string entry, string text, bool isPrintable, bool isTyped)
    {
        var isRaw = !isPrintable && entry.Contains('\u001b');
        if (!isPrintable && (entry.Contains('\ufffd') || HasControls(entry) || (isRaw && Harmless.Replace(entry, "").Contains('\u001b'))))
        {
            return true;
        }

        return isTyped ? !isRaw || text.Length >= NarrowWindow : IsOfPager(text);
    }

    /// <summary>Whether the states of what painted itself over stand one behind the other.</summary>
    internal static bool IsRepainted(string text)
    {
        if (text.Length > LongestSearched)
        {
            return false;
        }

        return BeginsAgain(text)
            || (text.Contains('%') && (IsFilledRow(text) || Begun.IsMatch(text) || HasSeveral(Percentage, LeastPercentages, text)))
            || (text.Contains(':') && Characters.Count(text, ':') >= 2 * LeastClocks && HasSeveral(Clock, LeastClocks, text));
    }

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

    private static bool IsOfPager(string text) => text is [':', ..] || text.Contains("(END)");

    private static bool HasSeveral(Regex looked, int least, string text) => looked.Matches(text).Cast<Match>().Skip(least - 1).Any();

    /// <summary>Whether what a line begins with comes again in it, and not as a next column of a list.</summary>
    private static bool BeginsAgain(string text)
    {
        // What a spinner turns stands before the words.
        var begin = 0;
        while (begin < text.Length && !char.IsLetterOrDigit(text[begin]))
        {
            begin++;
        }

        var line = text.AsSpan(begin);
        var name = line.Slice(0, Math.Min(line.Length, LongestName)).IndexOf(": ".AsSpan(), StringComparison.Ordinal) + 1;
        var length = Math.Max(PaintedAgain, name);
        if (line.Length < 2 * length || (name == 0 && !HasWords(line.Slice(0, length))))
        {
            return false;
        }

        var at = line.Slice(length).IndexOf(line.Slice(0, length));
        if (at < 0)
        {
            return false;
        }

        var before = line.Slice(0, length + at);
        var words = before.TrimEnd();
        return !(before.Length - words.Length > 1 && words.IndexOf(' ') < 0);
    }

    /// <summary>Letters mostly, and not all one.</summary>
    private static bool HasWords(ReadOnlySpan<char> text)
    {
        var (letters, others) = (0, 0);
        foreach (var character in text)
        {
            letters += char.IsLetter(character) ? 1 : 0;
            others += character != text[0] ? 1 : 0;
        }

        return 2 * letters >= text.Length && others > 0;
    }
}
