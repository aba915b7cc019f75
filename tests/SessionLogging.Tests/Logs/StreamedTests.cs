namespace SessionLogging.Tests.Logs;

/// <summary>Events as the agent streams them.</summary>
public sealed class StreamedTests(ITestOutputHelper output)
{
    /// <summary>Lines that the decoder shows and the reference does not, with the reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["┌───┐"] = "Line-drawing letters are drawn; the reference writes letters.",
    };

    [Fact]
    public void What_is_not_marked_stood_on_the_screen_and_most_of_what_stood_there_is_not_marked()
    {
        var (all, unmarked) = (0, 0);
        var wrong = new List<string>();
        foreach (var name in Corpus.Recordings("agent"))
        {
            var log = Encoding.UTF8.GetString(Corpus.Read("agent", name + ".streamed.jsonl"));
            var lines = LogFiles.Lines(log);
            var entries = LogFiles.Events(log).SelectMany(streamed => streamed.SessionData).Select(entry => entry.TrimEnd()).ToHashSet(StringComparer.Ordinal);
            var screen = Corpus.Screen("agent", name).ToHashSet(StringComparer.Ordinal);
            var lacking = lines.Where(line => !line.Marks.HasFlag(LineMarks.Damaged) && !screen.Contains(line.Text) && !Exceptions.ContainsKey(line.Text)).Select(line => line.Text).ToList();
            var clean = lines.Where(line => !line.Marks.HasFlag(LineMarks.Damaged)).Select(line => line.Text).ToHashSet(StringComparer.Ordinal);
            var standing = Corpus.Screen("agent", name).Where(entries.Contains).ToList();
            var found = standing.Count(clean.Contains);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {lines.Count} lines, {lines.Count(line => line.Marks.HasFlag(LineMarks.Damaged))} marked as damaged, {lacking.Count} others lack from the screen; of {standing.Count} lines of the screen that stand in the events {found} are unmarked ({(standing.Count == 0 ? 1 : (double)found / standing.Count):P1})"));
            wrong.AddRange(lacking.Select(text => $"{name}: {text}"));
            (all, unmarked) = (all + standing.Count, unmarked + found);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all: {unmarked} of {all} ({(double)unmarked / all:P2})"));
        Assert.Empty(wrong);
        Assert.InRange((double)unmarked / all, 0.95, 1);
    }

    [Fact]
    public void A_line_says_what_its_event_says()
    {
        var line = LogFiles.Lines(Event("uptime"))[0];

        Assert.Equal(("eu-west-1", "jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", "ssm-user"), (line.Region, line.SessionId, line.Target, line.RunAsUser));
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Ops/jdoe", line.Owner);
        Assert.Equal(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero), line.Time);
        Assert.Equal((1L, "uptime", LineMarks.None), (line.LineNumber, line.Text, line.Marks));
    }

    [Fact]
    public void A_line_split_at_the_size_of_a_slice_is_joined()
    {
        var first = new string('x', 33_000);

        var lines = LogFiles.Lines(Lines(Event("before", first), Event(first), Event("yyy", "after")));

        Assert.Equal(["before", first + first + "yyy", "after"], lines.Select(line => line.Text));
        Assert.Equal(LineMarks.None, lines[1].Marks);
    }

    [Fact]
    public void Where_stripping_may_have_shortened_the_slice_the_join_is_uncertain()
    {
        var lines = LogFiles.Lines(Corpus.Read("agent", "s09-long-resize.streamed.jsonl"));

        var joined = Assert.Single(lines, line => line.Text.Length == 70_000);
        Assert.Equal(LineMarks.JoinUncertain, joined.Marks);
        Assert.Equal(LineMarks.None, Assert.Single(lines, line => line.Text.Length == 33_003).Marks);
    }

    [Fact]
    public void A_slice_without_its_rest_is_all_there_is()
    {
        Assert.Equal(new string('x', 33_000), Assert.Single(LogFiles.Lines(Event(new string('x', 33_000)))).Text);
    }

    [Theory]
    [InlineData("""{"eventVersion":"1.0","eventTime":"2024-10-15T21:2""")]
    [InlineData("""{"eventVersion":"1.0","sessionData":["a" "b"]}""")]
    [InlineData("""{"eventVersion":"1.0","sessionData":["\ud8"]}""")]
    public void A_broken_event_is_one_error_that_names_it_and_the_rest_goes_on(string broken)
    {
        var problems = new List<SessionLogFormatException>();

        var lines = LogFiles.Lines(Lines(Event("a"), broken, Event("b")), problems: problems);

        Assert.Equal(["a", "b"], lines.Select(line => line.Text));
        var problem = Assert.Single(problems);
        Assert.Equal(("LogEventNotReadable", "The event in line 2"), (problem.ErrorId, problem.Place));
    }

    [Fact]
    public void Raw_text_in_the_same_stream_is_terminal_output()
    {
        var lines = LogFiles.Lines(Lines(Event("a"), "raw \u001b[1mte\bext", "more", Event("b")));

        Assert.Equal(["a", "raw text", "more", "b"], lines.Select(line => line.Text));
        Assert.Null(lines[1].Time);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_told()
    {
        var lines = LogFiles.Lines("""{"eventVersion":"1.0","sessionData":["a\ud83d b\u0008\tc"]}""");

        Assert.Contains('\ufffd', lines[0].Text);
        Assert.Equal(LineMarks.Damaged, lines[0].Marks);
    }

    [Theory]
    [InlineData("cw-02-streamed-al2023-raw-title-and-bracketed-paste-2023.json", "[ec2-user@ip-10-0-1-11 ~]$ sudo dnf install httpd")]
    [InlineData("cw-04-streamed-doubled-prompt-2024.json", "sh-4.2$ sh-4.2$ date|Thu Jan  4 05:45:59 UTC 2024")]
    public void Events_laid_out_over_several_lines_are_read(string file, string texts)
    {
        Assert.Equal(texts.Split('|'), LogFiles.Lines(Corpus.Read("aws", file)).Select(line => line.Text));
    }

    [Fact]
    public void What_the_AWS_CLI_saved_is_read()
    {
        var message = System.Text.Json.JsonSerializer.Serialize(Event("uptime", "up"));
        var events = $$"""
            {
                "events": [
                    {
                        "timestamp": 1729027325000,
                        "message": {{message}},
                        "ingestionTime": 1729027326000
                    },
                    {
                        "timestamp": 1729027325000,
                        "message": {{message}}
                    }
                ],
                "nextForwardToken": "f/1"
            }
            """;

        Assert.Equal(["uptime", "up", "uptime", "up"], LogFiles.Lines(events).Select(line => line.Text));
        Assert.Equal(2, LogFiles.Events(events).Count);
    }

    [Theory]
    [InlineData("plain text", false)]
    [InlineData("sh-5.2$ tail logs/app.log", true)]
    [InlineData("sh-5.2$ sh-5.2$ whoami", true)]
    [InlineData("\u001b[?2004l\u001b]0;t\u0007\u001b[?2004h[root@a ~]# ls", false)]
    [InlineData("\u001b]0;t\u0007\u001b[?2004h[root@a ~]# lss\u001b[1P", true)]
    [InlineData("abc\u0008d", true)]
    [InlineData("caf\ufffd", true)]
    [InlineData("  0% [    ] 50% [##  ]100% [####]", true)]
    [InlineData("restarting in 3 restarting in 2 restarting in 1 restarted", true)]
    [InlineData("diff --git a/config/app.yaml b/config/app.yaml", false)]
    [InlineData("-rw-r--r-- 1 ec2-user ec2-user 138 Nov 28 16:19 app.py", false)]
    public void What_an_entry_tells_of_what_is_missing_marks_it(string entry, bool isDamaged)
    {
        Assert.Equal(isDamaged, LogFiles.Lines(Event(entry))[0].Marks.HasFlag(LineMarks.Damaged));
    }

    private static string Lines(params string[] lines) => string.Join('\n', lines) + "\n";

    private static string Event(params string[] data) =>
        $$$"""{"eventVersion":"1.0","eventTime":"2024-10-15T21:22:05Z","awsRegion":"eu-west-1","target":{"id":"i-02573cafcfEXAMPLE"},"userIdentity":{"arn":"arn:aws:sts::111122223333:assumed-role/Ops/jdoe"},"runAsUser":"ssm-user","sessionId":"jdoe-0123456789abcdef0","sessionData":{{{System.Text.Json.JsonSerializer.Serialize(data)}}}}""";
}
