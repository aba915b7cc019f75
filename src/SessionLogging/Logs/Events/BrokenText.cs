namespace SessionLogging.Logs.Events;

/// <summary>JSON strings that name halves of surrogate pairs, which no reader gives as text.</summary>
internal static class BrokenText
{
    /// <summary>The text with U+FFFD for each half.</summary>
    /// <param name="json">What stands between the quotation marks.</param>
    internal static string Of(ReadOnlySpan<byte> json)
    {
        var escaped = Encoding.UTF8.GetString(json.ToArray());
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\' || at + 1 >= escaped.Length)
            {
                text.Append(escaped[at]);
                continue;
            }

            at++;
            if (escaped[at] == 'u' && at + 4 < escaped.Length)
            {
                text.Append((char)((Digit(escaped[at + 1]) << 12) | (Digit(escaped[at + 2]) << 8) | (Digit(escaped[at + 3]) << 4) | Digit(escaped[at + 4])));
                at += 4;
            }
            else
            {
                text.Append(escaped[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
            }
        }

        // Through the encoding and back, what is no pair becomes U+FFFD.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
