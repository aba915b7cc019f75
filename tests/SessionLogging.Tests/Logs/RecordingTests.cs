using System.Text;
using System.Text.Json;
using SessionLogging.Logs.Terminal;
using SessionLogging.Tests.Logs.Terminal;

namespace SessionLogging.Tests.Logs;

/// <summary>Recorded sessions read as a terminal of their size showed them.</summary>
public sealed class RecordingTests
{
    private const string Typed = "abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij abcdefghij ab";

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
    [
        .. new[] { "agent", "transcripts" }.SelectMany(folder => Corpus.Recordings(folder).Where(name => name != "windows").Select(name => new TheoryDataRow<string, string>(folder, name))),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_object_in_S3_reads_as_the_screen(string folder, string name)
    {
        Assert.Equal(Screen(folder, name, knowsWindow: false), Decoded.Lines(Body(Corpus.Read(folder, name + ".log"))).Select(line => line.Text));
    }

    [Fact]
    public void A_resized_window_is_followed()
    {
        var raw = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Body(Corpus.Read("agent", "s09-long-resize.log"))).Replace("\r\n", "\n", StringComparison.Ordinal));
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

    private static byte[] Body(byte[] log)
    {
        var text = Encoding.Latin1.GetString(log);
        return Encoding.Latin1.GetBytes(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..text.LastIndexOf("\nScript done", StringComparison.Ordinal)]);
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
