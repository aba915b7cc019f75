using Wcwidth;

namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>Writes the source of the table of character widths from the package Wcwidth: what stands in the library was written by this.</summary>
internal static class CharacterWidthSource
{
    private const int PairsPerLine = 6;

    public static string Write()
    {
        var source = new StringBuilder();
        source.Append(CultureInfo.InvariantCulture, $$"""
            namespace SessionLogging.Logs.Terminal;

            /// <summary>The characters that are not one column wide, by Unicode {{Version()}}. Generated: a test writes it from the package Wcwidth and compares.</summary>
            internal static class CharacterWidthTable
            {
                /// <summary>First and last of each range of characters without a width of their own.</summary>
                internal static readonly int[] None =
                [

            """);
        Pairs(source, 0);
        source.Append(
            """
                ];

                /// <summary>First and last of each range of characters of two columns.</summary>
                internal static readonly int[] Two =
                [

            """);
        Pairs(source, 2);
        return source.Append("    ];\n}\n").ToString();
    }

    private static string Version() => Enum.GetValues<Unicode>().Max().ToString()["Version_".Length..].Replace('_', '.');

    private static void Pairs(StringBuilder source, int width)
    {
        foreach (var line in Ranges(width).Chunk(PairsPerLine))
        {
            source.Append("        ").AppendJoin(' ', line.Select(range => $"0x{range.First:x4}, 0x{range.Last:x4},")).Append('\n');
        }
    }

    private static IEnumerable<(int First, int Last)> Ranges(int width)
    {
        int? first = null;
        for (var character = 0xa0; character <= 0x110000; character++)
        {
            var belongs = character <= 0x10ffff && character is < 0xd800 or > 0xdfff && UnicodeCalculator.GetWidth(character) == width;
            if (belongs)
            {
                first ??= character;
            }
            else if (first is { } begun)
            {
                yield return (begun, character - 1);
                first = null;
            }
        }
    }
}
