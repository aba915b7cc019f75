namespace SessionLogging.Tests.Logs;

/// <summary>What the agent, <c>script</c> and Start-Transcript write around a session.</summary>
public sealed class FramingTests
{
    private static readonly string[] Forms = Encoding.UTF8.GetString(Corpus.Read("aws", "script-header-footer-forms.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> Headers => [.. Forms.Where(form => form.StartsWith("Script started", StringComparison.Ordinal))];

    public static TheoryData<string> Footers => [.. Forms.Where(form => form.StartsWith("Script done", StringComparison.Ordinal))];

    /// <summary>Start, time and end as Windows PowerShell writes them by language; the labels of the corpus.</summary>
    public static TheoryData<string> Languages =>
        [.. Encoding.UTF8.GetString(Corpus.Read("aws", "win-10-header-labels-by-language.txt")).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Headers))]
    public void Every_form_of_the_first_line_is_left_out(string header)
    {
        var transcript = LogFiles.Transcript($"{header}\nsh-4.2$ id\r\r\nuid=0\r\r\n\nScript done on 2020-05-27 23:01:53+0000\n");

        Assert.Equal(["sh-4.2$ id", "uid=0"], transcript.Lines.Select(line => line.Text));
        Assert.Equal((SessionLogForm.Script, EndMarker.EndMarkerSeen), (transcript.Form, transcript.EndMarker));
        Assert.StartsWith(transcript.Start!, header["Script started on ".Length..], StringComparison.Ordinal);
        Assert.True(transcript.IsReplay);
        Assert.Equal(header["Script started on ".Length..], transcript.Header["Script started on"]);
    }

    [Theory]
    [MemberData(nameof(Footers))]
    public void Every_form_of_the_last_line_is_left_out(string footer)
    {
        foreach (var end in new[] { "\n", "" })
        {
            var transcript = LogFiles.Transcript($"Script started on 2020-05-27 23:00:48+0000\nsh-4.2$ echo no end\r\nno end\n{footer}{end}");

            Assert.Equal(["sh-4.2$ echo no end", "no end"], transcript.Lines.Select(line => line.Text));
            Assert.Equal(footer["Script done on ".Length..], transcript.End);
        }
    }

    [Theory]
    [InlineData("Script started on ", "Script done on ")]
    [InlineData("Script started on [<not executed on terminal>]", "Script done on [COMMAND_EXIT_CODE=\"0\"]\n")]
    public void A_frame_without_times_is_a_frame(string header, string footer)
    {
        var transcript = LogFiles.Transcript($"{header}\r\nout\r\n\n{footer}");

        Assert.Equal(["out"], transcript.Lines.Select(line => line.Text));
        Assert.Equal(("", EndMarker.EndMarkerSeen), (transcript.Start, transcript.EndMarker));
    }

    [Fact]
    public void A_log_without_its_last_line_was_cut_and_one_in_the_output_is_output()
    {
        var transcript = LogFiles.Transcript("Script started on 2020-05-27 23:00:48+0000\na\r\nScript done on 2020-05-27 23:00:49+0000\r\nb\r\n");

        Assert.Equal(["a", "Script done on 2020-05-27 23:00:49+0000", "b"], transcript.Lines.Select(line => line.Text));
        Assert.Equal(EndMarker.Cut, transcript.EndMarker);
        Assert.Null(transcript.End);
    }

    [Fact]
    public void A_log_without_a_frame_is_read_too()
    {
        var transcript = LogFiles.Transcript("sh-4.2$ id\r\nuid=0\r\n");

        Assert.Equal(["sh-4.2$ id", "uid=0"], transcript.Lines.Select(line => line.Text));
        Assert.Equal((SessionLogForm.TerminalOutput, EndMarker.Unknown, false), (transcript.Form, transcript.EndMarker, transcript.IsReplay));
    }

    [Fact]
    public void The_header_of_a_replay_names_the_session_and_its_node()
    {
        var line = LogFiles.Lines(Corpus.Read("agent", "s01-sh-editing.log"))[0];

        Assert.Equal(("maria-070fc78b52d69a5e0", "i-08e1d4f3e95a7b040", 1L), (line.SessionId, line.Target, line.LineNumber));
        Assert.Null(line.Region);
    }

    [Fact]
    public void Line_feeds_of_programs_in_raw_mode_keep_their_column()
    {
        var before = string.Concat(Enumerable.Repeat("0123456789\r\r\n", 6000));

        var lines = LogFiles.Lines($"Script started on 2020-05-27 23:00:48+00:00 [<not executed on terminal>]\n{before}ab\r\ncd\r\r\n\nScript done on 2020-05-27 23:00:48+00:00\n");

        Assert.Equal(["ab", "  cd"], lines.TakeLast(2).Select(line => line.Text));
    }

