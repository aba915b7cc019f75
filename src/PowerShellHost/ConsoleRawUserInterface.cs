using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>The console as a page of a known width: what the formatter asks for. Nothing is addressed or read by key.</summary>
internal sealed class ConsoleRawUserInterface(int width) : PSHostRawUserInterface
{
    private const int Height = 50;

    public override Size BufferSize { get; set; } = new(width, Height);

    public override Size WindowSize { get; set; } = new(width, Height);

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotAddressable();

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotAddressable();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotAddressable();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotAddressable();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotAddressable();

    private static HostException NotAddressable() =>
        new("This host reads lines and writes text: it has no keys and no cells to address.");
}
