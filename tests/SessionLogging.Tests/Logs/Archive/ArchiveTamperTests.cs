using SessionLogging.Findings;
using SessionLogging.Logs.Archive;

namespace SessionLogging.Tests.Logs.Archive;

/// <summary>Every single change, addition and deletion of a file or manifest is a finding.</summary>
public sealed class ArchiveTamperTests : IDisposable
{
    private readonly ArchiveRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Every_byte_of_every_file_counts()
    {
        var anchor = await MakeAsync();
        foreach (var file in _run.Files.ToList())
        {
            var bytes = File.ReadAllBytes(_run.PathOf(file));
            Gen.Int[0, bytes.Length - 1].Select(Gen.Byte[1, 255]).Sample(
                (at, difference) =>
                {
                    var changed = (byte[])bytes.Clone();
                    changed[at] ^= difference;
                    File.WriteAllBytes(_run.PathOf(file), changed);
                    AssertNamed(file, anchor);
                },
                iter: 8,
                threads: 1);
            foreach (var cut in new[] { bytes[..^1], [], [.. bytes, 10], [.. bytes, .. bytes] })
            {
                File.WriteAllBytes(_run.PathOf(file), cut);
                AssertNamed(file, anchor);
            }

            File.Delete(_run.PathOf(file));
            AssertNamed(file, anchor);
            Directory.CreateDirectory(_run.PathOf(file));
            Assert.NotEmpty(_run.Faults(anchor));
            Directory.Delete(_run.PathOf(file));
            File.WriteAllBytes(_run.PathOf(file), bytes);
        }

        Assert.Empty(_run.Faults(anchor));
    }

    [Fact]
    public async Task Every_file_that_is_added_counts()
    {
        var anchor = await MakeAsync();
        var folders = Directory.GetDirectories(_run.Folder, "*", SearchOption.AllDirectories).Append(_run.Folder);
        foreach (var path in folders.SelectMany(folder => new[] { "x", ".hidden", "record.json~", "manifest-000009.jsonl", "manifest-000001.jsonl.p7s", "manifest-1.jsonl", ".ssm.lock", ".ssm-save-x" }.Select(name => Path.Combine(folder, name))))
        {
            File.WriteAllText(path, "{}");
            AssertNamed(Path.GetRelativePath(_run.Folder, path).Replace('\\', '/'), anchor);
            File.Delete(path);
        }

        Assert.Empty(_run.Faults(anchor));
    }

    [Fact]
    public async Task A_day_that_is_taken_away_with_its_manifest_is_found()
    {
        var anchor = await MakeAsync();
        File.Delete(_run.PathOf("manifest-000002.jsonl"));
        Directory.Delete(_run.PathOf("111122223333/eu-west-1/2026-11-28/jdoe-2"), recursive: true);

        Assert.Equal(["ManifestMissing manifest-000002.jsonl"], _run.Faults(anchor));
        Assert.Equal(["ManifestMissing manifest-000002.jsonl"], _run.Faults());
    }

    [Fact]
    public async Task The_last_day_that_is_taken_away_is_found_by_the_hash_that_was_kept()
    {
        var anchor = await MakeAsync();
        File.Delete(_run.PathOf("manifest-000003.jsonl"));
        Directory.Delete(_run.PathOf("111122223333/eu-west-1/2026-11-28/jdoe-3"), recursive: true);

        Assert.Contains($"ManifestMissing manifest {anchor.ManifestHashes[0]}", _run.Faults(anchor));
        Assert.Empty(_run.Faults());
    }

    [Fact]
    public async Task What_came_behind_the_hash_that_was_kept_is_not_vouched_for()
    {
        var first = await _run.SaveAsync(_run.Session("jdoe-1"));
        await _run.SaveAsync(_run.Session("jdoe-2"));

        Assert.Equal(["ManifestNotVouchedFor manifest-000002.jsonl"], _run.Faults(new ArchiveAnchor { ManifestHashes = [first.ManifestHash] }));
    }

    [Fact]
    public async Task A_manifest_that_was_made_anew_to_fit_is_found_by_its_successor()
    {
        await MakeAsync();
        var lines = File.ReadAllLines(_run.PathOf("manifest-000001.jsonl"));
        var body = string.Concat(lines[..^1].Where((_, number) => number != 1).Select(line => line + "\n"));
        File.WriteAllText(_run.PathOf("manifest-000001.jsonl"), body + Encoding.UTF8.GetString(ManifestJson.Seal(Sha256.Of(Encoding.UTF8.GetBytes(body)))));

        Assert.Contains("ManifestChanged manifest-000001.jsonl", _run.Faults());
    }

    [Fact]
    public async Task A_file_that_became_a_link_to_the_same_is_changed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make links takes a right on Windows.");
        await MakeAsync();
        const string Log = "111122223333/eu-west-1/2026-11-28/jdoe-1/jdoe-1.log";
        var elsewhere = _run.Folder + ".log";
        File.Move(_run.PathOf(Log), elsewhere);
        File.CreateSymbolicLink(_run.PathOf(Log), elsewhere);

        Assert.Equal([$"ArchiveFileChanged {Log}"], _run.Faults());
    }

    [Fact]
    public async Task An_archive_that_is_whole_says_what_was_held_against_what()
    {
        var anchor = await MakeAsync();

        Assert.All(_run.Check(anchor), finding => Assert.Equal(FindingStatus.Pass, finding.Status));
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(_run.Check(), finding => finding.RuleId == "ManifestNotVouchedFor").Status);
        Assert.Equal("ArchiveNotFound", Assert.Throws<ArchiveException>(() => new ArchiveCheck(_run.Folder + "x", null, []).Run(TestContext.Current.CancellationToken)).ErrorId);
        Directory.CreateDirectory(_run.Folder + "y");
        Assert.Equal("ManifestMissing", Assert.Single(new ArchiveCheck(_run.Folder + "y", null, []).Run(TestContext.Current.CancellationToken), finding => finding.Status is FindingStatus.Fail).RuleId);
    }

    private async Task<ArchiveAnchor> MakeAsync()
    {
        await _run.SaveAsync(_run.Session("jdoe-1"));
        await _run.SaveAsync(_run.Session("jdoe-2"));
        var last = await _run.SaveAsync(_run.Session("jdoe-3"));
        return new ArchiveAnchor { ManifestHashes = [last.ManifestHash] };
    }

    // A manifest that counts no more is named itself, or shows by the hash that was kept.
    private void AssertNamed(string file, ArchiveAnchor anchor) => Assert.Contains(
        _run.Faults(anchor), fault => fault.EndsWith($" {file}", StringComparison.Ordinal) || (file == "manifest-000003.jsonl" && fault == $"ManifestMissing manifest {anchor.ManifestHashes[0]}"));
}