    [Fact]
    public void Of_an_old_agent_the_logger_and_the_shell_around_are_nobodys()
    {
        var transcript = LogFiles.Transcript(Corpus.Read("aws", "s3-01-linux-al2-agent2.3-live-script-with-logger-echo-2020.log.txt"));

        var texts = transcript.Lines.Select(line => line.Text).Where(text => text.Length > 0).ToList();
        Assert.Equal((SessionLogForm.LiveScript, false, EndMarker.EndMarkerSeen), (transcript.Form, transcript.IsReplay, transcript.EndMarker));
        Assert.Equal(["sh-4.2$", "sh-4.2$", "sh-4.2$", "sh-4.2$", "sh-4.2$ # test 1", "sh-4.2$ ls /"], texts[..6]);
        Assert.StartsWith("bin  boot  dev", texts[6], StringComparison.Ordinal);
        Assert.Equal(["sh-4.2$ exit", "exit"], texts[7..]);
    }

    [Fact]
    public void A_raw_upload_is_read()
    {
        var texts = LogFiles.Lines(Corpus.Read("aws", "cw-01-raw-upload-message-2021.raw")).Select(line => line.Text).ToList();

        Assert.Equal(["sh-4.2$ sudo su", "[root@ip-192-0-2-34-2 bin]# cd /home/ec2-user/", "[root@ip-192-0-2-34-2 ec2-user]# ls -ltr", "total 0"], texts[..4]);
        Assert.Equal("[root@ip-192-0-2-34-2 ec2-user]# Hangup", texts[^1]);
    }

    [Fact]
    public void A_transcript_of_Windows_gives_its_header_and_leaves_the_replay_out()
    {
        var transcript = LogFiles.Transcript(Corpus.Read("transcripts", "windows.log"));

        Assert.Equal((SessionLogForm.WindowsTranscript, true, EndMarker.EndMarkerSeen), (transcript.Form, transcript.IsReplay, transcript.EndMarker));
        Assert.Equal(("20261124143226", "20261124143336"), (transcript.Start, transcript.End));
        Assert.Equal(@"WORKGROUP\SYSTEM", transcript.Header["Username"]);
        Assert.Equal("3484", transcript.Header["Process ID"]);
    }

    [Fact]
    public void A_transcript_whose_replay_was_cut_says_so()
    {
        var whole = Encoding.UTF8.GetString(Corpus.Read("transcripts", "windows.log"));

        var transcript = LogFiles.Transcript(whole[..whole.IndexOf("RuntimeException", StringComparison.Ordinal)]);

        Assert.Equal(EndMarker.Cut, transcript.EndMarker);
        Assert.Equal(@"PS C:\Windows\system32> 1/0", transcript.Lines[^1].Text);
    }

    [Fact]
    public void A_transcript_in_German_is_read()
    {
        var transcript = LogFiles.Transcript(Corpus.Read("aws", "win-03-ps51-german-nStart-2022.txt"));

        Assert.Equal(("20221109155346", "20221109155346", "someuser"), (transcript.Start, transcript.End, transcript.Header["RunAs-User"]));
        Assert.Equal("----------------------------------------------------------", transcript.Lines[0].Text);
        Assert.Equal("----------------------------------------------------------", transcript.Lines[^1].Text);
        Assert.Equal(7, transcript.Lines.Count);
        Assert.False(transcript.IsReplay);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_transcript_in_any_language_is_told_by_its_asterisks_and_its_time(string labels)
    {
        var names = labels[(labels.IndexOf("  ", StringComparison.Ordinal) + 2)..].Split(" | ");
        var time = names.First(name => name.TrimEnd().EndsWith(':'));
        var border = new string('*', 22);

        var transcript = LogFiles.Transcript(
            $"\ufeff{border}\r\n{names[0]}\r\n{time} 20261124143226\r\n{border}\r\nPS C:\\> &'C:\\Program Files\\Amazon\\SSM\\ssm-session-logger.exe' C:\\x true\r\nPS C:\\> whoami\r\nroot\r\nPS C:\\> exit\r\n{border}\r\n{names[^1]}\r\n{time} 20261124143336\r\n{border}\r\n");

        Assert.Equal([@"PS C:\> whoami", "root"], transcript.Lines.Select(line => line.Text));
        Assert.Equal(("20261124143226", "20261124143336", EndMarker.EndMarkerSeen), (transcript.Start, transcript.End, transcript.EndMarker));
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("unable to generate log data", "could not make the log")]
    [InlineData("unable to generate log data\r\n", "could not make the log")]
    public void What_is_no_log_is_empty_with_the_reason(string log, string reason)
    {
        var transcript = LogFiles.Transcript(log);

        Assert.Equal(SessionLogForm.Empty, transcript.Form);
        Assert.Contains(reason, transcript.EmptyReason!, StringComparison.Ordinal);
        Assert.Empty(LogFiles.Lines(log));
    }

    [Fact]
    public void A_session_without_output_is_not_empty()
    {
        var transcript = LogFiles.Transcript(Corpus.Read("agent", "s10-empty.log"));

        Assert.Equal((SessionLogForm.Script, EndMarker.EndMarkerSeen, null), (transcript.Form, transcript.EndMarker, transcript.EmptyReason));
        Assert.Empty(transcript.Lines);
    }

    [Fact]
    public void The_end_of_a_log_can_be_asked_for()
    {
        var lines = LogFiles.Lines(Corpus.Read("agent", "s09-long-resize.log"), new SessionLogOptions { Tail = 2 });

        Assert.Equal(["sh-5.2$ exit", "exit"], lines.Select(line => line.Text));
        Assert.Equal(28_038, lines[^1].LineNumber);
    }
}
