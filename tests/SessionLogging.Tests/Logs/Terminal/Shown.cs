namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>Whether text can be shown as it is, by Unicode's own categories.</summary>
internal static class Shown
{
    // Format characters with a shape: signs that enclose numbers, and the joints of hieroglyphs.
    private static readonly HashSet<int> WithAShape =
    [
        .. Enumerable.Range(0x600, 6), 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd, .. Enumerable.Range(0x13430, 16),
    ];

    public static bool IsClean(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (var at = 0; at < runes.Length; at++)
        {
            var isJoinerInEmoji = runes[at].Value is 0x200d && at > 0 && at + 1 < runes.Length && IsSymbol(runes[at + 1]);
            var isSelectorOfEmoji = runes[at].Value is 0xfe0e or 0xfe0f && at > 0;
            if (IsUnseen(runes[at]) && !isJoinerInEmoji && !isSelectorOfEmoji)
            {
                return false;
            }
        }

        return !text.Contains('\ufffd', StringComparison.Ordinal) || Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)) == text;
    }

    // Emoji that are newer than this .NET's table have no category yet; their blocks are known.
    private static bool IsSymbol(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned && rune.Value is (>= 0x1f000 and <= 0x1f7ff) or (>= 0x1f900 and <= 0x1faff));

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => !WithAShape.Contains(rune.Value),
        _ => rune.Value is 0x34f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or (>= 0x180b and <= 0x180f) or 0x3164 or 0xffa0 or (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0000 and <= 0xe0fff),
    };
}
