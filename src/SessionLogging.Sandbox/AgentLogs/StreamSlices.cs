namespace SessionLogging.Sandbox.AgentLogs;

/// <summary>
/// What the agent makes of raw output while it streams: slices of 33,000 bytes, cut into lines, from which escape sequences, carriage
/// returns and the bytes 0x80 to 0x9f are taken; a line with a title keeps all but its carriage returns.
/// </summary>
internal static partial class StreamSlices
{
    private const int Slice = 33_000;

    /// <summary>The entries of each event.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(byte[] output)
    {
        var at = 0;
        while (at < output.Length)
        {
            var length = Math.Min(Slice, output.Length - at);
            var lineEnd = output.AsSpan(at, length).LastIndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                length = lineEnd + 1;
            }

            var data = new List<string>();
            var begin = at;
            for (var next = at; next < at + length; next++)
            {
                if (output[next] != '\n')
                {
                    continue;
                }

                data.Add(Entry(output.AsSpan(begin, next - begin)));
                begin = next + 1;
            }

            if (begin < at + length)
            {
                data.Add(Entry(output.AsSpan(begin, at + length - begin)));
            }

            yield return data;
            at += length;
        }
    }

    private static string Entry(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(line).Replace("\r", "", StringComparison.Ordinal);
        if (text.Contains("\u001b]", StringComparison.Ordinal) && text.Contains('\a', StringComparison.Ordinal))
        {
            return Decode(Encoding.Latin1.GetBytes(text));
        }

        var stripped = Sequences().Replace(text, "").Replace('\t', ' ');
        return Decode(Encoding.Latin1.GetBytes(string.Concat(stripped.Where(character => character is < '\u0080' or > '\u009f'))));
    }

    /// <summary>As Go does: each byte that is no part of a character is one U+FFFD.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            var isCharacter = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            text.Append(rune.ToString());
            bytes = bytes[(isCharacter ? length : 1)..];
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\e[\[\]()#;?]*[0-9;?]*[A-Za-z@=><~]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sequences();
}
