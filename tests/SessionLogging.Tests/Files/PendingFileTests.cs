using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using SessionLogging.Files;

namespace SessionLogging.Tests.Files;

/// <summary>What holds for every file that is exported.</summary>
public sealed class PendingFileTests : IDisposable
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string NotOnWindows = "Windows has no modes, and no pipes among files.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pending");

    public static TheoryData<string, string> NoFiles => new()
    {
        { "pipe", "a pipe" },
        { "link to a pipe", "a pipe" },
        { "/dev/null", "a device" },
        { "link to /dev/null", "a device" },
        { "folder", "a folder" },
        { "socket", "a socket" },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<string> Files => _folder.GetFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_takes_its_place_at_the_end_and_leaves_nothing_beside()
    {
        using var file = Begin("a.csv", "new");
        Assert.DoesNotContain("a.csv", Files);

        var placed = await file.PlaceAsync(Cancel);

        Assert.Equal(PathOf("a.csv"), placed.FullName);
        Assert.Equal("new", Read("a.csv"));
        Assert.Equal(["a.csv"], Files);
    }

    [Fact]
    public void Given_up_it_leaves_what_was_there()
    {
        Write("a.csv", "old");

        Begin("a.csv", "new").Dispose();

        Assert.Equal("old", Read("a.csv"));
        Assert.Equal(["a.csv"], Files);
    }

    [Fact]
    public async Task One_that_may_not_replace_leaves_what_came_meanwhile()
    {
        using (var file = Begin("a.csv", "new", mayReplace: false))
        {
            Write("a.csv", "somebody else's");
            Assert.Equal("FileExists", (await Assert.ThrowsAsync<FileException>(() => file.PlaceAsync(Cancel))).ErrorId);
        }

        Assert.Equal("somebody else's", Read("a.csv"));
        Assert.Equal(["a.csv"], Files);
    }

    [Fact]
    public async Task A_file_whose_name_is_as_long_as_names_may_be_is_written()
    {
        var name = new string('n', 251) + ".csv";

        using var file = Begin(name, "new");
        Assert.All(Files, other => Assert.InRange(other.Length, 1, 12));
        await file.PlaceAsync(Cancel);

        Assert.Equal([name], Files);
    }

    [Fact]
    public async Task A_new_file_is_its_owners_and_one_that_replaces_keeps_the_mode_and_while_it_is_written_it_is_the_owners()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotOnWindows);
        using (var file = Begin("new.csv", "secret"))
        {
            await file.PlaceAsync(Cancel);
        }

        Assert.Equal(OwnersAlone, Mode("new.csv"));

        foreach (var mode in new[] { OwnersAlone | UnixFileMode.GroupRead | UnixFileMode.OtherRead, OwnersAlone | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, UnixFileMode.UserRead })
        {
            Write("old.csv", "old");
            SetMode("old.csv", mode);
            using (var file = Begin("old.csv", "new"))
            {
                Assert.Equal(OwnersAlone, Mode(Temporary));
                await file.PlaceAsync(Cancel);
            }

            Assert.Equal(mode, Mode("old.csv"));
            Assert.Equal("new", Read("old.csv"));
            File.Delete(PathOf("old.csv"));
        }
    }

    [Theory]
    [InlineData("there/real.csv", true)]
    [InlineData("there/real.csv", false)]
    [InlineData("there/second.csv", true)]
    public async Task A_link_is_followed_and_stays_one(string target, bool isThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make links takes a right on Windows.");
        _folder.CreateSubdirectory("there");
        File.CreateSymbolicLink(PathOf("there/second.csv"), "real.csv");
        File.CreateSymbolicLink(PathOf("a.csv"), target);
        if (isThere)
        {
            Write("there/real.csv", "old");
        }

        using (var file = Begin("a.csv", "new"))
        {
            Assert.Single(Directory.GetFiles(PathOf("there"), ".ssm*.tmp"));
            await file.PlaceAsync(Cancel);
        }

        Assert.Equal(target, new FileInfo(PathOf("a.csv")).LinkTarget);
        Assert.Equal("new", Read("there/real.csv"));
        Assert.Equal(["a.csv", "there"], Files);
        Assert.Equal(2, Directory.GetFileSystemEntries(PathOf("there")).Length);
    }

    [Fact]
    public async Task A_links_way_up_is_taken_from_where_its_folder_really_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make links takes a right on Windows.");
        _folder.CreateSubdirectory("data/v2");
        _folder.CreateSubdirectory("data/shared");
        _folder.CreateSubdirectory("home");
        File.CreateSymbolicLink(PathOf("home/current"), PathOf("data/v2"));
        File.CreateSymbolicLink(PathOf("data/v2/a.csv"), "../shared/./a.csv");

        using (var file = Begin("home/current/a.csv", "new"))
        {
            await file.PlaceAsync(Cancel);
        }

        Assert.Equal("new", Read("data/shared/a.csv"));
    }

    [Fact]
    public void Links_that_do_not_end_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make links takes a right on Windows.");
        File.CreateSymbolicLink(PathOf("a.csv"), "b.csv");
        File.CreateSymbolicLink(PathOf("b.csv"), "a.csv");

        var failure = Assert.Throws<FileException>(() => PendingFile.Begin(PathOf("a.csv"), mayReplace: true));

        Assert.Equal(PathOf("a.csv"), failure.Subject);
        Assert.Contains(PathOf("a.csv"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NoFiles))]
    public void What_is_no_file_is_refused_at_once_and_stays(string given, string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotOnWindows);
        using var listener = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        var path = Arrange(given, listener);
        var before = Files.ToList();

        var failure = Assert.Throws<FileException>(() => PendingFile.Begin(path, mayReplace: true));

        Assert.Equal("NotARegularFile", failure.ErrorId);
        Assert.Equal(path, failure.Subject);
        Assert.Contains($"'{path}' is {kind}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Files);
    }

    [Fact]
    public async Task What_has_become_no_file_meanwhile_is_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotOnWindows);
        using (var file = Begin("a.csv", "new"))
        {
            MakePipe(PathOf("a.csv"));
            Assert.Equal("NotARegularFile", (await Assert.ThrowsAsync<FileException>(() => file.PlaceAsync(Cancel))).ErrorId);
        }

        Assert.Equal(FileKind.Pipe, FileKinds.At(PathOf("a.csv")));
        Assert.Equal(["a.csv"], Files);
    }

    [Fact]
    public void A_file_that_was_planted_at_a_temporary_files_name_is_neither_used_nor_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make links takes a right on Windows.");
        Write("victim", "untouched");
        Write(".ssmfile.tmp", "untouched");
        File.CreateSymbolicLink(PathOf(".ssmlink.tmp"), PathOf("victim"));
        File.CreateSymbolicLink(PathOf(".ssmnone.tmp"), PathOf("nowhere"));
        MakePipe(PathOf(".ssmpipe.tmp"));
        var names = new Queue<string>(["file", "link", "none", "pipe", "free"]);

        using var file = TemporaryFile.Create(_folder.FullName, names.Dequeue);

        Assert.Equal(PathOf(".ssmfree.tmp"), file.Name);
        Assert.Equal("untouched", Read("victim"));
        Assert.Equal("untouched", Read(".ssmfile.tmp"));
        Assert.False(File.Exists(PathOf("nowhere")));
    }

    [Fact]
    public void What_a_killed_process_left_is_deleted_and_what_is_being_written_or_is_anothers_stays()
    {
        foreach (var name in new[] { ".ssmk1ll.tmp", ".ssmlonger.tmp", "a.ssm1234.tmp", ".ssm.tmp" })
        {
            Write(name, "left");
        }

        using var living = Begin("a.csv", "new");
        var alive = Files.Single(name => name.Length == 12 && name.EndsWith(".tmp", StringComparison.Ordinal));

        using var other = Begin("b.csv", "new");

        Assert.DoesNotContain(".ssmk1ll.tmp", Files);
        Assert.Contains(alive, Files);
        Assert.Contains(".ssmlonger.tmp", Files);
        Assert.Contains("a.ssm1234.tmp", Files);
        Assert.Contains(".ssm.tmp", Files);
        Assert.DoesNotContain(FolderLock.Name, Files);
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_keeps_nobody_out()
    {
        Write(FolderLock.Name, "");

        using var file = Begin("a.csv", "new");
        await file.PlaceAsync(Cancel);

        Assert.Equal(["a.csv"], Files);
    }

    [Fact]
    public async Task One_that_waits_for_another_says_so_after_five_minutes_and_can_be_cancelled()
    {
        var time = new FakeTimeProvider();
        using var holder = Begin("a.csv", "new");
        await holder.LockAsync(Cancel);
        using var waiting = PendingFile.Begin(PathOf("b.csv"), mayReplace: true, time);
        using var cancellation = new CancellationTokenSource();
        using var cancelled = PendingFile.Begin(PathOf("c.csv"), mayReplace: true);

        var placing = waiting.PlaceAsync(Cancel);
        while (!placing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        var failure = await Assert.ThrowsAsync<FileException>(() => placing);
        Assert.Equal("FileBusy", failure.ErrorId);
        Assert.Equal(PathOf("b.csv"), failure.Subject);
        var stopped = cancelled.PlaceAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.DoesNotContain("b.csv", Files);
    }

    [Fact]
    public async Task Of_many_that_add_to_one_file_at_once_none_is_lost()
    {
        const int writers = 16;
        const int rounds = 10;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    using var file = PendingFile.Begin(PathOf("history"), mayReplace: true);
                    await file.LockAsync(Cancel);
                    var line = $"{writer} {round}\n";
                    var text = (file.Existing is { } older ? await File.ReadAllTextAsync(older, Cancel) : "") + line;
                    await file.Content.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
                    await file.PlaceAsync(Cancel);
                }
            },
            Cancel)));

        Assert.Equal(writers * rounds, Read("history").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
        Assert.Equal(["history"], Files);
    }

    [Fact]
    public void A_disk_that_is_full_is_told_with_the_files_name()
    {
        Assert.SkipUnless(FileKinds.At("/dev/full") is FileKind.Device, "There is no /dev/full here.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        using var content = new PendingContent(full, "/reports/a.csv");

        var failure = Assert.Throws<FileException>(() => content.Write([1, 2, 3], 0, 3));

        Assert.Equal("FileFailed", failure.ErrorId);
        Assert.Equal("/reports/a.csv", failure.Subject);
        Assert.StartsWith("The file '/reports/a.csv' could not be written:", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/dev/full", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_or_not_the_callers_is_told_with_the_files_name()
    {
        var failure = Assert.Throws<FileException>(() => PendingFile.Begin(PathOf("missing/a.csv"), mayReplace: true));

        Assert.Equal(PathOf("missing/a.csv"), failure.Subject);
        Assert.Equal($"The file '{PathOf("missing/a.csv")}' could not be written: its folder does not exist.", failure.Message);
    }

    private string Temporary => Files.Single(name => name.EndsWith(".tmp", StringComparison.Ordinal) && new FileInfo(PathOf(name)).LinkTarget is null);

    private PendingFile Begin(string name, string content, bool mayReplace = true)
    {
        var file = PendingFile.Begin(PathOf(name), mayReplace);
        file.Content.Write(Encoding.UTF8.GetBytes(content), 0, content.Length);
        return file;
    }

    private string Arrange(string given, System.Net.Sockets.Socket listener)
    {
        switch (given)
        {
            case "pipe":
                MakePipe(PathOf("a"));
                return PathOf("a");
            case "folder":
                return _folder.CreateSubdirectory("a").FullName;
            case "socket":
                listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(PathOf("a")));
                return PathOf("a");
            case "link to a pipe":
                MakePipe(PathOf("a"));
                return File.CreateSymbolicLink(PathOf("b"), PathOf("a")).FullName;
            case "link to /dev/null":
                return File.CreateSymbolicLink(PathOf("b"), "/dev/null").FullName;
            default:
                return given;
        }
    }

    private static void MakePipe(string path)
    {
        using var making = Process.Start("mkfifo", [path]);
        making.WaitForExit();
        Assert.Equal(0, making.ExitCode);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string content) => File.WriteAllText(PathOf(name), content);

    private string Read(string name) => File.ReadAllText(PathOf(name));

#pragma warning disable CA1416 // Skipped on Windows.
    private UnixFileMode Mode(string name) => File.GetUnixFileMode(PathOf(name));

    private void SetMode(string name, UnixFileMode mode) => File.SetUnixFileMode(PathOf(name), mode);
#pragma warning restore CA1416
}
