using System.Security.Cryptography;

namespace SessionLogging.Rendering.Pages;

/// <summary>A text that is built into this assembly and becomes part of the page.</summary>
internal static class PageText
{
    /// <summary>The text, its lines ended as a browser reads them, so that a hash of it fits.</summary>
    internal static string Of(string name)
    {
        using var content = typeof(PageText).Assembly.GetManifestResourceStream(name)!;
        using var text = new StreamReader(content, Encoding.UTF8);
        return text.ReadToEnd().Replace("\r\n", "\n");
    }

    /// <summary>The hash by which a Content-Security-Policy names a script or a style.</summary>
    internal static string HashOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NETFRAMEWORK
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(bytes);
#else
        var hash = SHA256.HashData(bytes);
#endif
        return $"'sha256-{Convert.ToBase64String(hash)}'";
    }
}

/// <summary>Text from AWS and its users as a page shows it: as on any screen, with what parts lines as a space.</summary>
internal static class ShownText
{
    private static readonly char[] Spaces = ['\t', '\n', '\r', '\u0085', '\u2028', '\u2029'];

    internal static string Of(string? text) => SessionLogging.ShownText.Of(
        text?.IndexOfAny(Spaces) >= 0 ? string.Concat(text.Select(character => Spaces.Contains(character) ? ' ' : character)) : text);
}
