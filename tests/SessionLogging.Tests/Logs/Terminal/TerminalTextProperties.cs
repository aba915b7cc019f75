namespace SessionLogging.Tests.Logs.Terminal;

public sealed class TerminalTextProperties
{
    private static readonly Gen<byte[]> Output = Gen.OneOf(
        Gen.Int[0, OutputPieces.All.Length - 1].Select(at => Encoding.UTF8.GetBytes(OutputPieces.All[at])),
        Gen.Byte.Array[1, 6],
        Gen.Char[' ', '~'].Array[1, 30].Select(characters => Encoding.ASCII.GetBytes(characters)),
        Gen.Select(Gen.Int[0, 9999], Gen.Char["@ABCDEFGHIJKLMPSTXZ`abdefghlrsu"], (number, final) => Encoding.ASCII.GetBytes($"\u001b[{number}{final}")))
    .Array[0, 60].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    private static readonly Gen<TerminalSize> Size = Gen.Select(Gen.Int[2, 30], Gen.Int[2, 8], (columns, rows) => new TerminalSize(columns, rows));

    [Fact]
    public void However_the_bytes_are_cut_the_lines_are_the_same()
    {
        Gen.Select(Output, Size, Gen.Int[1, 7].Array[1, 20]).Sample((output, size, cuts) =>
        {
            var text = new TerminalText(size, keepsFullScreens: true);
            var lines = new List<TerminalLine>();
            var at = 0;
            for (var cut = 0; at < output.Length; cut++)
            {
                var length = Math.Min(cuts[cut % cuts.Length], output.Length - at);
                text.Write(output.AsSpan(at, length));
                lines.AddRange(Decoded.Read(text));
                at += length;
            }

            text.Complete();
            lines.AddRange(Decoded.Read(text));
            Assert.Equal(Decoded.Lines(output, size, keepsFullScreens: true), lines);
        });
    }

    [Fact]
    public void No_line_holds_what_is_not_to_be_seen()
    {
        Gen.Select(Output, Size).Sample((output, size) =>
        {
            foreach (var line in Decoded.Lines(output, size, keepsFullScreens: true))
            {
                Assert.True(Shown.IsClean(line.Text), line.Text);
            }
        });
    }
}
