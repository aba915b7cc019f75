namespace SessionLogging.Logs.Terminal;

/// <summary>
/// Terminal output as what a person saw: a decoder of bytes, cut anywhere, into lines. Escape sequences, backspaces and carriage returns
/// do what they did on the screen, lines that the window had broken are whole, and what was cleared or reset stays: evidence is
/// everything that ever scrolled. Full-screen programs are left out of the lines. Memory is bounded by the screen and the longest line
/// (16 MiB), time by the bytes. No line holds a control character, a mark of the direction of writing or a character without a width.
/// </summary>
public sealed class TerminalText
{
    private readonly FinishedLines _lines = new();
    private readonly TerminalScreen _screen;
    private readonly TerminalParser _parser;

    /// <summary>A decoder for a window of a size that is known or guessed.</summary>
    /// <param name="size">The window.</param>
    /// <param name="keepsFullScreens">Whether the last frame of each full-screen program is given, too, where it stood: lines marked <see cref="LineMarks.FullScreen"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is none that a window can have.</exception>
    public TerminalText(TerminalSize size, bool keepsFullScreens = false)
    {
        _screen = new TerminalScreen(Valid(size), _lines, keepsFullScreens);
        _parser = new TerminalParser(_screen);
    }

    /// <summary>The rows of the screen as they stand.</summary>
    internal IReadOnlyList<string> Screen => _screen.Texts;

    /// <summary>Takes the next bytes; read the lines before the next ones.</summary>
    /// <param name="output">UTF-8, as the terminal had it.</param>
    public void Write(ReadOnlySpan<byte> output) => _parser.Write(output);

    /// <summary>The window has another size from here on.</summary>
    /// <param name="size">The window.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is none that a window can have.</exception>
    public void Resize(TerminalSize size) => _screen.Resize(Valid(size));

    /// <summary>The output is over: what stands on the screen becomes lines.</summary>
    public void Complete()
    {
        _parser.Complete();
        _screen.Complete();
    }

    /// <summary>Gives the next line that has left the screen.</summary>
    /// <param name="line">The line.</param>
    /// <returns>False where there is none yet.</returns>
    public bool TryRead(out TerminalLine line) => _lines.TryRead(out line);

    private static TerminalSize Valid(TerminalSize size) =>
        size is { Columns: >= TerminalSize.Least and <= TerminalSize.Most, Rows: >= TerminalSize.Least and <= TerminalSize.Most }
            ? size
            : throw new ArgumentOutOfRangeException(nameof(size), $"A window has {TerminalSize.Least} to {TerminalSize.Most} columns and rows.");
}
