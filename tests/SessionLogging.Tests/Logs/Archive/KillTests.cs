using SessionLogging.Files;
using SessionLogging.Logs.Archive;

namespace SessionLogging.Tests.Logs.Archive;

/// <summary>Wherever a save ends, what is there is true, and the same command goes on from there.</summary>
public sealed class KillTests
{
    private static readonly string[] Ids = ["jdoe-1", "jdoe-2", "jdoe-3"];

    [Fact]
    public async Task Cut_at_any_step_the_same_save_goes_on_and_the_archive_is_true()
    {
        var steps = new StepCount();
        using (var whole = new ArchiveRun())
        {
            await whole.SaveAsync(whole.Session("before"));
            await SaveAsync(whole, steps);
        }

        Assert.True(steps.Steps > 20, $"{steps.Steps} steps");
        for (var cut = 1; cut <= steps.Steps; cut++)
        {
            using var run = new ArchiveRun();
            await run.SaveAsync(run.Session("before"));
            var killed = await Record.ExceptionAsync(() => SaveAsync(run, new Killed(cut)));
            // At the last step the manifest lies there, and only what it was made in is still to go.
            Assert.True(cut < steps.Steps == killed is FileException, $"step {cut} of {steps.Steps}: {killed}");
            Assert.DoesNotContain(run.Faults(), fault => !fault.StartsWith("ArchiveFileExtra ", StringComparison.Ordinal));
            run.Source.Opened.Clear();

            var saved = await SaveAsync(run, new ArchiveFiles());

            Assert.Equal((3, 3), (saved.Sessions, saved.Saved + saved.Kept));
            Assert.Equal(saved.Saved, run.Source.Opened.Count);
            Assert.Empty(run.Faults(new ArchiveAnchor { ManifestHashes = [saved.ManifestHash] }));
            Assert.Equal(Ids.Length + 1, run.Files.Count(file => file.EndsWith(".log", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_full_disk_ends_the_save_with_its_reason_and_leaves_no_half_of_anything()
    {
        var steps = new StepCount();
        using (var whole = new ArchiveRun())
        {
            await SaveAsync(whole, steps);
        }

        for (var write = 1; write <= steps.Writes; write++)
        {
            using var run = new ArchiveRun();

            var failure = await Assert.ThrowsAsync<FileException>(() => SaveAsync(run, new Full(write)));

            Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(run.Files, file => file.Contains(".ssm", StringComparison.Ordinal) || file.StartsWith("manifest-", StringComparison.Ordinal));
            Assert.Empty(run.Failures);
            await SaveAsync(run, new ArchiveFiles());
            Assert.Empty(run.Faults());
        }
    }

    private static Task<SessionLogSave> SaveAsync(ArchiveRun run, ArchiveFiles files) =>
        run.SaveAsync(Ids.Select(id => run.Session(id)), options => options with { ThrottleLimit = 1 }, files);

    /// <summary>Counts the steps.</summary>
    private sealed class StepCount : ArchiveFiles
    {
        public int Steps { get; private set; }

        public int Writes { get; private set; }

        protected internal override void OnStep(string step, string path)
        {
            Steps++;
            Writes += step == "write" ? 1 : 0;
        }
    }

    /// <summary>A process that is gone from a step on: it does nothing more, nor does it tidy up.</summary>
    private sealed class Killed(int at) : ArchiveFiles
    {
        private int _step;

        protected internal override void OnStep(string step, string path)
        {
            if (Interlocked.Increment(ref _step) >= at)
            {
                throw new IOException("The process is gone.");
            }
        }
    }

    /// <summary>A disk that is full from a write on; what is there can be moved and deleted.</summary>
    private sealed class Full(int at) : ArchiveFiles
    {
        private int _write;

        protected internal override void OnStep(string step, string path)
        {
            if (step == "write" && Interlocked.Increment(ref _write) >= at)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
