namespace SessionLogging.Rendering.Pages;

/// <summary>Text from AWS and its users as a page shows it: as on any screen, with what parts lines as a space.</summary>
internal static class ShownText
{
    private static readonly char[] Spaces = ['\t', '\n', '\r', '\u0085', '\u2028', '\u2029'];

    internal static string Of(string? text) => SessionLogging.ShownText.Of(
        text?.IndexOfAny(Spaces) >= 0 ? string.Concat(text.Select(character => Spaces.Contains(character) ? ' ' : character)) : text);
}
