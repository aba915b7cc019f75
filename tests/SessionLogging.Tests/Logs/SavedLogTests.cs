using System.IO.Compression;
using SessionLogging.Files;
using SessionLogging.Logs.Reading;

namespace SessionLogging.Tests.Logs;

/// <summary>What logs were saved as, and where.</summary>
public sealed class SavedLogTests : IDisposable
{
    private const string Session = "jdoe-0123456789abcdef0";
    private const string Node = "i-02573cafcfEXAMPLE";
    private const string Event = """{"eventVersion":"1.0","eventTime":"2024-10-15T21:22:05Z","awsRegion":"eu-west-1","target":{"id":"i-02573cafcfEXAMPLE"},"userIdentity":{"arn":"arn:aws:sts::111122223333:assumed-role/Ops/jdoe"},"runAsUser":"ssm-user","sessionId":"jdoe-0123456789abcdef0","sessionData":["uptime"," up 3 days"]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saved-logs");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("jdoe-0123456789abcdef0.log", Session, null)]
    [InlineData("jdoe-0123456789abcdef0", Session, null)]
    [InlineData("jdoe-0123456789abcdef0.log.gz", Session, null)]
    [InlineData("jane.doe@example.com-abcdefghijklmnopqrstuvwx12.log", "jane.doe@example.com-abcdefghijklmnopqrstuvwx12", null)]
    [InlineData("ecs-execute-command-0123456789abcdef0.log", "ecs-execute-command-0123456789abcdef0", null)]
    [InlineData("ssm/i-02573cafcfEXAMPLE/session/orchestration/jdoe-0123456789abcdef0/Standard_Stream/ipcTempFile.log", Session, Node)]
    [InlineData("InstanceData/i-02573cafcfEXAMPLE/session/orchestration/jdoe-0123456789abcdef0/Standard_Stream/ipcTempFile.log", Session, Node)]
    [InlineData("notes.log", null, null)]
    [InlineData("jdoe-0123456789abcdef0a.log", null, null)]
    [InlineData("a-file-of-somebody.log", null, null)]
    public void A_path_that_names_the_session_tells_it(string name, string? session, string? node)
    {
        var line = Assert.Single(Lines(Write(name, "uptime\r\n"u8.ToArray())));

        Assert.Equal((session, node), (line.SessionId, line.Target));
        Assert.Equal((null, null, null), (line.AccountId, line.Region, line.Owner));
    }

    [Fact]
    public void What_the_log_says_of_its_session_goes_before_what_its_file_is_called()
    {
        var header = $"Script started on 2026-11-24 13:38:38+00:00 [COMMAND=\"cat /var/lib/amazon/ssm/{Node}/session/orchestration/{Session}/Standard_Stream/ipcTempFile.log\" <not executed on terminal>]\n";

        var line = Assert.Single(Lines(Write("other-fedcba98765432100.log", Encoding.UTF8.GetBytes(header + "uptime\r\n"))));

        Assert.Equal((Session, Node), (line.SessionId, line.Target));
    }

    [Fact]
    public void A_transcript_of_Windows_names_its_session()
    {
        var border = new string('*', 22);
        var replay = $@"PS C:\> &'C:\Program Files\Amazon\SSM\ssm-session-logger.exe' C:\ProgramData\Amazon\SSM\InstanceData\{Node}\session\orchestration\{Session}\Standard_Stream\ipcTempFile.log true";

        var line = Assert.Single(Lines(Write("a.log", Encoding.UTF8.GetBytes($"{border}\r\nstart\r\nStart time: 20261124143226\r\n{border}\r\n{replay}\r\nPS C:\\> whoami\r\n"))));

        Assert.Equal((Session, Node), (line.SessionId, line.Target));
    }

    [Fact]
    public void The_echo_of_an_old_agents_logger_names_the_session_also_where_the_window_broke_it()
    {
        var line = LogFiles.Lines(Corpus.Read("aws", "s3-01-linux-al2-agent2.3-live-script-with-logger-echo-2020.log.txt"))[0];

        Assert.Equal(("jane.doe.temp-0073b0a9869ded8de", "i-0c76bc102a2c8324b"), (line.SessionId, line.Target));
    }

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Ops/jdoe", "111122223333")]
    [InlineData("arn:aws-cn:iam::111122223333:user/jdoe", "111122223333")]
    [InlineData("arn:aws:iam::1111:user/jdoe", null)]
    [InlineData("jdoe", null)]
    public void The_account_is_that_of_who_started_the_session(string owner, string? account)
    {
        var log = Event.Replace("arn:aws:sts::111122223333:assumed-role/Ops/jdoe", owner, StringComparison.Ordinal);

        Assert.All(LogFiles.Lines(log), line => Assert.Equal((account, owner), (line.AccountId, line.Owner)));
        var transcript = LogFiles.Transcript(log);
        Assert.Equal((account, owner, "eu-west-1", Session), (transcript.AccountId, transcript.Owner, transcript.Region, transcript.SessionId));
    }

    [Theory]
    [InlineData("s01-sh-editing.log")]
    [InlineData("s01-sh-editing.streamed.jsonl")]
    [InlineData("s01-sh-editing.uploaded.json")]
    public void What_is_compressed_or_UTF_16_reads_as_what_it_holds(string recording)
    {
        var log = Corpus.Read("agent", recording);
        var texts = LogFiles.Lines(log).Select(line => line.Text).ToList();
        var wide = Encoding.UTF8.GetString(log);

        Assert.Equal(texts, Texts(Compressed(log)));
        Assert.Equal(texts, Texts([0xff, 0xfe, .. Encoding.Unicode.GetBytes(wide)]));
        Assert.Equal(texts, Texts([0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(wide)]));
        Assert.Equal(texts, Texts(Compressed([0xff, 0xfe, .. Encoding.Unicode.GetBytes(wide)])));
    }

    [Fact]
    public void What_is_compressed_and_broken_is_told()
    {
        var compressed = Compressed(Corpus.Read("agent", "s01-sh-editing.log"));
        compressed.AsSpan(200, 100).Fill(0xff);

        var error = Assert.Throws<SessionLogFormatException>(() => Texts(compressed));

        Assert.Contains("compressed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_of_CloudWatch_Logs_to_S3_is_read()
    {
        var export = Compressed(Encoding.UTF8.GetBytes($"2024-10-15T21:22:05.123Z {Event}\n2024-10-15T21:22:06.000Z {Event}\n"));

        Assert.Equal(["uptime", " up 3 days", "uptime", " up 3 days"], Texts(export));
    }

    [Fact]
    public void A_folder_is_no_log()
    {
        var error = Assert.Throws<FileException>(() => Lines(_folder.FullName));

        Assert.Equal("NotARegularFile", error.ErrorId);
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void How_far_it_is_read_only_grows_and_reaches_the_end()
    {
        var path = Write("a.log", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("0123456789\r\n", 100_000))));
        foreach (var options in new[] { new SessionLogOptions(), new SessionLogOptions { Width = 80, Height = 24 } })
        {
            var percents = new List<int>();

            Assert.Equal(100_000, new SessionLogFile(path, options, problem => throw problem, percents.Add).ReadLines().Count());

            Assert.Equal(percents.Order(), percents);
            Assert.InRange(percents[^1], 99, 100);
            Assert.InRange(percents.Distinct().Count(), 10, 101);
        }
    }

    [Fact]
    public void Who_hears_of_progress_can_end_the_reading()
    {
        var path = Write("a.log", new byte[1_000_000]);

        Assert.Throws<OperationCanceledException>(() => new SessionLogFile(path, new SessionLogOptions(), problem => throw problem, _ => throw new OperationCanceledException()).ReadLines().Count());
    }

    [Fact]
    public void No_property_of_a_line_or_a_transcript_holds_what_acts_on_a_screen()
    {
        const string Hostile = "x\\u001b[31m\\u202ey";
        var streamed = $$$"""{"eventVersion":"1.0","awsRegion":"{{{Hostile}}}","target":{"id":"{{{Hostile}}}"},"userIdentity":{"arn":"{{{Hostile}}}"},"runAsUser":"{{{Hostile}}}","sessionId":"{{{Hostile}}}","sessionData":["{{{Hostile}}}"]}""";
        const string Raw = "x\u001b[31m\u202e\u0007y";
        var script = $"Script started on {Raw} [/ssm/i-{Raw}/session/orchestration/{Raw}/]\n{Raw}\r\nout\r\n\nScript done on {Raw}\n";
        var border = new string('*', 22);
        var windows = $"{border}\r\n{Raw}\r\nStart: 20261124143226\r\n{Raw}: {Raw}\r\n{border}\r\n{Raw}\r\n{border}\r\n{Raw}\r\n{Raw} 20261124143226\r\n{border}\r\n";
        foreach (var log in new[] { streamed, script, windows })
        {
            var transcript = LogFiles.Transcript(log);
            var line = Assert.Single(transcript.Lines, line => line.Text.Contains('x', StringComparison.Ordinal));

            Assert.All(TextsOf(line).Concat(TextsOf(transcript)).Concat(transcript.Header.SelectMany(pair => new[] { pair.Key, pair.Value })), text => Assert.True(Terminal.Shown.IsClean(text), text));
        }

        static IEnumerable<string> TextsOf(object item) =>
            item.GetType().GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => (string?)property.GetValue(item) ?? "");
    }

    private static List<SessionLogLine> Lines(string path) => [.. new SessionLogFile(path, new SessionLogOptions(), problem => throw problem).ReadLines()];

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static IEnumerable<string> Texts(byte[] log) => LogFiles.Lines(log).Select(line => line.Text);

    private string Write(string name, byte[] log)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, log);
        return path;
    }
}
