namespace SessionLogging;

/// <summary>
/// Text as a screen may show it. What would move, hide or turn round what stands beside it, or be seen by nobody, is written as the escape
/// that JSON has for it: control characters, marks of the direction of writing, characters without width, lone surrogates. Objects keep
/// their values; this is for what is shown of them.
/// </summary>
public static class ShownText
{
    private const int FirstBeyond = 0x10000;

    /// <summary>Text in one line: tabs and line ends are written as escapes too.</summary>
    /// <param name="text">The text; <see langword="null"/> is none.</param>
    public static string Of(string? text) => Written(text, keepsLines: false);

    /// <summary>Text in its lines: tabs and line ends stay.</summary>
    /// <param name="text">The text; <see langword="null"/> is none.</param>
    public static string Lines(string? text) => Written(text, keepsLines: true);

    /// <summary>A moment in UTC, the same in every culture: <c>2026-03-15 22:30:00Z</c>.</summary>
    /// <param name="time">The moment; <see langword="null"/> is none.</param>
    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Written(string? text, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder? written = null;
        for (var at = 0; at < text!.Length; at++)
        {
            var isPair = char.IsSurrogatePair(text, at);
            if (IsShown(text, at, isPair) || (keepsLines && IsLayout(text, at)))
            {
                written?.Append(text, at, isPair ? 2 : 1);
            }
            else
            {
                written ??= new StringBuilder(text, 0, at, text.Length + 16);
                Escape(written, text[at]);
                if (isPair)
                {
                    Escape(written, text[at + 1]);
                }
            }

            if (isPair)
            {
                at++;
            }
        }

        return written?.ToString() ?? text;
    }

    private static void Escape(StringBuilder written, char character) => written.Append(character switch
    {
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        _ => $@"\u{(int)character:X4}",
    });

    // A carriage return without a line feed goes back to the start of the line and writes over it.
    private static bool IsLayout(string text, int at) =>
        text[at] is '\t' or '\n' || (text[at] is '\r' && at + 1 < text.Length && text[at + 1] is '\n');

    private static bool IsShown(string text, int at, bool isPair) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
        && !IsIgnorable(isPair ? char.ConvertToUtf32(text, at) : text[at]);

    /// <summary>What Unicode says is not shown (Default_Ignorable_Code_Point) and counts among letters, marks or the unassigned; without the variation selectors, which emoji need.</summary>
    private static bool IsIgnorable(int character) => character
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0x2060 and <= 0x206F) or 0x3164 or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or 0xFFFE or 0xFFFF or (>= 0xE0000 and <= 0xE0FFF)
        || (character >= FirstBeyond && (character & 0xFFFE) == 0xFFFE);
}
