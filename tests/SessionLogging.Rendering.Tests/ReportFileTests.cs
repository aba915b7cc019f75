using SessionLogging.Files;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Rendering.Tests;

/// <summary>A report takes its place at the end or not at all.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    public async Task Until_it_is_finished_the_old_file_stands_and_given_up_it_leaves_nothing(string name)
    {
        await File.WriteAllTextAsync(_folder.PathOf(name), "old", TestContext.Current.CancellationToken);

        using (var report = _folder.Begin(_folder.Options(name) with { Force = true }))
        {
            report.Add(Sample.Session("s1"));
            Assert.Equal(2, _folder.Files.Count());
            Assert.Equal("old", await File.ReadAllTextAsync(_folder.PathOf(name), TestContext.Current.CancellationToken));
        }

        Assert.Equal([name], _folder.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(_folder.PathOf(name), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    public async Task A_file_that_comes_into_the_place_meanwhile_is_not_lost(string name)
    {
        using (var report = _folder.Begin(_folder.Options(name)))
        {
            report.Add(Sample.Session("s1"));
            await File.WriteAllTextAsync(_folder.PathOf(name), "somebody else's", TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<FileException>(() => report.FinishAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal([name], _folder.Files);
        Assert.Equal("somebody else's", await File.ReadAllTextAsync(_folder.PathOf(name), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    public async Task Finishing_may_be_cancelled(string name)
    {
        await File.WriteAllTextAsync(_folder.PathOf("a.csv"), "AccountId,Region,SessionId\r\n1,2,3\r\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.PathOf("a.jsonl"), SessionRecordJson.Write(Sample.Session("old")), TestContext.Current.CancellationToken);
        var before = _folder.Files.ToList();

        using (var report = _folder.Begin(_folder.Options(name) with { Append = name != "a.html" }))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => report.FinishAsync(new CancellationToken(canceled: true)));
        }

        Assert.Equal(before, _folder.Files);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_known_before_anything_is_taken() =>
        Assert.Throws<FileException>(() => _folder.Begin(_folder.Options("missing/a.csv")));

    [Theory]
    [InlineData("a.txt", "ReportFormatUnknown")]
    [InlineData("a", "ReportFormatUnknown")]
    public void An_extension_that_says_nothing_is_refused(string name, string rule) =>
        Assert.Equal(rule, Assert.Throws<ReportFileException>(() => ReportOptions.FormatOf(name)).ErrorId);

    [Theory]
    [InlineData("a.HTML", ReportFormat.Html)]
    [InlineData("a.htm", ReportFormat.Html)]
    [InlineData("a.csv", ReportFormat.Csv)]
    [InlineData("a.jsonl", ReportFormat.JsonLines)]
    [InlineData("a.b.ndjson", ReportFormat.JsonLines)]
    public void An_extension_says_the_format(string name, ReportFormat format) => Assert.Equal(format, ReportOptions.FormatOf(name));

    [Fact]
    public async Task JSON_lines_are_the_librarys_and_coverages_lines_of_their_own()
    {
        var text = await _folder.WriteAsync(_folder.Options("a.jsonl"), Sample.Session("s1", "<é>"), Sample.Coverage(1));

        Assert.Equal($"{SessionRecordJson.Write(Sample.Session("s1", "<é>"))}\n{SessionRecordJson.Write(Sample.Coverage(1))}\n", text);
        Assert.Equal((byte)'{', _folder.BytesOf("a.jsonl")[0]);
    }
}
