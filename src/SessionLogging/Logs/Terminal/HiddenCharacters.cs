namespace SessionLogging.Logs.Terminal;

/// <summary>
/// Characters that nobody sees and that make text read as another: marks of the direction of writing, joiners, fillers, tags, selectors.
/// They never reach a line, but for the joiner and the selector inside of an emoji.
/// </summary>
/// <remarks>Unicode's Default_Ignorable_Code_Point, the line and paragraph separators and the interlinear annotations.</remarks>
internal static class HiddenCharacters
{
    private const char Joiner = '\u200d';
    private const char TextSelector = '\ufe0e';
    private const char EmojiSelector = '\ufe0f';

    /// <summary>Whether a character is dropped where it is written.</summary>
    internal static bool IsHidden(int character) => character >= 0xad && character switch
    {
        0xad or 0x034f or 0x061c or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or 0x3164 or 0xfeff or 0xffa0 => true,
        >= 0x180b and <= 0x180f => true,
        >= 0x200b and <= 0x200f => true,
        >= 0x2028 and <= 0x202e => true,
        >= 0x2060 and <= 0x206f => true,
        >= 0xfe00 and <= 0xfe0f => true,
        >= 0xfff0 and <= 0xfffb => true,
        >= 0x1bca0 and <= 0x1bca3 => true,
        >= 0x1d173 and <= 0x1d17a => true,
        >= 0xe0000 and <= 0xe0fff => true,
        _ => false,
    };

    /// <summary>Whether a hidden character may be part of an emoji, which shows only when what follows is known.</summary>
    internal static bool MayJoinEmoji(int character) => character is Joiner or TextSelector or EmojiSelector;

    /// <summary>Leaves joiners and selectors out that are not inside of an emoji.</summary>
    /// <param name="text">A line that holds one.</param>
    /// <param name="left">What is left.</param>
    /// <returns>Whether one was left out.</returns>
    internal static bool LeaveOut(string text, out string left)
    {
        var kept = new StringBuilder(text.Length);
        var before = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var character = CharacterAt(text, at);
            var length = character > 0xffff ? 2 : 1;
            if (!MayJoinEmoji(character))
            {
                kept.Append(text, at, length);
                // A skin tone belongs to the emoji before it.
                before = IsSkinTone(character) ? before : character;
            }
            else if (IsPictographic(before) && (character != Joiner || (at + 1 < text.Length && CharacterAt(text, at + 1) is var next && IsPictographic(next) && !IsSkinTone(next))))
            {
                kept.Append(text[at]);
                before = character == Joiner ? 0 : before;
            }

            at += length - 1;
        }

        left = kept.Length == text.Length ? text : kept.ToString();
        return kept.Length < text.Length;
    }

    private static int CharacterAt(string text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    private static bool IsSkinTone(int character) => character is >= 0x1f3fb and <= 0x1f3ff;

    private static bool IsPictographic(int character) => character is
        0xa9 or 0xae or 0x203c or 0x2049 or 0x2122 or 0x2139 or 0x3030 or 0x303d or 0x3297 or 0x3299
        or (>= 0x2190 and <= 0x21ff) or (>= 0x2300 and <= 0x23ff) or 0x24c2 or (>= 0x25a0 and <= 0x27bf)
        or (>= 0x2900 and <= 0x297f) or (>= 0x2b00 and <= 0x2bff) or (>= 0x1f000 and <= 0x1f1e5) or (>= 0x1f200 and <= 0x1f7ff) or (>= 0x1f900 and <= 0x1faff);
}
