namespace SessionLogging.Tests.Logs.Terminal;

public sealed class TerminalSizeFinderTests
{
    [Fact]
    public void The_width_is_where_several_typed_lines_break()
    {
        var typed = Typed(132, "first") + Typed(132, "second") + Typed(80, "once");

        Assert.Equal(new TerminalSize(132, 40), SizeOf(typed));
    }

    [Fact]
    public void A_line_over_three_rows_breaks_twice()
    {
        Assert.Equal(90, SizeOf($"$ {new string('a', 88)} \r{new string('b', 90)} \rc\r\n").Columns);
    }

    [Fact]
    public void The_rows_that_zsh_fills_tell_the_width()
    {
        var row = $"%{new string(' ', 119)}\r \r\r\u001b[Jhost % ls\r\n";

        Assert.Equal(120, SizeOf(row + "out" + row + row).Columns);
    }

    [Theory]
    [InlineData("| checking replica 1/3 and all the others \r/ checking replica 1/3 and all the others \r- checking replica 1/3 and all the others \r\n", "a spinner")]
    [InlineData("  Preparing        :                                1/1 \r  Preparing        :                                1/1 \r\r\n", "dnf")]
    [InlineData("total                                            4 MB \r\nRunning transaction\r\nfile                                             4 MB \r\nnext\r\n", "blanks at the end of lines")]
    [InlineData("plain output\r\n", "nothing")]
    public void What_paints_itself_anew_tells_nothing(string output, string what)
    {
        Assert.True(SizeOf(output + output + output) == TerminalSize.Usual, what);
    }

    [Theory]
    [InlineData("\u001b[1;50r\u001b[50;1H", 50)]
    [InlineData("\u001b[1;40r\u001b[41;1H\r\n", 40)]
    [InlineData("\u001b[33d", 33)]
    [InlineData("\u001b[999;999H", 40)]
    [InlineData("\u001b[5;1H", 24)]
    public void The_height_is_the_highest_row_addressed(string output, int rows)
    {
        Assert.Equal(rows, SizeOf(output).Rows);
    }

    [Theory]
    [InlineData("s07-secrets", 100)]
    [InlineData("s08-zsh-unicode", 100)]
    [InlineData("s04-install-killed", 100)]
    public void Recorded_windows_are_found(string recording, int columns)
    {
        var finder = new TerminalSizeFinder();
        finder.Write(Corpus.Read("agent", recording + ".log"));

        Assert.Equal(columns, finder.Size.Columns);
    }

    private static string Typed(int columns, string word) => $"$ {word} {new string('x', columns - 3 - word.Length)} \rand on\r\n";

    private static TerminalSize SizeOf(string output)
    {
        var finder = new TerminalSizeFinder();
        finder.Write(Encoding.UTF8.GetBytes(output));
        return finder.Size;
    }
}
