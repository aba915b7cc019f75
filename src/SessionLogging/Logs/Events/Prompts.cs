namespace SessionLogging.Logs.Events;

/// <summary>
/// Tells lines that were typed by what shells and interpreters ask with. Nothing else tells them: an event has no mark for input, and
/// output may read the same.
/// </summary>
internal sealed class Prompts
{
    private const int LongestSearched = 4096;
    private const int MostRemembered = 4;

    private const string Ends = "$#%>❯\ufffd";

#if NET
    private static readonly System.Buffers.SearchValues<char> AnyEnd = System.Buffers.SearchValues.Create(Ends);
#else
    private static readonly char[] AnyEnd = Ends.ToCharArray();
#endif

    private static readonly Regex Prompt = new(
        @"^(\[[^\]]{1,80}\][$#%>] |[^\s@]{1,40}@[^\s]{1,60}( [^\s]{1,60}){0,2} ?[$#%>❯] |([^\s+*|=-][^\s]{0,40})? ?[$#%>❯\ufffd]{1,3} | {0,6}\.\.\.>? )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly List<string> _seen = [];
    private bool _mayGoOn;
    private bool _mayBeBare;
    private bool _lists;

    /// <summary>Whether a line was typed; they are asked for in their order.</summary>
    /// <param name="text">The line.</param>
    /// <param name="entry">The same as it stands in the event.</param>
    internal bool Take(string text, string entry)
    {
        var isTyped = IsTyped(text);
        if (isTyped)
        {
            _mayGoOn = true;
            // Completion lists what it found, and the line comes again.
            _lists = entry.Contains('\a');
            _mayBeBare |= text.Contains("PS1=") || text.Contains("PROMPT=") || text.Contains("prompt=");
        }
        else if (!_lists)
        {
            _mayGoOn = false;
        }

        return isTyped;
    }

    private bool IsTyped(string text)
    {
        if (text.Length >= LongestSearched || !HoldsEnd(text))
        {
            return false;
        }

        foreach (var prompt in _seen)
        {
            // After output without a line end it stands in the middle.
            if (text.Contains(prompt))
            {
                return true;
            }
        }

        if (Prompt.Match(text) is not { Success: true } match)
        {
            return false;
        }

        var asked = match.Value.Trim();
        if (asked is ">")
        {
            // The second prompt goes on from a line that was typed.
            return _mayGoOn;
        }

        if (asked is "$" or "#")
        {
            // Shells that ask so edit no line, so what is taken back leaves its backspaces; much output begins so.
            return _mayBeBare;
        }

        if (match.Length > 4 && text[0] != ' ')
        {
            Remember(match.Value);
        }

        return true;
    }

    private void Remember(string prompt)
    {
        if (_seen.Count == MostRemembered)
        {
            _seen.RemoveAt(0);
        }

        _seen.Add(prompt);
    }

    private static bool HoldsEnd(string text) =>
#if NET
        text.AsSpan().IndexOfAny(AnyEnd) >= 0
#else
        text.IndexOfAny(AnyEnd) >= 0
#endif
        || (text.Length > 3 && text[0] is ' ' or '.' && text.TrimStart().StartsWith("...", StringComparison.Ordinal));
}
