namespace SessionLogging.Tests.Logs.Terminal;

public sealed class TerminalTextTests
{
    private static readonly TerminalSize Window = new(20, 4);

    [Fact]
    public void A_long_line_is_one_line_and_blank_lines_at_the_end_are_none()
    {
        var line = string.Concat(Enumerable.Repeat("0123456789abc", 50));

        var lines = Texts($"{line}\r\n\r\nend\r\n\r\n\r\n");

        Assert.Equal([line, "", "end"], lines);
    }

    [Fact]
    public void What_a_typed_line_breaks_at_the_edge_is_undone()
    {
        var lines = Texts("$ echo one two three \rfour\r\nout\r\n");

        Assert.Equal(["$ echo one two threefour", "out"], lines);
    }

    [Fact]
    public void Output_below_a_full_row_is_a_line_of_its_own()
    {
        // The command had run on and was shortened again.
        var lines = Texts("$ echo one two threex\b\u001b[K\u001b[A\u001b[20G\r\nout\r\n");

        Assert.Equal(["$ echo one two three", "out"], lines);
    }

    [Theory]
    [InlineData("\u001b[H\u001b[2J\u001b[3J")]
    [InlineData("\u001b[H\u001b[J")]
    [InlineData("\u001bc")]
    [InlineData("\u001b[2;3r\u001b[2;1H\n\n\n\n\n")]
    public void What_was_cleared_stays(string clear)
    {
        var lines = Texts($"a\r\nb\r\n\r\nc{clear}d");

        Assert.Equal(["a", "b", "c", "d"], lines.Where(line => line.Length > 0).Order());
    }

    [Fact]
    public void Blank_rows_between_stay_when_the_screen_is_cleared()
    {
        Assert.Equal(["a", "", "b", "c"], Texts("a\r\n\r\nb\u001b[2J\u001b[Hc"));
    }

    [Fact]
    public void A_full_screen_program_is_left_out_and_its_last_frame_given_where_it_stood()
    {
        var output = "$ vi f\r\n\u001b[?1049h\u001b[H\u001b[2Jfirst\r\n~\u001b[Hnever saved\u001b[?1049l$ ls\r\nf\r\n";

        Assert.Equal(["$ vi f", "$ ls", "f"], Texts(output));
        Assert.Equal(
            [("$ vi f", LineMarks.None), ("never saved", LineMarks.FullScreen), ("~", LineMarks.FullScreen), ("$ ls", LineMarks.None), ("f", LineMarks.None)],
            Lines(output, keepsFullScreens: true).Select(line => (line.Text, line.Marks)));
    }

    [Theory]
    [InlineData("\u001b[2J\u001b[?1049l", "the program clears its screen first")]
    [InlineData("\u001b[H\u001b[J\u001b[?47l", "the same with the older mode")]
    [InlineData("", "the terminal was closed")]
    [InlineData("\u001bc", "reset")]
    public void The_last_frame_survives_how_the_program_ends(string end, string how)
    {
        var lines = Lines($"$ vi\r\n\u001b[?1049h\u001b[Hunsaved{end}", keepsFullScreens: true);

        Assert.True(lines.Contains(new TerminalLine("unsaved", LineMarks.FullScreen)), how);
    }

    [Fact]
    public void Frames_leave_with_their_row_also_where_that_is_taken_away()
    {
        var lines = Lines("a\r\n\u001b[?1049h\u001b[Hframe\u001b[?1049l\u001b[M\u001b[1;1H\u001b[Mb", keepsFullScreens: true);

        Assert.Equal([new TerminalLine("frame", LineMarks.FullScreen), new TerminalLine("b", LineMarks.None)], lines);
    }

    [Fact]
    public void Beyond_sixteen_mebibytes_a_line_goes_on_in_a_next_one()
    {
        var text = new TerminalText(new TerminalSize(1000, 2));
        var row = Encoding.ASCII.GetBytes(new string('x', 1000));
        for (var written = 0; written < 17_000; written++)
        {
            text.Write(row);
        }

        text.Complete();

        var lines = Decoded.Read(text);

        Assert.Equal([LineMarks.None, LineMarks.Continued], lines.Select(line => line.Marks));
        Assert.Equal(17_000_000, lines.Sum(line => line.Text.Length));
        Assert.InRange(lines[0].Text.Length, 16 * 1024 * 1024, (16 * 1024 * 1024) + 1000);
    }

    [Theory]
    [InlineData("pay\u202egpj.exe", "paygpj.exe")]
    [InlineData("a\u200bb\u2060c\ufeff", "abc")]
    [InlineData("rm\u200d -rf", "rm -rf")]
    [InlineData("x\ufe0fy", "xy")]
    [InlineData("👩\u200d🏻", "👩🏻")]
    [InlineData("👩\u200d\U0001f85c", "👩\U0001f85c")]
    [InlineData("👩\u200d\u200d", "👩")]
    [InlineData("tag\U000e0041\U000e0042", "tag")]
    [InlineData("\u0301lonely", "lonely")]
    [InlineData("\u001b]0;a\nb\u0007shown", "shown")]
    public void What_nobody_sees_is_left_out_and_told(string written, string shown)
    {
        Assert.Equal([new TerminalLine(shown, LineMarks.Hidden)], Lines(written));
    }

    [Theory]
    [InlineData("👩‍💻 🇩🇪 ⚠️ 👍🏽‍❤️‍🔥")]
    [InlineData("e\u0301n\u0303 שלום עברית")]
    [InlineData("Ünïcödé — 日本語 한국어 ┌──┐")]
    public void What_is_part_of_a_character_stays(string written)
    {
        Assert.Equal([new TerminalLine(written, LineMarks.None)], Lines(written, new TerminalSize(80, 4)));
    }

    [Fact]
    public void Bytes_that_are_no_character_are_told()
    {
        byte[] output = [.. "a"u8, 0xff, .. "b"u8, 0xc3, .. "c"u8, 0xe2, 0x97, .. "d"u8, 0xed, 0xa0, 0x80, 0xf0, 0x9f];

        Assert.Equal(["a\ufffdb\ufffdc\ufffdd\ufffd\ufffd\ufffd\ufffd"], Decoded.Lines(output, Window).Select(line => line.Text));
    }

    [Fact]
    public void A_window_made_narrower_and_wider_breaks_its_lines_anew()
    {
        var text = new TerminalText(Window);
        text.Write("0123456789abcdefghijklmn\r\n$ "u8);

        text.Resize(new TerminalSize(10, 6));

        Assert.Equal(["0123456789", "abcdefghij", "klmn", "$", "", ""], text.Screen);
        text.Write("x"u8);
        text.Resize(new TerminalSize(40, 2));
        Assert.Equal(["0123456789abcdefghijklmn", "$ x"], text.Screen);
        text.Complete();
        Assert.Equal(["0123456789abcdefghijklmn", "$ x"], Decoded.Read(text).Select(line => line.Text));
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(100, 1)]
    [InlineData(1001, 40)]
    public void A_size_that_no_window_has_is_refused(int columns, int rows)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TerminalText(new TerminalSize(columns, rows)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TerminalText(Window).Resize(new TerminalSize(columns, rows)));
    }

    private static IReadOnlyList<TerminalLine> Lines(string output, TerminalSize? size = null, bool keepsFullScreens = false) =>
        Decoded.Lines(Encoding.UTF8.GetBytes(output), size ?? Window, keepsFullScreens);

    private static IEnumerable<string> Texts(string output) => Lines(output).Select(line => line.Text);
}
