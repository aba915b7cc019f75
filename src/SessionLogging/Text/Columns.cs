namespace SessionLogging.Text;

/// <summary>Lists in columns, whose tabs the agent made one blank: the columns do not stand below each other any more.</summary>
internal static class Columns
{
    private const int SeveralGaps = 3;

    /// <summary>Whether two lines are rows of one list and its columns are out of line.</summary>
    internal static bool AreOutOfLine(string first, string second)
    {
        if (!first.Contains("  ") && !second.Contains("  "))
        {
            return false;
        }

        var (one, other) = (Words(first), Words(second));
        if (!IsList(first, one) || !IsList(second, other))
        {
            return false;
        }

        for (var column = 1; column < Math.Min(one.Count, other.Count); column++)
        {
            if (one[column].At != other[column].At && !char.IsDigit(first[one[column].At]) && !char.IsDigit(second[other[column].At]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two lines are rows of a table of numbers, which rarely stand one blank apart but where tabs were.</summary>
    internal static bool AreNumbers(string first, string second) => Numbers(first) is >= SeveralGaps and var count && Numbers(second) == count;

    /// <summary>Whether a row was laid out with blanks: one with tabs would have lost them all.</summary>
    internal static bool AreOfBlanks(string row) => row.Contains("  ") && Words(row).Skip(1).Count(word => word.Gap > 1) >= SeveralGaps;

    /// <summary>How many numbers stand in a text one blank apart; 0: it is another text.</summary>
    private static int Numbers(string text)
    {
        var count = 0;
        var isInNumber = false;
        foreach (var character in text)
        {
            var isDigit = character is >= '0' and <= '9';
            if (!isDigit && !(character == ' ' && isInNumber))
            {
                return 0;
            }

            count += isDigit && !isInNumber ? 1 : 0;
            isInNumber = isDigit;
        }

        return isInNumber ? count : 0;
    }

    /// <summary>Whether words stand there, and no picture of signs, and most of them apart by more than a blank.</summary>
    private static bool IsList(string text, List<(int At, int Gap)> words)
    {
        var (wide, named) = (0, 0);
        for (var word = 0; word < words.Count; word++)
        {
            wide += word > 0 && words[word].Gap > 1 ? 1 : 0;
            named += char.IsLetterOrDigit(text[words[word].At]) || text[words[word].At] is '_' or '.' ? 1 : 0;
        }

        return wide > 0 && 2 * wide >= words.Count - 1 && 2 * named >= words.Count;
    }

    private static List<(int At, int Gap)> Words(string text)
    {
        var words = new List<(int At, int Gap)>();
        var gap = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == ' ')
            {
                gap++;
                continue;
            }

            if (at == 0 || gap > 0)
            {
                words.Add((at, gap));
            }

            gap = 0;
        }

        return words;
    }
}
