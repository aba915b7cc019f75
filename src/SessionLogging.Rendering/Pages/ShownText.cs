using System.Text;

namespace SessionLogging.Rendering.Pages;

/// <summary>Text from AWS and its users as a page shows it: one line, without what would move, hide or turn round what stands beside it.</summary>
internal static class ShownText
{
    internal static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var shown = new StringBuilder(text!.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                shown.Append(character).Append(text[++at]);
            else if (char.IsSurrogate(character))
                shown.Append('\ufffd');
            else if (IsSpace(character))
                shown.Append(' ');
            else if (!IsHidden(character))
                shown.Append(character);
        }

        return shown.ToString();
    }

    private static bool IsSpace(char character) => character is '\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Control characters, marks that change the direction of writing, and what XML does not allow.</summary>
    private static bool IsHidden(char character) =>
        char.IsControl(character)
        || character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' or >= '\ufffe';
}
