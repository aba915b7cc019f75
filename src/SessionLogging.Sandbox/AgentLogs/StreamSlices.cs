using System.Text;
using System.Text.RegularExpressions;

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
                length = lineEnd + 1;
            var data = new List<string>();
            var begin = at;
            for (var next = at; next < at + length; next++)
            {
                if (output[next] != '\n')
                    continue;
                data.Add(Entry(output.AsSpan(begin, next - begin)));
                begin = next + 1;
            }

            if (begin < at + length)
                data.Add(Entry(output.AsSpan(begin, at + length - begin)));
            yield return data;
            at += length;
        }
    }

    private static string Entry(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(line).Replace("\r", "", StringComparison.Ordinal);
        if (text.Contains("\u001b]", StringComparison.Ordinal) && text.Contains('\a', StringComparison.Ordinal))
            return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
        var stripped = Sequences().Replace(text, "").Replace('\t', ' ');
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(string.Concat(stripped.Where(character => character is < '\u0080' or > '\u009f'))));
    }

    [GeneratedRegex(@"\e[\[\]()#;?]*[0-9;?]*[A-Za-z@=><~]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sequences();
}
