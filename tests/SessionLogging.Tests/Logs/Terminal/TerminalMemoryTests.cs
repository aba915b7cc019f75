namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>Runs alone: what other tests allocate would count.</summary>
[CollectionDefinition(nameof(TerminalMemoryTests), DisableParallelization = true)]
[Collection(nameof(TerminalMemoryTests))]
public sealed class TerminalMemoryTests
{
    [Fact]
    public void Memory_holds_the_screen_and_no_more()
    {
        foreach (var piece in OutputPieces.Endless)
        {
            var text = new TerminalText(TerminalSize.Usual, keepsFullScreens: true);
            var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, Math.Max(1, 4096 / piece.Length))));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var written = 0; written < 200; written++)
            {
                text.Write(block);
                while (text.TryRead(out _))
                {
                    // Only what the decoder keeps is of interest.
                }
            }

            var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(text);
            Assert.True(kept < 4_000_000, string.Create(CultureInfo.InvariantCulture, $"{kept} bytes are kept of {piece}"));
        }
    }
}
