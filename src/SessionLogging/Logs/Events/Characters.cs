namespace SessionLogging.Logs.Events;

/// <summary>Looks at many characters at once, where .NET can.</summary>
internal static class Characters
{
    /// <summary>Whether text is printable ASCII alone, as most of it is.</summary>
    internal static bool ArePrintable(string text)
    {
#if NET
        return text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
#else
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
#endif
    }

    internal static int Count(string text, char counted)
    {
#if NET
        return text.AsSpan().Count(counted);
#else
        var count = 0;
        foreach (var character in text)
        {
            count += character == counted ? 1 : 0;
        }

        return count;
#endif
    }
}
