namespace SessionLogging.Preferences.Rules;

/// <summary>What text may hold on its way through JSON and onto a screen.</summary>
internal static class Unicode
{
    /// <summary>Whether every surrogate has its other half.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>The text in quotes for a message, each control character as a question mark, long text cut.</summary>
    public static string Quote(string text)
    {
        const int Longest = 80;
        var shown = new string([.. text.Take(Longest).Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length > Longest ? $"'{shown}…'" : $"'{shown}'";
    }
}
