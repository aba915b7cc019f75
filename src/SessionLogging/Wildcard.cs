namespace SessionLogging;

/// <summary>A pattern in which <c>*</c> is any text and <c>?</c> any character; letter case does not matter.</summary>
internal static class Wildcard
{
    internal static bool Matches(string pattern, string text)
    {
        int at = 0, next = 0, star = -1, resume = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                star = next++;
                resume = at;
            }
            else if (next < pattern.Length && (pattern[next] == '?' || Same(pattern[next], text[at])))
            {
                next++;
                at++;
            }
            else if (star >= 0)
            {
                next = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(next).TrimStart('*').IsEmpty;
    }

    /// <summary>Whether there is a text that both patterns match.</summary>
    internal static bool Meet(string one, string other)
    {
        // Whether the rests of both from some place on meet, from the ends backwards.
        var meets = new bool[one.Length + 1, other.Length + 1];
        for (var i = one.Length; i >= 0; i--)
        {
            for (var j = other.Length; j >= 0; j--)
            {
                meets[i, j] = (i == one.Length && j == other.Length)
                    || (i < one.Length && one[i] == '*' && (meets[i + 1, j] || (j < other.Length && meets[i, j + 1])))
                    || (j < other.Length && other[j] == '*' && (meets[i, j + 1] || (i < one.Length && meets[i + 1, j])))
                    || (i < one.Length && j < other.Length && one[i] != '*' && other[j] != '*' && (one[i] == '?' || other[j] == '?' || Same(one[i], other[j])) && meets[i + 1, j + 1]);
            }
        }

        return meets[0, 0];
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
