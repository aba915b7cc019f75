namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>Decodes in one go.</summary>
internal static class Decoded
{
    public static IReadOnlyList<TerminalLine> Lines(ReadOnlySpan<byte> output, TerminalSize? size = null, bool keepsFullScreens = false)
    {
        var text = new TerminalText(size ?? TerminalSize.Usual, keepsFullScreens);
        text.Write(output);
        text.Complete();
        return Read(text);
    }

    public static List<TerminalLine> Read(TerminalText text)
    {
        var lines = new List<TerminalLine>();
        while (text.TryRead(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }
}
