namespace SessionLogging.Logs.Terminal;

/// <summary>Runs of printable ASCII, of which output mostly consists.</summary>
internal static class AsciiRun
{
    /// <summary>How many bytes at the beginning are 0x20 to 0x7e.</summary>
    internal static int Length(ReadOnlySpan<byte> bytes)
    {
#if NET
        var end = bytes.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e);
        return end < 0 ? bytes.Length : end;
#else
        var length = 0;
        while (length < bytes.Length && bytes[length] is >= 0x20 and <= 0x7e)
        {
            length++;
        }

        return length;
#endif
    }

    /// <summary>Writes the run as characters; there must be room.</summary>
    internal static void CopyTo(ReadOnlySpan<byte> ascii, Span<char> characters)
    {
#if NET
        System.Text.Encoding.ASCII.GetChars(ascii, characters);
#else
        for (var at = 0; at < ascii.Length; at++)
        {
            characters[at] = (char)ascii[at];
        }
#endif
    }
}
