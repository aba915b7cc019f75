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

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
