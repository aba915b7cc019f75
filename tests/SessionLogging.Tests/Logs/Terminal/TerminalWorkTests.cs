namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>Time by the bytes, told by what is allocated: twice the output makes no more than twice the work.</summary>
[Collection(nameof(TerminalMemoryTests))]
public sealed class TerminalWorkTests
{
    private const int Bytes = 80_000;

    [Fact]
    public void Twice_the_output_is_twice_the_work_and_no_more()
    {
        foreach (var piece in OutputPieces.Endless.Concat(OutputPieces.All))
        {
            Decode(piece, Bytes / 20);
            var (once, twice) = (Decode(piece, Bytes), Decode(piece, 2 * Bytes));

            Assert.True(twice <= (2.2 * once) + 100_000, string.Create(CultureInfo.InvariantCulture, $"{piece}: {once} bytes were allocated, of twice the output {twice}"));
        }
    }

    private static long Decode(string piece, int bytes)
    {
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, Math.Max(1, bytes / 10 / Encoding.UTF8.GetByteCount(piece)))));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = new TerminalText(TerminalSize.Usual, keepsFullScreens: true);
        for (var part = 0; part < 10; part++)
        {
            text.Write(block);
            while (text.TryRead(out _))
            {
                // Only the work is of interest.
            }
        }

        text.Complete();
        while (text.TryRead(out _))
        {
            // As above.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
