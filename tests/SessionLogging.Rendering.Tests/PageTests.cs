using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using SessionLogging.Rendering.Pages;
using SessionLogging.Sessions;
using SessionLogging.Tests.Sessions;

namespace SessionLogging.Rendering.Tests;

/// <summary>The page as text; tests/Browser looks at it in a browser.</summary>
public sealed class PageTests : IDisposable
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly ReportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_its_own_script_and_style_may_run_by_their_hashes()
    {
        var page = await PageAsync(Sample.Session("s1"));

        var policy = WebUtility.HtmlDecode(Find(page, "Content-Security-Policy\" content=\"(?<found>[^\"]*)\""));
        Assert.Equal(
            $"default-src 'none'; script-src '{HashOf(page, "script")}'; style-src '{HashOf(page, "style")}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_users_typed_is_text_and_without_control_characters()
    {
        const string reason = "</script><script>alert(1)</script>\u001b[31m\u202e\0 {{ Title }}";
        var page = await PageAsync(Sample.Session("s1", reason) with { UserName = "<b>a_{x}</b>\u0007", Target = "a^{2}\ufffe" });

        Assert.Equal(2, Count(page, "</script>"));
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202e', page);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u001B[31m\\u202E\\u0000 {{ Title }}", page, StringComparison.Ordinal);
        Assert.Contains("""\u003C/script\u003E\u003Cscript\u003Ealert(1)""", page, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_page_is_made_of_any_records() =>
        RandomRecord.Any.Array[0, 5].SampleAsync(
            async records =>
            {
                var distinct = records.DistinctBy(record => (record.AccountId ?? "", record.Region, record.SessionId)).Count();

                var page = await PageAsync([.. records]);

                Assert.Equal(distinct, int.Parse(FigureOf(page, "sessions"), CultureInfo.InvariantCulture));
                using var data = DataOf(page);
                Assert.Equal(distinct, data.RootElement.GetProperty("rows").GetArrayLength());
                Assert.DoesNotContain(page, character => char.IsControl(character) && character != '\n');
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task The_figures_count_people_targets_hours_and_each_log_status_by_itself()
    {
        var page = await PageAsync(
            Sample.Session("s1"),
            Sample.Session("s2") with { UserName = "mary", LogStatus = LogStatus.Missing },
            Sample.Session("s3") with { Target = "i-2", LogStatus = LogStatus.Expected },
            Sample.Session("s4") with { EndDate = null, LogStatus = null, UserName = null });

        Assert.Equal(("4", "2", "2", "4.5"), (FigureOf(page, "sessions"), FigureOf(page, "people"), FigureOf(page, "targets"), FigureOf(page, "hours")));
        Assert.Equal(
            ["1", "0", "1", "1", "1", "0", "0"],
            Enum.GetValues<LogStatus>().Select(status => FigureOf(page, "log-" + status.ToString().ToLowerInvariant())));
        Assert.Contains("Not worked out: 1.", page, StringComparison.Ordinal);
        Assert.Contains("without 1 that have no end", page, StringComparison.Ordinal);
        Assert.Contains("1 sessions state none", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_hours_and_times_are_those_of_the_time_zone_which_is_named()
    {
        var options = _folder.Options("a.html") with { TimeZone = Berlin, Title = "Bastion <2026>" };

        var page = await _folder.WriteAsync(options, Sample.Session("s1"), Sample.Session("s2") with { StartDate = Sample.Start.AddDays(20) });

        Assert.Contains("<strong id=\"zone\">Europe/Berlin, UTC\u002b01:00 in standard time</strong>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("<h1>Bastion &lt;2026&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Written 2026-03-31 14:00:00 +02:00 by SsmSessionLogging", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("2026-03-15 23:30:00 +01:00", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("2026-04-05 00:30:00 +02:00", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal("1", CellOf(page, "2026-03-15"));
        Assert.Equal("0", CellOf(page, "2026-03-16"));
        Assert.Equal("1", CellOf(page, "2026-04-05"));
    }

    [Theory]
    [InlineData(399, "Sessions per day")]
    [InlineData(500, "Sessions per month")]
    [InlineData(100_000, "Sessions per year")]
    public async Task A_long_history_is_shown_in_longer_periods(int days, string title)
    {
        var page = await PageAsync(Sample.Session("s1"), Sample.Session("s2") with { StartDate = Sample.Start.AddDays(days) });

        Assert.Contains($"<h3>{title}</h3>", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 0, 400_000);
    }

    public static TheoryData<string, object[], string, string> Coverages => new()
    {
        { "good", [Sample.Session("s1"), Sample.Coverage(1)], "Complete", "Every session that was asked for" },
        { "good", [Sample.Coverage(0)], "Complete", "Every session that was asked for" },
        { "good", [Sample.Session("s1"), Sample.Coverage(2)], "Complete", "left out afterwards" },
        { "bad", [Sample.Session("s1")], "Coverage not stated", "1 sessions came without a statement" },
        { "bad", [], "Coverage not stated", "nothing says which were asked for" },
        { "bad", [Sample.Session("s1"), Sample.Coverage(1), Sample.Coverage(0, complete: false, "us-east-1", "denied <by> policy")], "Not complete", "1 of 2 readings" },
        { "bad", [Sample.Session("s1"), Sample.Session("s2", region: "us-east-1"), Sample.Coverage(1)], "Coverage not stated for all", "1 sessions came without a statement" },
        { "bad", [Sample.Session("s1") with { StartDate = Sample.Start.AddDays(-60) }, Sample.Coverage(0)], "Coverage not stated for all", "1 sessions came without" },
        { "bad", [Sample.Session("s1", account: null), Sample.Coverage(1)], "Coverage not stated for all", "1 sessions came without" },
    };

    [Theory]
    [MemberData(nameof(Coverages))]
    public async Task Coverage_comes_first_and_says_no_more_than_is_known(string level, object[] items, string verdict, string explanation)
    {
        var page = await PageAsync(items);

        Assert.Contains($"<div class=\"verdict {level}\" id=\"verdict\">\n<p><strong>{verdict}</strong></p>", page, StringComparison.Ordinal);
        Assert.Contains(explanation, page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("id=\"verdict\"", StringComparison.Ordinal) < page.IndexOf("id=\"figures-title\"", StringComparison.Ordinal));
        var ids = Regex.Matches(page, " id=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["id"].Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.DoesNotContain("<by>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_came_twice_counts_once_as_its_later_record()
    {
        var page = await PageAsync(Sample.Session("s1"), Sample.Session("s1") with { LogStatus = LogStatus.Missing });

        Assert.Equal(("1", "0", "1"), (FigureOf(page, "sessions"), FigureOf(page, "log-found"), FigureOf(page, "log-missing")));
    }

    [Fact]
    public async Task Rows_stand_in_the_page_newest_first_up_to_a_thousand_and_it_says_so()
    {
        var page = await PageAsync([.. Enumerable.Range(0, Page.MostRows + 1).Select(count => Sample.Session($"s{count}") with { StartDate = Sample.Start.AddMinutes(count) })]);

        Assert.Equal(Page.MostRows, Count(page, "<small>s"));
        Assert.Contains("<small>s1000<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<small>s0<", page, StringComparison.Ordinal);
        Assert.Contains("The newest 1,000 of 1,001 sessions.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scripts_data_tell_each_text_once_and_times_with_their_clocks_offset()
    {
        var page = await _folder.WriteAsync(
            _folder.Options("a.html") with { TimeZone = Berlin }, Sample.Session("s1") with { EndDate = null }, Sample.Session("s2") with { StartDate = Sample.Start.AddDays(20) });

        using var data = DataOf(page);
        var texts = data.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetString()).ToList();
        var rows = data.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(texts.Distinct(), texts);
        Assert.Equal((Sample.Start.AddDays(20).ToUnixTimeMilliseconds(), 120), (rows[0][0].GetInt64(), rows[0][1].GetInt32()));
        Assert.Equal((Sample.Start.ToUnixTimeMilliseconds(), 60, JsonValueKind.Null), (rows[1][0].GetInt64(), rows[1][1].GetInt32(), rows[1][2].ValueKind));
        Assert.Equal("s1", texts[rows[1][5].GetInt32()]);
    }

    [Fact]
    public async Task Texts_beyond_those_that_are_numbered_stand_in_the_rows_themselves()
    {
        const int more = 10;
        var page = await PageAsync([.. Enumerable.Range(0, SessionData.MostTexts + more).Select(count => Sample.Session($"s{count}"))]);

        using var data = DataOf(page);
        var texts = data.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetString()).ToList();
        var ids = data.RootElement.GetProperty("rows").EnumerateArray().Select(row => row[5].ValueKind is JsonValueKind.String ? row[5].GetString() : texts[row[5].GetInt32()]).ToList();
        Assert.Equal(SessionData.MostTexts, texts.Count);
        Assert.Equal(Enumerable.Range(0, SessionData.MostTexts + more).Select(count => $"s{count}"), ids);
    }

    private Task<string> PageAsync(params object[] items) => _folder.WriteAsync(_folder.Options("a.html") with { Force = true }, items);

    private static string FigureOf(string page, string id) =>
        Find(page, $"<div id=\"{id}\">.*?class=\"value\">(?<found>[^<]*)<");

    private static string CellOf(string page, string head) =>
        Find(page, $"<th scope=\"row\">{head}</th><td class=\"number\">(?<found>[^<]*)<");

    private static JsonDocument DataOf(string page) =>
        JsonDocument.Parse(Find(page, "<script type=\"application/json\" id=\"data\">(?<found>.*?)</script>"));

    private static string HashOf(string page, string element)
    {
        var text = Find(page, $"<{element}>(?<found>.*?)</{element}>");
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Find(string page, string pattern)
    {
        var match = Regex.Match(page, pattern, RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.True(match.Success, pattern);
        return match.Groups["found"].Value;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
