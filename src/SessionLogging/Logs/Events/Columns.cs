namespace SessionLogging.Logs.Events;

/// <summary>Lists in columns, whose tabs the agent made one blank: the columns do not stand below each other any more.</summary>
internal static class Columns
{
    /// <summary>Whether two lines are rows of one list and its columns are out of line.</summary>
    internal static bool AreOutOfLine(string first, string second)
    {
        if (!first.Contains("  ") && !second.Contains("  "))
        {
            return false;
        }

        var (one, other) = (Words(first), Words(second));
        if (!IsList(one) || !IsList(other))
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

    /// <summary>Whether most words stand apart by more than a blank.</summary>
    private static bool IsList(List<(int At, int Gap)> words)
    {
        var wide = words.Skip(1).Count(word => word.Gap > 1);
        return wide > 0 && 2 * wide >= words.Count - 1;
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
