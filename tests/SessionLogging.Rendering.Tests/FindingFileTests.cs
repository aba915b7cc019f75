using System.Xml.Linq;
using SessionLogging.Audits;
using SessionLogging.Findings;

namespace SessionLogging.Rendering.Tests;

public sealed class FindingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("findings").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_page_counts_every_status_shows_what_fails_first_and_runs_nothing()
    {
        var page = await WriteAsync(
            FindingFormat.Html,
            Of(FindingStatus.Pass, "BucketMissing"),
            Of(FindingStatus.Accepted, "IdleTimeoutLong") with { AcceptedBy = "jdoe", AcceptedReason = "A kiosk <b>.", AcceptedUntil = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero) },
            Of(FindingStatus.Unknown, "KeyNotSeen"),
            Of(FindingStatus.Fail, "LoggedNowhere"));
        var parsed = XDocument.Parse(page.Substring(page.IndexOf("<html", StringComparison.Ordinal)).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal).Replace("dark\">", "dark\"/>", StringComparison.Ordinal)
            .Replace("form-action 'none'\">", "form-action 'none'\"/>", StringComparison.Ordinal).Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal).Replace("no-referrer\">", "no-referrer\"/>", StringComparison.Ordinal).Replace("<br>", "<br/>", StringComparison.Ordinal));

        Assert.Contains("1 finding fails", page, StringComparison.Ordinal);
        Assert.Equal(["Verdict", "Fail", "Unknown", "Accepted", "Pass"], parsed.Descendants("h2").Select(title => title.Value));
        Assert.Equal("1", parsed.Descendants("div").Single(div => (string?)div.Attribute("id") == "count-accepted").Descendants("dd").First().Value);
        Assert.Contains("By jdoe, until 2027-01-31 00:00 UTC: A kiosk &lt;b&gt;.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_nothing_is_no_pass() =>
        Assert.Contains("Nothing was looked at", await WriteAsync(FindingFormat.Html), StringComparison.Ordinal);

    [Fact]
    public async Task Csv_is_guarded_and_JSON_lines_are_a_line_a_finding()
    {
        var finding = Of(FindingStatus.Fail, "LoggedNowhere") with { Subject = "=HYPERLINK(1)", Message = "two\nlines" };

        Assert.Contains(",'=HYPERLINK(1),\"two\nlines\",", await WriteAsync(FindingFormat.Csv, finding), StringComparison.Ordinal);
        Assert.Equal(2, (await WriteAsync(FindingFormat.JsonLines, finding, finding)).TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData("a.html", FindingFormat.Html)]
    [InlineData("a.HTM", FindingFormat.Html)]
    [InlineData("a.csv", FindingFormat.Csv)]
    [InlineData("a.ndjson", FindingFormat.JsonLines)]
    [InlineData("a.sarif", FindingFormat.Sarif)]
    public void The_extension_says_the_format(string path, FindingFormat expected) => Assert.Equal(expected, FindingFileOptions.FormatOf(path));

    [Fact]
    public async Task A_file_that_exists_stays_without_Force()
    {
        var path = Path.Combine(_folder, "there.csv");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<FindingFileException>(() => new FindingRenderer().WriteAsync([], new FindingFileOptions { Path = path, Format = FindingFormat.Csv }, TestContext.Current.CancellationToken));

        Assert.Equal("FindingFileExists", failure.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal("FindingFormatUnknown", Assert.Throws<FindingFileException>(() => FindingFileOptions.FormatOf("a.txt")).ErrorId);
    }

    private static Finding Of(FindingStatus status, string rule) => new()
    {
        AccountId = "111122223333",
        Region = "eu-west-1",
        RuleId = rule,
        Severity = FindingSeverity.High,
        Status = status,
        Subject = "Destinations",
        Message = "It is so.",
        Remediation = "Set-SsmS3Logging",
        Reference = "AWS",
    };

    private async Task<string> WriteAsync(FindingFormat format, params Finding[] findings)
    {
        var file = await new FindingRenderer().WriteAsync(
            findings, new FindingFileOptions { Path = Path.Combine(_folder, $"{Guid.NewGuid():N}.out"), Format = format }, TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken);
    }
}
