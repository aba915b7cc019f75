namespace SsmSessionLogging.Tests.Module;

/// <summary>Saved logs, as a person reads them.</summary>
public sealed class GetSsmSessionLogTests : ModuleTest
{
    private const string Event = """{"eventVersion":"1.0","eventTime":"2024-10-15T21:22:05Z","awsRegion":"eu-west-1","target":{"id":"i-02573cafcfEXAMPLE"},"userIdentity":{"arn":"arn:aws:sts::111122223333:assumed-role/Ops/jdoe"},"runAsUser":"ssm-user","sessionId":"jdoe-0123456789abcdef0","sessionData":["uptime"," up 3 days"]}""";

    private const string Script =
        "Script started on 2026-11-24 13:38:38+00:00 [COMMAND=\"cat /var/lib/amazon/ssm/i-02573cafcfEXAMPLE/session/orchestration/jdoe-0123456789abcdef0/Standard_Stream/ipcTempFile.log\" <not executed on terminal>]\n"
        + "sh-4.2$ echo helo\b\u001b[Klo\r\r\nhello\r\r\nsh-4.2$ vi\r\r\n\u001b[?1049h\u001b[Hunsaved\u001b[?1049lsh-4.2$ exit\r\r\n\nScript done on 2026-11-24 13:38:38+00:00 [COMMAND_EXIT_CODE=\"0\"]\n";

    [Fact]
    public void A_log_from_S3_is_given_line_by_line()
    {
        InFolder(folder =>
        {
            var run = Run("Get-SsmSessionLog $args[0]", folder.Write("a.log", Script)).ThrowOnError();

            Assert.Equal(["sh-4.2$ echo hello", "hello", "sh-4.2$ vi", "sh-4.2$ exit"], run.Output.Select(line => line.Text("Text")));
            Assert.Equal(["1", "2", "3", "4"], run.Output.Select(line => line.Text("LineNumber")));
            Assert.All(run.Output, line => Assert.Equal(("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", null, null), (line.Text("SessionId"), line.Text("Target"), line.Get("Time"), line.Get("RunAsUser"))));
            Assert.Empty(Sandbox.Calls.All);
        });
    }

    [Fact]
    public void Several_files_come_by_wildcard_from_the_pipeline_and_by_their_exact_name()
    {
        InFolder(folder =>
        {
            folder.Write("a.log", "one\r\n");
            folder.Write("b[1].log", "two\r\n");

            Assert.Equal(["one", "two"], Run("Get-SsmSessionLog -Path $args[0]", Path.Combine(folder.Folder.FullName, "*.log")).ThrowOnError().Output.Select(line => line.Text("Text")));
            Assert.Equal(["two"], Run("Get-SsmSessionLog -LiteralPath $args[0]", Path.Combine(folder.Folder.FullName, "b[1].log")).ThrowOnError().Output.Select(line => line.Text("Text")));
            Assert.Equal(
                ["one", "two"],
                Run("[IO.DirectoryInfo]::new($args[0]).GetFiles() | Get-SsmSessionLog", folder.Folder.FullName).ThrowOnError().Output.Select(line => line.Text("Text")).Order());
        });
    }

    [Fact]
    public void The_end_of_a_log_its_full_screens_and_its_frame_are_asked_for()
    {
        InFolder(folder =>
        {
            var file = folder.Write("a.log", Script);

            Assert.Equal(["sh-4.2$ exit"], Run("Get-SsmSessionLog $args[0] -Tail 1", file).ThrowOnError().Output.Select(line => line.Text("Text")));
            Assert.Equal(["unsaved"], Run("Get-SsmSessionLog $args[0] -FullScreen | Where-Object Marks -eq FullScreen", file).ThrowOnError().Output.Select(line => line.Text("Text")));
            var transcript = Assert.Single(Run("Get-SsmSessionLog $args[0] -AsTranscript -Width 120", file).ThrowOnError().Output);
            Assert.Equal(("Script", "EndMarkerSeen", "True", "120"), (transcript.Text("Form"), transcript.Text("EndMarker"), transcript.Text("IsReplay"), transcript.Text("Width")));
        });
    }

    [Fact]
    public void Streamed_events_are_lines_or_objects()
    {
        InFolder(folder =>
        {
            var file = folder.Write("events.jsonl", Event + "\n{\"eventVersion\":\n" + Event + "\n");

            var lines = Run("Get-SsmSessionLog $args[0]", file);
            var events = Run("Get-SsmSessionLog $args[0] -AsEvent -ErrorAction Ignore | ForEach-Object { $_.SessionData.Count }", file).ThrowOnError();

            Assert.Equal(4, lines.Output.Count);
            Assert.Equal(("111122223333", "eu-west-1"), (lines.Output[0].Text("AccountId"), lines.Output[0].Text("Region")));
            Assert.Equal("ssm-user", lines.Output[0].Text("RunAsUser"));
            Assert.Contains("line 2", Assert.Single(lines.Errors).Exception.Message, StringComparison.Ordinal);
            Assert.Equal(["2", "2"], events.Output.Select(count => count.AsText()));
        });
    }

    [Theory]
    [InlineData("-AsEvent -AsTranscript", "EventsAreWhole")]
    [InlineData("-AsEvent -Tail 2", "EventsAreWhole")]
    public void What_contradicts_itself_is_refused(string options, string errorId)
    {
        InFolder(folder =>
        {
            var error = Assert.Single(Run($"Get-SsmSessionLog $args[0] {options}", folder.Write("a.log", Script)).Errors);

            Assert.StartsWith(errorId, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_error()
    {
        InFolder(folder =>
        {
            Assert.StartsWith("FileNotFound", Assert.Single(Run("Get-SsmSessionLog ./nowhere.log").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("", "it holds nothing")]
    [InlineData("unable to generate log data", "could not make the log")]
    public void What_is_no_log_is_a_warning_with_the_reason_and_what_follows_is_read(string log, string reason)
    {
        InFolder(folder =>
        {
            folder.Write("a.log", log);
            folder.Write("b.log", "out\r\n");

            var run = Run("Get-SsmSessionLog $args[0]", Path.Combine(folder.Folder.FullName, "*.log")).ThrowOnError();

            Assert.Equal(["out"], run.Output.Select(line => line.Text("Text")));
            Assert.Contains(reason, Assert.Single(run.Warnings), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_folder_among_the_files_is_one_error_and_the_files_are_read()
    {
        InFolder(folder =>
        {
            folder.Write("a.log", "out\r\n");
            folder.Folder.CreateSubdirectory("b.log");

            var run = Run("Get-SsmSessionLog $args[0]", Path.Combine(folder.Folder.FullName, "*.log"));

            Assert.Equal(["out"], run.Output.Select(line => line.Text("Text")));
            Assert.StartsWith("NotARegularFile", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        });
    }

    private static void InFolder(Action<LogFolder> test)
    {
        var folder = new LogFolder(Directory.CreateTempSubdirectory("session-logs"));
        try
        {
            test(folder);
        }
        finally
        {
            folder.Folder.Delete(recursive: true);
        }
    }

    private sealed record LogFolder(DirectoryInfo Folder)
    {
        public string Write(string name, string content)
        {
            var path = Path.Combine(Folder.FullName, name);
            File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return path;
        }
    }
}
