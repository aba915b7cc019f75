namespace SessionLogging.Tests.Logs;

/// <summary>Events as the agent streams them.</summary>
public sealed class StreamedTests(ITestOutputHelper report)
{
    /// <summary>Lines that the decoder shows and the reference does not, with the reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["┌───┐"] = "Line-drawing letters are drawn; the reference writes letters.",
    };

    /// <summary>Lines of output that are marked though they stand in the events as they stood on the screen, with the reason.</summary>
    private static readonly (string Recording, string Line, string Reason)[] Doubted =
    [
        ("s04-install-killed", "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current", OutOfLine),
        ("s04-install-killed", "                                 Dload  Upload   Total   Spent    Left  Speed", OutOfLine),
        ("s05-git-prompt", "sh-5.2$ whoami", LikeAPrompt),
        ("s05-git-prompt", "[ec2-user@ip-10-0-1-23 app]$ tail -f logs/app.log", LikeAPrompt),
        ("s05-git-prompt", "[root@ip-10-0-1-23 ~]# reboot", LikeAPrompt),
        ("s05-git-prompt", "$ ls", LikeAPrompt),
        ("s05-git-prompt", "# How to restart the service", LikeAPrompt),
        ("s05-git-prompt", "# rm -rf /srv/old", LikeAPrompt),
        ("s05-git-prompt", "# end", LikeAPrompt),
        ("s05-git-prompt", "> not a prompt", LikeAPrompt),
        ("s05-git-prompt", ">>> import os", LikeAPrompt),
        ("s08-zsh-unicode", "sh-5.2$ whoami", LikeAPrompt),
        ("s08-zsh-unicode", "[ec2-user@ip-10-0-1-23 app]$ tail -f logs/app.log", LikeAPrompt),
        ("s08-zsh-unicode", "[root@ip-10-0-1-23 ~]# reboot", LikeAPrompt),
        ("s08-zsh-unicode", "> not a prompt", LikeAPrompt),
        ("s08-zsh-unicode", ">>> import os", LikeAPrompt),
        ("s08-zsh-unicode", "id,total", "zsh had listed completions, and paints its line anew below them."),
        ("s09-long-resize", string.Join(' ', Enumerable.Repeat("abcdefghij", 12)) + " end", "Its beginning comes again, as that of what painted itself over."),
    ];

    private const string LikeAPrompt = "Output that reads as a line typed at a prompt.";
    private const string OutOfLine = "Columns that do not stand below each other, as where tabs were lost.";

    public static TheoryData<string> Recordings => [.. Corpus.Recordings("agent")];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void What_is_not_marked_stood_on_the_screen_and_most_of_what_stood_there_is_not_marked(string name)
    {
        var log = Encoding.UTF8.GetString(Corpus.Read("agent", name + ".streamed.jsonl"));
        var lines = LogFiles.Lines(log);
        var entries = LogFiles.Events(log).SelectMany(streamed => streamed.SessionData).Select(entry => entry.TrimEnd()).ToHashSet(StringComparer.Ordinal);
        var screen = Corpus.Screen("agent", name).ToHashSet(StringComparer.Ordinal);
        var clean = lines.Where(line => !line.Marks.HasFlag(LineMarks.Damaged)).Select(line => line.Text).ToHashSet(StringComparer.Ordinal);
        var standing = Corpus.Screen("agent", name).Where(entries.Contains).ToList();
        var typed = Typed(name);
        var output = standing.Where(line => !IsTyped(line, typed) && !Doubted.Any(row => row.Recording == name && row.Line == line)).ToList();

        var lacking = clean.Except(screen, StringComparer.Ordinal).Except(Exceptions.Keys, StringComparer.Ordinal).ToList();
        var (found, foundOutput) = (standing.Count(clean.Contains), output.Count(clean.Contains));
        report.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {lines.Count} lines, {lines.Count(line => line.Marks.HasFlag(LineMarks.Damaged))} marked as damaged. Of {standing.Count} lines of the screen that stand in the events {found} are unmarked ({Share(found, standing.Count):P1}); of the {output.Count} among them that nobody typed {foundOutput} ({Share(foundOutput, output.Count):P1})"));

        Assert.Empty(lacking);
        Assert.InRange(Share(foundOutput, output.Count), 0.95, 1);
        Assert.All(Doubted.Where(row => row.Recording == name), row => Assert.True(standing.Contains(row.Line) && !clean.Contains(row.Line), $"{row.Line}: {row.Reason}"));
    }

    /// <summary>Why typed lines are marked: what was typed in one go and what was edited can leave one and the same entry.</summary>
    [Fact]
    public void Of_two_sessions_that_the_agent_streams_alike_one_shows_another_line()
    {
        var plain = "sh-5.2$ ls /var/log/nothing-to-seehead -2 README.md\r\n";
        var edited = "sh-5.2$ ls /var/log/nothing-to-see\r\u001b[8C\u001b[Khead -2 README.md\r\n";

        Assert.Equal(Streamed(plain), Streamed(edited));
        Assert.NotEqual(LogFiles.Lines(plain)[0].Text, LogFiles.Lines(edited)[0].Text);
        Assert.Contains(Streamed(edited), Encoding.UTF8.GetString(Corpus.Read("agent", "s01-sh-editing.streamed.jsonl")), StringComparison.Ordinal);
        Assert.Equal(LineMarks.Damaged, LogFiles.Lines(Event(Streamed(plain)))[0].Marks);

        // What the agent takes out of a line without a title.
        static string Streamed(string output) => System.Text.RegularExpressions.Regex.Replace(output, @"\e\[\d*[A-Z]|\r|\n", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
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
    [InlineData("0% [Working]            Hit:1 http://deb.debian.org/debian bookworm InRelease", true)]
    [InlineData("589b7251471a: Pulling fs layer 589b7251471a: Pull complete ", true)]
    [InlineData("Reading package lists... 60%Reading package lists... Done", true)]
    [InlineData("orders-2026-09.csv  orders-2026-10.csv  orders-2026-11.csv", false)]
    [InlineData("curl: (7) Failed to connect to repo.example.internal port 9: Couldn't connect to server", false)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false)]
    [InlineData("# a comment in a file", false)]
    [InlineData("$ a command in a text", false)]
    [InlineData("> quoted in a mail", false)]
    [InlineData("+# more", false)]
    [InlineData("diff --git a/config/app.yaml b/config/app.yaml", false)]
    [InlineData("-rw-r--r-- 1 ec2-user ec2-user 138 Nov 28 16:19 app.py", false)]
    public void What_an_entry_tells_of_what_is_missing_marks_it(string entry, bool isDamaged)
    {
        Assert.Equal(isDamaged, LogFiles.Lines(Event(entry))[0].Marks.HasFlag(LineMarks.Damaged));
    }

    /// <summary>What was typed, by the driver that typed it.</summary>
    private static List<string> Typed(string name) =>
    [
        .. Encoding.UTF8.GetString(Corpus.Read("agent", name + ".commands.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 3)).Where(parts => parts.Length == 3).Select(parts => parts[2].TrimEnd()),
    ];

    private static bool IsTyped(string line, List<string> typed) => typed.Any(text => text.Length > 0 && line.Length > text.Length && line.TrimEnd().EndsWith(text, StringComparison.Ordinal));

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    /// <summary>What the lines around tell.</summary>
    [Theory]
    [InlineData("typed in a here-document", "sh-5.2$ cat <<E|> some text", "!!")]
    [InlineData("a prompt after output without a line end", "sh-5.2$ printf x|xsh-5.2$ id", "!!")]
    [InlineData("a prompt that was set", "sh-5.2$ PS1='$ '|$ ls", "!!")]
    [InlineData("search in bash", "sh-5.2$ (reverse-i-search)`': \b\b\bt': ls\bsh-5.2$|out", "!.")]
    [InlineData("painted over from below", "a2abf6c4d29d: Pulling fs layer |589b7251471a: Pulling fs layer a2abf6c4d29d: Downloading 589b7251471a: Pull complete |out", "!!.")]
    [InlineData("numbers in columns", "1 13 25 37|2 14 26 38", "!!")]
    [InlineData("a table of blanks", "nothing| Package            Architecture     Version              Repository", "..")]
    [InlineData("a tab at the beginning", "nothing| modified:   config/app.yaml", ".!")]
    [InlineData("a picture", "   ,     #_|   ~\\_  ####_        Amazon Linux 2023|  ~~  \\_#####\\", "...")]
    [InlineData("columns out of line", "EXTERNALLY-MANAGED      enum.py     re|LICENSE.txt       filecmp.py     reprlib.py", "!!")]
    [InlineData("the alternate screen", "\u001b[?1049h\u001b[Hpage|more of it|(END)\u001b[K\u001b[?1049l\u001b]0;t\u0007[root@a ~]# ls|out", "!!!..")]
    public void What_the_lines_around_tell_marks_them(string what, string entries, string marks)
    {
        var lines = LogFiles.Lines(Event(entries.Split('|')));

        var actual = string.Concat(lines.Select(line => line.Marks.HasFlag(LineMarks.Damaged) ? '!' : '.'));
        Assert.True(actual == marks, $"{what}: {actual}");
    }

    private static string Lines(params string[] lines) => string.Join('\n', lines) + "\n";

    private static string Event(params string[] data) =>
        $$$"""{"eventVersion":"1.0","eventTime":"2024-10-15T21:22:05Z","awsRegion":"eu-west-1","target":{"id":"i-02573cafcfEXAMPLE"},"userIdentity":{"arn":"arn:aws:sts::111122223333:assumed-role/Ops/jdoe"},"runAsUser":"ssm-user","sessionId":"jdoe-0123456789abcdef0","sessionData":{{{System.Text.Json.JsonSerializer.Serialize(data)}}}}""";
}
