using Microsoft.Extensions.Time.Testing;
using SessionLogging.Files;
using SessionLogging.Logs.Archive;
using SessionLogging.Logs.Sources;

namespace SessionLogging.Tests.Logs.Archive;

public sealed class SaveTests : IDisposable
{
    private const string Day = "111122223333/eu-west-1/2026-11-28/";
    private const string Streamed =
        """{"eventVersion":"1.0","eventTime":"2026-11-28T10:00:05Z","awsRegion":"eu-west-1","target":{"id":"i-0123"},"userIdentity":{"arn":"arn:aws:sts::111122223333:assumed-role/Admin/jdoe"},"runAsUser":"ssm-user","sessionId":"jdoe-1","sessionData":["$ ls","a.txt"]}""";

    private readonly ArchiveRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_log_lies_with_its_text_and_record_in_a_folder_of_its_own_and_the_manifest_lists_them()
    {
        var saved = await _run.SaveAsync(_run.Session("jdoe-1", "ls\r\n\u001b[31mred\u001b[0m\r\n"), _run.Session("jdoe-2", log: null));

        Assert.Equal([$"{Day}jdoe-1/jdoe-1.log", $"{Day}jdoe-1/jdoe-1.txt", $"{Day}jdoe-1/record.json", "manifest-000001.jsonl"], _run.Files);
        Assert.Equal("ls\nred\n", File.ReadAllText(_run.PathOf($"{Day}jdoe-1/jdoe-1.txt")));
        Assert.Equal((2, 1, 0, 1, 0), (saved.Sessions, saved.Saved, saved.Kept, saved.WithoutLog, saved.Failed));
        Assert.Equal(saved.ManifestHash, Sha256.OfFile(_run.PathOf(saved.Manifest)));
        var record = JsonNode.Parse(File.ReadAllText(_run.PathOf($"{Day}jdoe-1/record.json")))!;
        Assert.Equal("jdoe-1", (string?)record["Record"]!["SessionId"]);
        Assert.Equal("s3://logs/jdoe-1.log", (string?)record["Log"]!["Place"]);
        var manifest = _run.Manifest(1);
        Assert.Equal(["arn:aws:iam::111122223333:user/auditor"], manifest[0]["Callers"]!.AsArray().Select(caller => (string?)caller));
        var without = Assert.Single(manifest, line => (string?)line["SessionId"] == "jdoe-2");
        Assert.Equal(("NoLog", "Expected"), ((string?)without["Outcome"], (string?)without["LogStatus"]));
        Assert.Contains("NoSuchKey", (string?)without["Reason"], StringComparison.Ordinal);
        var line = Assert.Single(manifest, line => (string?)line["SessionId"] == "jdoe-1");
        Assert.Equal((false, "etag"), ((bool)line["Log"]!["IsMasked"]!, (string?)line["Log"]!["ETag"]));
        Assert.Empty(_run.Faults());
        Assert.Empty(_run.Failures);
    }

    [Fact]
    public async Task Beside_a_streamed_log_lies_which_lines_have_which_time()
    {
        await _run.SaveAsync(_run.Session("jdoe-1", Streamed + "\n", SessionLogOrigin.CloudWatch));

        Assert.Equal("$ ls\na.txt\n", File.ReadAllText(_run.PathOf($"{Day}jdoe-1/jdoe-1.txt")));
        var times = JsonNode.Parse(File.ReadAllText(_run.PathOf($"{Day}jdoe-1/jdoe-1.lines.jsonl")))!;
        Assert.Equal((1, 2, "2026-11-28T10:00:05Z"), ((int)times["FirstLine"]!, (int)times["LastLine"]!, (string?)times["Time"]));
    }

    [Fact]
    public async Task All_that_is_made_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");

        await _run.SaveAsync(_run.Session("jdoe-1"));

