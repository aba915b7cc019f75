namespace SsmSessionLogging.Views;

/// <summary>
/// Breaks text into lines between words, as wide as they will have room. PowerShell does so itself in six languages only: in every other,
/// and without a locale, as Run Command runs, it breaks words after whatever letter stands at the edge.
/// </summary>
internal static class WordWrap
{
    /// <summary>What a name that is longer than a line is broken after.</summary>
    private const string Joints = "-/_.:,;@=+\\";

    /// <summary>The lines of a text, with the system's line ends between them.</summary>
    /// <param name="text">The text; line ends in it stay.</param>
    /// <param name="width">How many cells of a screen a line may take, 1 or more.</param>
    internal static string Of(string text, int width)
    {
        if (CellsOf(text, 0, text.Length) <= width && text.IndexOf('\n') < 0)
        {
            return text;
        }

        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).SelectMany(line => Broken(line, width));
        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Broken(string line, int width)
    {
        var start = 0;
        while (CellsOf(line, start, line.Length) > width)
        {
            var edge = EdgeOf(line, start, width);
            var end = EndOf(line, start, edge, width);
            yield return line.Substring(start, end - start).TrimEnd(' ');
            start = end;
            while (start < line.Length && line[start] == ' ')
            {
                start++;
            }
        }

        yield return line.Substring(start);
    }

    /// <summary>Where the line that begins at a place ends: before a word that does not fit, within it only where no line has room for it.</summary>
    private static int EndOf(string line, int start, int edge, int width)
    {
        var first = start;
        while (first < edge && line[first] == ' ')
        {
            first++;
        }

        if (edge < line.Length && line[edge] == ' ')
        {
            return edge;
        }

        var blank = edge > first ? line.LastIndexOf(' ', edge - 1, edge - first) : -1;
        var word = blank < 0 ? first : blank + 1;
        var wordEnd = line.IndexOf(' ', word) is var next and >= 0 ? next : line.Length;
        if (blank >= 0 && CellsOf(line, word, wordEnd) <= width)
        {
            return word;
        }

        var joint = edge > word ? line.LastIndexOfAny(Joints.ToCharArray(), edge - 1, edge - word) : -1;
        return joint > word && joint + 1 < line.Length ? joint + 1
            : blank >= 0 ? word
            : edge;
    }

    /// <summary>The first place that a line of a width has no room for any more; one character has room in every line.</summary>
    private static int EdgeOf(string line, int start, int width)
    {
        var (cells, at) = (0, start);
        while (at < line.Length)
        {
            var length = char.IsSurrogatePair(line, at) ? 2 : 1;
            cells += CellsOf(line, at, at + length);
            if (cells > width && at > start)
            {
                return at;
            }

            at += length;
        }

        return at;
    }

    private static int CellsOf(string text, int start, int end)
    {
        var cells = 0;
        for (var at = start; at < end; at++)
        {
            cells += IsWide(text[at]) ? 2 : 1;
        }

        return cells;
    }

    // As PowerShell counts them: by UTF-16 units, so that a surrogate pair takes two cells.
    private static bool IsWide(char character) => character >= 0x1100
        && (character <= 0x115F
            || (character is >= '\u2E80' and <= '\uA4CF' && character != 0x303F)
            || character is (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE10' and <= '\uFE19')
                or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6'));
}
