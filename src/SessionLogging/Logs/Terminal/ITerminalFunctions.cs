namespace SessionLogging.Logs.Terminal;

/// <summary>What a <see cref="TerminalParser"/> tells apart in terminal output.</summary>
internal interface ITerminalFunctions
{
    /// <summary>Printable ASCII, 0x20 to 0x7e.</summary>
    void PrintAscii(ReadOnlySpan<byte> text);

    /// <summary>A character beyond ASCII; U+FFFD for what is no UTF-8.</summary>
    void Print(int character);

    /// <summary>A control character of the C0 set, or of C1 given as itself or as ESC and a letter.</summary>
    void Control(int character);

    /// <summary>ESC, an intermediate character (0: none) and a final one that is no C1 control.</summary>
    void Escape(char intermediate, char final);

    /// <summary>A control sequence.</summary>
    /// <param name="prefix">One of <c>&lt; = &gt; ?</c>; 0: none.</param>
    /// <param name="intermediate">One of 0x20 to 0x2f; 0: none.</param>
    /// <param name="final">0x40 to 0x7e.</param>
    /// <param name="parameters">What was given; 0 for what was left out.</param>
    void Sequence(char prefix, char intermediate, char final, ReadOnlySpan<int> parameters);

    /// <summary>A control string (a title, a device control) that held line ends: what a terminal hid is more than a title.</summary>
    void HidLines();
}
