namespace SessionLogging.Text;

/// <summary>What text may hold on its way through JSON and onto a screen.</summary>
internal static class Unicode
{
    /// <summary>Whether every surrogate has its other half.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsSurrogatePair(text, i))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>The text in quotes for a message, in one line as <see cref="ShownText"/> writes it, long text cut.</summary>
    public static string Quote(string text)
    {
        const int Longest = 80;
        if (text.Length <= Longest)
        {
            return $"'{ShownText.Of(text)}'";
        }

        var length = char.IsSurrogatePair(text, Longest - 1) ? Longest - 1 : Longest;
        return $"'{ShownText.Of(text.Substring(0, length))}…'";
    }
}
