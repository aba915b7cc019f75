using System.IO.Compression;
using SessionLogging.Logs;
using SessionLogging.Logs.Reading;
using SessionLogging.Logs.Terminal;
using SessionLogging.Sandbox.AgentLogs;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>The sandbox writes logs as the agent does: held against sessions that were recorded through the agent's own code.</summary>
public sealed class AgentLogTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus", "agent");

    public static TheoryData<string> Recordings =>
        [.. Directory.EnumerateFiles(Folder, "*.log*").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_object_is_the_recorded_one_byte_for_byte(string name)
    {
        var log = Read(name + ".log");

        Assert.Equal(log, Agent(log, "", "").Replayed(Raw(log), End(log)));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_upload_is_the_recorded_one(string name)
    {
        var log = Read(name + ".log");
        var recorded = Encoding.UTF8.GetString(Read(name + ".uploaded.json")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<string>(line)!);

        Assert.Equal(string.Join('\n', recorded), string.Concat(Agent(log, "", "").Uploaded(Raw(log), End(log))));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Events_are_written_byte_for_byte_as_recorded(string name)
    {
        foreach (var line in Encoding.UTF8.GetString(Read(name + ".streamed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            string Text(string member) => json.RootElement.GetProperty(member).GetString()!;
            var agent = new AgentLog(Text("sessionId"), json.RootElement.GetProperty("target").GetProperty("id").GetString()!, json.RootElement.GetProperty("userIdentity").GetProperty("arn").GetString()!, Text("awsRegion"))
            {
                RunAsUser = Text("runAsUser"),
            };

            var data = json.RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!);

            Assert.Equal(line, agent.Event(json.RootElement.GetProperty("eventTime").GetDateTimeOffset(), data));
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Entries_are_stripped_as_recorded(string name)
    {
        var log = Read(name + ".log");
        var recorded = Encoding.UTF8.GetString(Read(name + ".streamed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!)).ToList();

        var written = Agent(log, "", "").Streamed(Raw(log), DateTimeOffset.UnixEpoch)
            .SelectMany(message => JsonDocument.Parse(message.Message).RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(recorded.Where(entry => !written.Contains(entry)).Select(entry => entry.Length > 200 ? entry[..200] : entry));
    }

    [Fact]
    public void A_transcript_of_Windows_stands_in_the_frame_of_the_recorded_one()
    {
        var recorded = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Folder, "..", "transcripts", "windows.log"))).Split("\r\n");
        var agent = new AgentLog("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", "", "");

        var written = Encoding.UTF8.GetString(agent.Transcript([], new DateTimeOffset(2026, 11, 24, 14, 32, 26, TimeSpan.Zero))).Split("\r\n");

        Assert.Equal(recorded[..20], written[..20]);
        Assert.Equal(recorded[^6..^3], written[^6..^3]);
    }

    /// <summary>Events seen in public.</summary>
    [Theory]
    [InlineData("cw-02-streamed-al2023-raw-title-and-bracketed-paste-2023.json", "\u001b[?2004l\r\u001b]0;@ip-10-0-1-11:~\a\u001b[?2004h[ec2-user@ip-10-0-1-11 ~]$ sudo dnf install httpd\r\n")]
    [InlineData("cw-04-streamed-doubled-prompt-2024.json", "sh-4.2$ \r\u001b[K\rsh-4.2$ date\r\nThu Jan  4 05:45:59 UTC 2024\r\n")]
    public void Events_have_the_members_and_entries_of_those_seen_in_public(string file, string output)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "..", "aws", file)));
        var seen = json.RootElement;
        var agent = new AgentLog(Text("sessionId"), seen.GetProperty("target").GetProperty("id").GetString()!, seen.GetProperty("userIdentity").GetProperty("arn").GetString()!, Text("awsRegion"))
        {
            RunAsUser = Text("runAsUser"),
        };

        var (_, message) = Assert.Single(agent.Streamed(Encoding.UTF8.GetBytes(output), DateTimeOffset.UnixEpoch));

        using var written = JsonDocument.Parse(message);
        Assert.Equal(seen.EnumerateObject().Select(member => member.Name), written.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.All(seen.EnumerateObject().Where(member => member.Name != "eventTime"), member => Assert.True(JsonElement.DeepEquals(member.Value, written.RootElement.GetProperty(member.Name)), member.Name));

        string Text(string member) => seen.GetProperty(member).GetString()!;
    }

    [Fact]
    public void The_lines_of_script_are_of_a_form_seen_in_public()
    {
        var forms = File.ReadAllLines(Path.Combine(Folder, "..", "aws", "script-header-footer-forms.txt")).Select(Form).ToHashSet(StringComparer.Ordinal);
        var log = Encoding.UTF8.GetString(new AgentLog("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", "", "").Replayed("out\r\n"u8.ToArray(), DateTimeOffset.UnixEpoch)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains(Form(log[0]), forms);
        Assert.Contains(Form(log[^1]), forms);

        static string Form(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\\d+|(?<=COMMAND=\")[^\"]+", "0", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    /// <summary>The languages whose labels were seen in public.</summary>
    public static TheoryData<string> Languages => [.. File.ReadAllLines(Path.Combine(Folder, "..", "aws", "win-10-header-labels-by-language.txt")).Where(line => line.Length > 0)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_transcript_has_the_labels_of_its_language_and_is_read(string seen)
    {
        var labels = Assert.Single(TranscriptLabels.All, labels => seen.StartsWith(labels.Language + "  ", StringComparison.Ordinal));
        var log = new AgentLog("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", "", "").Transcript([@"PS C:\Windows\system32> whoami", "root"], new DateTimeOffset(2026, 11, 24, 14, 32, 26, TimeSpan.Zero), labels);
        var lines = Encoding.UTF8.GetString(log).Split("\r\n");

        foreach (var alternatives in seen[4..].Split(" | ").Select(label => label.Replace("(n)", "n", StringComparison.Ordinal).Split(" or ")).Where(alternatives => alternatives[0] != "PowerShell transcript start"))
        {
            Assert.Contains(lines, line => alternatives.Any(label => line.StartsWith(label, StringComparison.Ordinal) || line.EndsWith(label, StringComparison.Ordinal)));
        }

        var transcript = Read(log, file => file.ReadTranscript());
        Assert.Equal((SessionLogForm.WindowsTranscript, EndMarker.EndMarkerSeen, "20261124143226", "20261124143230"), (transcript.Form, transcript.EndMarker, transcript.Start, transcript.End));
        Assert.Equal(("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE"), (transcript.SessionId, transcript.Target));
        Assert.Equal([@"PS C:\Windows\system32> whoami", "root"], transcript.Lines.Select(line => line.Text));
    }

    /// <summary>Recorded sessions and real programs.</summary>
    public static TheoryData<string> Programs => [.. Recorded.Concat(Directory.EnumerateFiles(Path.Combine(Folder, "..", "programs"), "*.raw")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>What the agent streams of a session, and what a reader of it takes for the screen.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void What_is_streamed_and_not_marked_stood_on_the_screen(string name)
    {
        var isProgram = name.EndsWith(".raw", StringComparison.Ordinal);
        var output = isProgram ? File.ReadAllBytes(Path.Combine(Folder, "..", "programs", name)) : Raw(Read(name));
        var terminal = new TerminalText(isProgram ? new TerminalSize(80, 25) : TerminalSize.Usual);
        terminal.Write(output);
        terminal.Complete();
        var screen = new HashSet<string>(StringComparer.Ordinal);
        while (terminal.TryRead(out var line))
        {
            screen.Add(line.Text);
        }

        var agent = new AgentLog("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", "arn:aws:sts::111122223333:assumed-role/Ops/jdoe", "eu-west-1");
        var log = Encoding.UTF8.GetBytes(string.Join('\n', agent.Streamed(output, DateTimeOffset.UnixEpoch).Select(message => message.Message)));
        var lines = Read(log, file => file.ReadLines().ToList());

        // An empty line is no evidence of anything.
        Assert.Empty(lines.Where(line => line.Text.Length > 0 && !line.Marks.HasFlag(LineMarks.Damaged) && !screen.Contains(line.Text)).Select(line => line.Text));
    }

    private static IEnumerable<string> Recorded => Directory.EnumerateFiles(Folder, "*.log*").Select(path => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path);

    private static T Read<T>(byte[] log, Func<SessionLogFile, T> read)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, log);
            return read(new SessionLogFile(path, new SessionLogOptions(), problem => throw problem));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static AgentLog Agent(byte[] log, string owner, string region)
    {
        var path = Encoding.UTF8.GetString(log).Split('\n')[0].Split('/');
        return new AgentLog(path[^3], path[5], owner, region);
    }

    private static DateTimeOffset End(byte[] log) => DateTimeOffset.Parse(Encoding.UTF8.GetString(log)["Script started on ".Length..].Split(" [")[0], CultureInfo.InvariantCulture);

    private static byte[] Raw(byte[] log)
    {
        var text = Encoding.Latin1.GetString(log);
        return Encoding.Latin1.GetBytes(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..text.LastIndexOf("\nScript done", StringComparison.Ordinal)].Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static byte[] Read(string name)
    {
        var path = Path.Combine(Folder, name);
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        using var compressed = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        compressed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