        Assert.All(_run.Files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_run.PathOf(file)).UnixFileMode));
        Assert.All(
            Directory.GetDirectories(_run.Folder, "*", SearchOption.AllDirectories).Append(_run.Folder),
            folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode));
    }

    [Fact]
    public async Task What_is_saved_whole_is_not_asked_for_again_and_one_that_was_damaged_is_saved_anew_beside_it()
    {
        var sessions = new[] { _run.Session("jdoe-1"), _run.Session("jdoe-2") };
        await _run.SaveAsync(sessions);
        File.AppendAllText(_run.PathOf($"{Day}jdoe-2/jdoe-2.log"), "x");
        _run.Source.Opened.Clear();

        var again = await _run.SaveAsync(sessions);

        Assert.Equal(["jdoe-2"], _run.Source.Opened);
        Assert.Equal((1, 1), (again.Saved, again.Kept));
        Assert.Contains($"{Day}jdoe-2~2/jdoe-2.log", _run.Files);
        Assert.Equal([$"ArchiveFileChanged {Day}jdoe-2/jdoe-2.log"], _run.Faults());
    }

    [Fact]
    public async Task A_session_that_ran_is_asked_for_again_and_what_was_saved_of_it_stays()
    {
        var session = _run.Session("jdoe-1", Streamed + "\n", SessionLogOrigin.CloudWatch) with { EndDate = null };
        await _run.SaveAsync(session);
        Assert.Equal(1, (await _run.SaveAsync(session)).Kept);
        Assert.Equal(1, (await _run.SaveAsync(_run.Session("jdoe-1", Streamed + "\n" + Streamed + "\n", SessionLogOrigin.CloudWatch))).Saved);

        Assert.Equal(3, _run.Source.Opened.Count);
        Assert.Contains($"{Day}jdoe-1/jdoe-1.log", _run.Files);
        Assert.Contains($"{Day}jdoe-1~2/jdoe-1.log", _run.Files);
        Assert.Equal(1, (await _run.SaveAsync(_run.Session("jdoe-1", origin: SessionLogOrigin.CloudWatch))).Kept);
        Assert.Equal(3, _run.Source.Opened.Count);
        Assert.Empty(_run.Faults());
    }

    [Fact]
    public async Task One_of_which_it_is_known_that_it_has_no_log_is_not_asked_for()
    {
        var port = _run.Session("jdoe-1") with { LogStatus = LogStatus.NotLoggable, LogDetail = "Port sessions are never logged." };

        var saved = await _run.SaveAsync(port);

        Assert.Equal(1, saved.WithoutLog);
        Assert.Empty(_run.Source.Opened);
        Assert.Equal("Port sessions are never logged.", (string?)_run.Manifest(1)[1]["Reason"]);
    }

    [Fact]
    public async Task One_that_cannot_be_read_to_its_end_is_an_error_and_leaves_nothing_and_the_others_are_saved()
    {
        var sessions = new[] { _run.Session("jdoe-1"), _run.Session("jdoe-2"), _run.Session("jdoe-3") };
        _run.Source.Logs["jdoe-2"] = _run.Source.Logs["jdoe-2"] with { Cut = FakeStoredLogs.Failure(AwsCallFailure.Unreachable, "Cut", "the connection was closed") };

        var saved = await _run.SaveAsync(sessions);

        Assert.Equal((2, 1), (saved.Saved, saved.Failed));
        Assert.Equal("jdoe-2", Assert.Single(_run.Failures).SessionId);
        Assert.DoesNotContain(_run.Files, file => file.Contains("jdoe-2", StringComparison.Ordinal));
        Assert.Empty(_run.Faults());
        Assert.Equal("Failed", (string?)Assert.Single(_run.Manifest(1), line => (string?)line["SessionId"] == "jdoe-2")["Outcome"]);
    }

    [Fact]
    public async Task Throttled_ones_are_tried_again_with_fewer_at_once()
    {
        var throttled = 6;
        _run.Source.Before = (_, _) => Interlocked.Decrement(ref throttled) >= 0
            ? throw FakeStoredLogs.Failure(AwsCallFailure.Throttled, "SlowDown", "slow down")
            : Task.CompletedTask;
        var time = new FakeTimeProvider(ArchiveRun.Now);
        _run.Time = time;
        var saving = _run.SaveAsync([.. Enumerable.Range(0, 8).Select(number => _run.Session($"jdoe-{number}"))]);
        while (!saving.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal((8, 0), ((await saving).Saved, (await saving).Failed));
        Assert.Equal(14, _run.Source.Opened.Count);
    }

    [Fact]
    public async Task The_gate_halves_once_for_those_who_were_throttled_together_and_opens_again_one_by_one()
    {
        var gate = new AdaptiveGate(8);
        var cancel = TestContext.Current.CancellationToken;
        var rounds = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            rounds.Add(await gate.EnterAsync(cancel));
        }

        rounds.ForEach(round => gate.Leave(round, wasThrottled: true));
        Assert.Equal(4, gate.Limit);

        for (var i = 0; i < 4; i++)
        {
            gate.Leave(await gate.EnterAsync(cancel), wasThrottled: false);
        }

        Assert.Equal(5, gate.Limit);
    }

    [Fact]
    public async Task No_more_are_read_at_once_than_the_limit_says()
    {
        var (busy, most) = (0, 0);
        _run.Source.Before = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref busy));
            await Task.Yield();
            Interlocked.Decrement(ref busy);
        };

        await _run.SaveAsync(Enumerable.Range(0, 40).Select(number => _run.Session($"jdoe-{number}")), options => options with { ThrottleLimit = 3 });

        Assert.InRange(most, 1, 3);
        Assert.Equal((40, 40), (_run.Progress.Sessions, _run.Progress.Done));
    }

    [Fact]
    public async Task Several_saves_chain_and_say_what_their_reports_cover()
    {
        var run = new ReportRun();
        var session = _run.Session("jdoe-1") with { Run = run };
        run.Add(new SessionReportCoverage { Region = "eu-west-1", After = ArchiveRun.Now.AddDays(-1), Before = ArchiveRun.Now, Selection = "Owner jdoe", Complete = true, Sessions = 1, Calls = 1, Throttled = 0 });
        var first = await _run.SaveAsync(session);

        var second = await _run.SaveAsync(_run.Session("jdoe-2"));

        Assert.Equal(("manifest-000001.jsonl", "manifest-000002.jsonl"), (first.Manifest, second.Manifest));
        Assert.Equal(first.ManifestHash, (string?)_run.Manifest(2)[0]["PreviousSha256"]);
        Assert.Equal("Owner jdoe", (string?)Assert.Single(_run.Manifest(1), line => line["Coverage"] is not null)["Coverage"]!["Selection"]);
        Assert.Empty(_run.Faults(new ArchiveAnchor { ManifestHashes = [second.ManifestHash.ToUpperInvariant()] }));
    }

    [Fact]
    public async Task Two_saves_into_one_folder_at_once_both_stand()
    {
        var sessions = Enumerable.Range(0, 30).Select(number => _run.Session($"jdoe-{number}")).ToArray();
        _run.Source.Before = async (_, _) => await Task.Yield();

        var both = await Task.WhenAll(Task.Run(() => _run.SaveAsync(sessions)), Task.Run(() => _run.SaveAsync([.. sessions.Reverse()])));

        Assert.Equal(60, both.Sum(saved => saved.Saved + saved.Kept));
        Assert.Equal(30, _run.Files.Count(file => file.EndsWith(".log", StringComparison.Ordinal)));
        Assert.Equal(["manifest-000001.jsonl", "manifest-000002.jsonl"], both.Select(saved => saved.Manifest).Order(StringComparer.Ordinal));
        Assert.Empty(_run.Faults());
    }

    [Fact]
    public async Task A_save_behind_a_manifest_that_was_changed_is_refused()
    {
        await _run.SaveAsync(_run.Session("jdoe-1"));
        File.AppendAllText(_run.PathOf("manifest-000001.jsonl"), "{}\n");

        var refused = await Assert.ThrowsAsync<ArchiveException>(() => _run.SaveAsync(_run.Session("jdoe-2")));

        Assert.Equal("ManifestNotReadable", refused.ErrorId);
        Assert.DoesNotContain("manifest-000002.jsonl", _run.Files);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_before_anything_is_read()
    {
        File.WriteAllText(_run.Folder, "a file");

        var failure = await Assert.ThrowsAsync<FileException>(() => _run.SaveAsync(_run.Session("jdoe-1")));

        Assert.Equal("FileFailed", failure.ErrorId);
        Assert.Empty(_run.Source.Opened);
        File.Delete(_run.Folder);
    }

    [Fact]
    public async Task Sessions_whose_names_are_one_elsewhere_lie_apart()
    {
        var saved = await _run.SaveAsync([_run.Session("JDoe-1", "a\n"), _run.Session("jdoe-1", "b\n")], options => options with { Layout = ArchiveLayout.Parse("{SessionId}"), ThrottleLimit = 1 });

        Assert.Equal(2, saved.Saved);
        Assert.Equal(["jdoe-1/JDoe-1.log", "jdoe-1/JDoe-1.txt", "jdoe-1/record.json", "jdoe-1~2/jdoe-1.log", "jdoe-1~2/jdoe-1.txt", "jdoe-1~2/record.json"], _run.Files.Where(file => file.Contains('/', StringComparison.Ordinal)));
        Assert.Empty(_run.Faults());
    }
}
