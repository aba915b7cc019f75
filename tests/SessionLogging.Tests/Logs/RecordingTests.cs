using SessionLogging.Tests.Logs.Terminal;

namespace SessionLogging.Tests.Logs;

/// <summary>Recorded sessions read as a terminal of their size showed them.</summary>
public sealed class RecordingTests
{
    private const string Typed = "abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij ab";

    private static readonly SessionLogOptions Window = new() { Width = 100, Height = 40 };

    /// <summary>Lines that differ from the reference, with the reason.</summary>
    private static readonly (string Recording, bool IsOfWindow, string Reference, string Line, string Reason)[] Exceptions =
    [
        ("s08-zsh-unicode", false, "bad  bytes", "bad \ufffd\ufffd bytes \ufffd", "Bytes that are no character are told; the reference drops them."),
        ("s09-long-resize", false, "lqqqk", "┌───┐", "Line-drawing letters are drawn; the reference writes letters."),
        (
            "s09-long-resize", true, $"[ec2-user@ip-10-0-1-23 ~]$ echo {Typed}cdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij end",
            $"[ec2-user@ip-10-0-1-23 ~]$ echo {Typed}j abcdefghij abcdefghij endhij abcdefghi", "Typed in a window of 140 columns, and no log says so."),
    ];

    public static TheoryData<string, string> Names =>
        [.. new[] { "agent", "transcripts" }.SelectMany(folder => Corpus.Recordings(folder).Select(name => new TheoryDataRow<string, string>(folder, name)))];

    public static TheoryData<string> Uploads => [.. Corpus.Recordings("agent")];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_object_in_S3_reads_as_the_screen(string folder, string name)
    {
        var lines = LogFiles.Lines(Corpus.Read(folder, name + ".log"), Window);

        Assert.Equal(Screen(folder, name, knowsWindow: false), lines.Select(line => line.Text));
        Assert.All(lines, line => Assert.Equal((null, null, null), (line.RunAsUser, line.Time, line.Owner)));
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public void The_upload_reads_as_the_screen(string name)
    {
        Assert.Equal(Screen("agent", name, knowsWindow: false), LogFiles.Lines(Corpus.Read("agent", name + ".uploaded.json"), Window).Select(line => line.Text));
    }

    [Theory]
    [MemberData(nameof(Uploads))]
    public void Without_a_size_the_lines_are_the_same(string name)
    {
        Assert.Equal(Screen("agent", name, knowsWindow: false), LogFiles.Lines(Corpus.Read("agent", name + ".log"), new SessionLogOptions()).Select(line => line.Text));
    }

    [Fact]
    public void A_resized_window_is_followed()
    {
        var log = Encoding.Latin1.GetString(Corpus.Read("agent", "s09-long-resize.log"));
        var body = log[(log.IndexOf('\n', StringComparison.Ordinal) + 1)..log.LastIndexOf("\nScript done", StringComparison.Ordinal)];
        var raw = Encoding.Latin1.GetBytes(body.Replace("\r\n", "\n", StringComparison.Ordinal));
        using var sizes = JsonDocument.Parse(Corpus.Read("agent", "s09-long-resize.sizes.json"));
        var text = new TerminalText(TerminalSize.Usual);
        var at = 0;
        foreach (var change in sizes.RootElement.EnumerateArray())
        {
            var offset = change.GetProperty("rawOffset").GetInt32();
            text.Write(raw.AsSpan(at, offset - at));
            text.Resize(new TerminalSize(change.GetProperty("columns").GetInt32(), change.GetProperty("rows").GetInt32()));
            at = offset;
        }

        text.Write(raw.AsSpan(at));
        text.Complete();

        Assert.Equal(Screen("agent", "s09-long-resize", knowsWindow: true), Decoded.Read(text).Select(line => line.Text));
    }

    [Fact]
    public void Editors_and_pagers_leave_their_last_frame()
    {
        var lines = LogFiles.Lines(Corpus.Read("agent", "s03-root-fullscreen.log"), Window with { FullScreen = true });

        Assert.Equal(Screen("agent", "s03-root-fullscreen", knowsWindow: true), lines.Where(line => line.Marks == LineMarks.None).Select(line => line.Text));
        var frames = lines.Where(line => line.Marks == LineMarks.FullScreen).ToList();
        Assert.Contains(frames, line => line.Text == "timeout: 300 # raised");
        Assert.Equal("[root@ip-10-0-1-23 app]# vi config/app.yaml", lines[(int)frames[0].LineNumber - 2].Text);
        Assert.Contains(frames, line => line.Text.Contains("2026-11-28T12:59:53Z ERROR", StringComparison.Ordinal));
    }

    private static List<string> Screen(string folder, string name, bool knowsWindow)
    {
        var screen = Corpus.Screen(folder, name).ToList();
        foreach (var exception in Exceptions.Where(exception => exception.Recording == name && !(exception.IsOfWindow && knowsWindow)))
        {
            var row = Assert.Single(Enumerable.Range(0, screen.Count), row => screen[row] == exception.Reference);
            screen[row] = exception.Line;
        }

        return screen;
    }
}
