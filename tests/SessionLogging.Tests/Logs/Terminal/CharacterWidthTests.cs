using Wcwidth;

namespace SessionLogging.Tests.Logs.Terminal;

public sealed class CharacterWidthTests
{
    [Fact]
    public void Every_character_is_as_wide_as_the_package_says()
    {
        var different = Enumerable.Range(0x20, 0x110000 - 0x20)
            .Where(character => character is < 0x7f or > 0x9f and not (>= 0xd800 and <= 0xdfff))
            .Where(character => CharacterWidth.Of(character) != UnicodeCalculator.GetWidth(character));

        Assert.Empty(different);
    }

    [Fact]
    public void The_table_is_what_the_package_writes()
    {
        var table = new[] { CharacterWidthTable.None, CharacterWidthTable.Two }.SelectMany(ranges => ranges).Select(bound => $"0x{bound:x4}");

        var written = CharacterWidthSource.Write();

        Assert.Equal(string.Join(' ', table), string.Join(' ', written.Split([' ', ',', '\n']).Where(word => word.StartsWith("0x", StringComparison.Ordinal))));
    }
}
