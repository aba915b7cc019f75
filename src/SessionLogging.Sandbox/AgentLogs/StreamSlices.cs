namespace SessionLogging.Sandbox.AgentLogs;

/// <summary>
/// What the agent makes of raw output while it streams: slices of 33,000 bytes, cut into lines, from which carriage returns, control
/// sequences and the bytes 0x80 to 0x9f are taken. As recorded through the agent's own code: each recorded entry comes out so.
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

    /// <summary>A line that still holds an escape character when its control sequences are gone stays as it is, but for carriage returns.</summary>
    private static string Entry(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(line).Replace("\r", "", StringComparison.Ordinal);
        var stripped = Stripped().Replace(text, "");
        return Decode(Encoding.Latin1.GetBytes(stripped.Contains('\u001b', StringComparison.Ordinal) ? text : stripped.Replace('\t', ' ')));
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

    // Control sequences, and bytes of UTF-8 that would be C1 controls by themselves; SS2 and SS3 take what they shift along.
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|[\u008e\u008f][\s\S]|[\u0080-\u009f]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Stripped();
}
