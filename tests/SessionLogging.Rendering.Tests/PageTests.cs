using System.Net;
using System.Security.Cryptography;
using SessionLogging.Rendering.Pages;
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
            ["1", "0", "1", "1", "0", "1", "0", "0"],
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

    public static TheoryData<object[], string, string, string?> Readings => new()
    {
        // Unread months between two readings
        { [Sample.Session("s1"), Reading(1), Reading(0, after: -160, before: -130)], "Not complete", "Between readings 1 time was not read", "<td class=\"time\">2025-11-21 12:00:00</td><td class=\"time\">2026-03-01 12:00:00</td><td class=\"bad\"><strong>Not read" },
        { [Reading(0), Reading(0, after: -31, before: -30)], "Complete", "Every session that was asked for", null },
        { [Reading(0), Reading(0, after: -31, before: -30.001)], "Not complete", "1 time was not read", null },
        { [Reading(0), Reading(0, after: -32, before: -31), Reading(0, after: -34, before: -33)], "Not complete", "2 times were not read", null },
        { [Reading(0), Reading(0, after: -32, before: -31, region: "us-east-1")], "Complete", "Every session", null },
        { [Reading(0), Reading(0, after: -32, before: -31) with { Selection = "Owner jdoe" }], "Complete for what was asked", "Less than every session", null },
        { [Reading(0) with { Selection = "Owner jdoe" }, Reading(0, after: -32, before: -31) with { Selection = "Owner jdoe" }], "Not complete", "1 time was not read", "only Owner jdoe" },
        { [Reading(0) with { Selection = "Owner jdoe" }, Reading(0, after: -32, before: -31) with { Selection = "Owner jdoe" }, Reading(0, after: -40, before: -5)], "Complete for what", "overlap", null },

        // One that did not come to its end, read again
        { [Reading(0) with { Complete = false, Error = "throttled" }, Reading(0)], "Complete", "Every session", "All of it was read again." },
        { [Reading(0) with { Complete = false, Error = "throttled" }, Reading(0, after: -29)], "Not complete", "1 of 2 readings", null },
        { [Reading(0) with { Complete = false, Error = "throttled" }, Reading(0, after: -31, before: -15), Reading(0, after: -15, before: 0)], "Complete", "Every session", "All of it was read again." },
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task Several_readings_are_held_together_and_gaps_between_them_named(object[] items, string verdict, string explanation, string? row)
    {
        var page = await PageAsync(items);

        Assert.Contains($"id=\"verdict\">\n<p><strong>{verdict}", page, StringComparison.Ordinal);
        Assert.Contains(explanation, page, StringComparison.Ordinal);
        Assert.Contains(row ?? "", page, StringComparison.Ordinal);
        Assert.DoesNotContain("left out afterwards", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overlapping_readings_of_which_each_session_stands_here_once_left_nothing_out()
    {
        // It ran when the first reading gave it, before whose window it had started, and had ended by the second.
        var longRunning = Sample.Session("s1") with { StartDate = ReportFolder.Now.AddDays(-45), EndDate = ReportFolder.Now.AddDays(-1), ObservedAt = ReportFolder.Now };
        var page = await PageAsync(longRunning, Sample.Session("s2"), Reading(2, after: -40, before: -10), Reading(1, after: -46), Reading(1));

        Assert.Contains("<p><strong>Complete</strong></p>", page, StringComparison.Ordinal);
        Assert.Contains("on this page each stands once", page, StringComparison.Ordinal);
        Assert.DoesNotContain("left out afterwards", page, StringComparison.Ordinal);

        Assert.Contains("left out afterwards", await PageAsync(longRunning, Reading(2, after: -40, before: -10), Reading(3)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_started_while_an_open_reading_went_on_belongs_to_it()
    {
        var started = Sample.Session("s1") with { StartDate = ReportFolder.Now.AddSeconds(5.5), EndDate = null };

        Assert.Contains("<p><strong>Complete</strong></p>", await PageAsync(started, Reading(1) with { ObservedAt = ReportFolder.Now.AddSeconds(5) }), StringComparison.Ordinal);
        Assert.Contains("Coverage not stated for all", await PageAsync(started, Reading(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_pending_long_ago_is_unknown_now()
    {
        var june = new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
        var pending = Sample.Session("s1") with
        {
            StartDate = june, EndDate = null, Status = "Connected", ObservedAt = june.AddMinutes(5),
            LogStatus = LogStatus.Pending, S3LogStatus = LogStatus.Pending, CloudWatchLogStatus = LogStatus.NotConfigured, LogDetail = "The session runs.",
        };

        var page = await PageAsync(pending, pending with { SessionId = "s2", ObservedAt = ReportFolder.Now.AddMinutes(-5) });

        Assert.Equal(("1", "1"), (FigureOf(page, "log-pending"), FigureOf(page, "log-unknown")));
        Assert.Contains("It was pending when last observed, on 2025-06-01 12:05:00Z, and nobody has looked since. What was said then: The session runs.", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">It was pending when last observed, and nobody has looked since.</th><td class=\"number\">1</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_destination_and_each_reason_is_counted_and_half_lost_logs_are_told()
    {
        var page = await PageAsync(
            Sample.Session("s1") with { S3LogStatus = LogStatus.Found, CloudWatchLogStatus = LogStatus.Missing },
            Sample.Session("s2") with { S3LogStatus = LogStatus.Empty, CloudWatchLogStatus = LogStatus.Found },
            Sample.Session("s3") with { S3LogStatus = LogStatus.Found, CloudWatchLogStatus = LogStatus.NotConfigured },
            Sample.Session("s4") with { LogStatus = LogStatus.Unknown, UnknownReason = "s3:GetObject was <denied>." });

        Assert.Contains("Half lost: 2 lack it in one of two places.", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">s3:GetObject was &lt;denied&gt;.</th><td class=\"number\">1</td>", page, StringComparison.Ordinal);
        var s3 = page[page.IndexOf("<h3>Log status in S3</h3>", StringComparison.Ordinal)..];
        Assert.Equal("2", CellOf(s3, "Found"));
        Assert.Equal("1", CellOf(s3, "Empty"));
        var cloudWatch = page[page.IndexOf("<h3>Log status in CloudWatch Logs</h3>", StringComparison.Ordinal)..];
        Assert.Equal("1", CellOf(cloudWatch, "Found"));
        Assert.Equal("1", CellOf(cloudWatch, "Missing"));
    }

    private static SessionReportCoverage Reading(long sessions, double after = -30, double before = 0, string region = "eu-west-1") =>
        Sample.Coverage(sessions, region: region) with { After = ReportFolder.Now.AddDays(after), Before = ReportFolder.Now.AddDays(before) };

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
    public async Task Accounts_and_targets_are_named_where_that_is_known_and_accounts_add_up()
    {
        SessionReportCoverage Covered(string account, string? name, string region, long sessions, bool complete = true) =>
            Sample.Coverage(sessions, complete, region) with { AccountId = account, AccountName = name };

        var page = await PageAsync(
            Covered("111122223333", "shop <prod>", "eu-west-1", 2),
            Covered("111122223333", "shop <prod>", "us-east-1", 0, complete: false),
            Covered("444455556666", null, "eu-west-1", 1),
            Sample.Session("s1") with { AccountName = "shop <prod>", TargetName = "web-1" },
            Sample.Session("s2") with { AccountName = "shop <prod>", Target = "i-0fedcba9876543210" },
            Sample.Session("s3", account: "444455556666") with { Target = "i-0fedcba9876543210" });

        var accounts = page[page.IndexOf("<table id=\"accounts\">", StringComparison.Ordinal)..page.IndexOf("<table id=\"coverage\">", StringComparison.Ordinal)];
        Assert.Contains("<td>111122223333 shop &lt;prod&gt;</td><td class=\"number\">2</td><td class=\"bad\"><strong>1 of 2 not known to be complete</strong></td><td class=\"number\">2</td><td class=\"number\">2</td>", accounts, StringComparison.Ordinal);
        Assert.Contains("<td>444455556666</td><td class=\"number\">1</td><td class=\"good\"><strong>Complete</strong></td><td class=\"number\">1</td><td class=\"number\">1</td>", accounts, StringComparison.Ordinal);
        Assert.Contains("<tr><td>111122223333 shop &lt;prod&gt;</td><td>us-east-1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<small>111122223333 shop &lt;prod&gt;</small>", page, StringComparison.Ordinal);
        Assert.Contains("<small>444455556666</small>", page, StringComparison.Ordinal);
        var targets = page[page.IndexOf("<h3>Top targets</h3>", StringComparison.Ordinal)..];
        Assert.Equal(("2", "1"), (CellOf(targets, "i-0fedcba9876543210"), CellOf(targets, "web-1 i-0123456789abcdef0")));
        Assert.DoesNotContain("id=\"accounts\"", await PageAsync(Sample.Session("s1"), Sample.Coverage(1)), StringComparison.Ordinal);
    }

    // An organization has thousands of accounts and Regions: each session is held against those of its own.
    [Fact]
    public void Each_session_is_looked_at_once_whatever_the_number_of_readings()
    {
        var looks = 0;
        var readings = Enumerable.Range(0, 6800).Select(place => Sample.Coverage(1) with { AccountId = $"{700000000000 + place / 17}", Region = $"eu-west-{place % 17}" }).ToList();

        var section = CoverageSection.Of(readings, Sessions(), new Dictionary<string, string>(), new PageTime(TimeZoneInfo.Utc));

        Assert.Equal((6800, 6800, 400, true), (looks, section.Rows.Count, section.Accounts.Count, section.IsComplete));

        IEnumerable<SessionRecord> Sessions()
        {
            foreach (var reading in readings)
            {
                looks++;
                yield return Sample.Session($"s{looks}", account: reading.AccountId, region: reading.Region);
            }
        }
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

    public static TheoryData<LogStatus, LogStatus?, LogStatus?, string> Briefs => new()
    {
        { LogStatus.Found, LogStatus.Found, LogStatus.Found, "S3 and CloudWatch" },
        { LogStatus.Found, LogStatus.Found, LogStatus.Missing, "S3; CloudWatch missing" },
        { LogStatus.Found, LogStatus.Empty, LogStatus.Found, "CloudWatch; S3 empty" },
        { LogStatus.Missing, LogStatus.Missing, LogStatus.NotConfigured, "S3" },
        { LogStatus.Missing, LogStatus.NotConfigured, LogStatus.Missing, "CloudWatch" },
        { LogStatus.Found, LogStatus.Expected, LogStatus.Empty, "S3 expected, CloudWatch empty" },
        { LogStatus.Unknown, LogStatus.Unknown, LogStatus.Found, "It was denied." },
        { LogStatus.NotLoggable, LogStatus.NotLoggable, LogStatus.NotLoggable, "S3: s3://a/long/address CloudWatch: another" },
        { LogStatus.Expected, null, null, "S3: s3://a/long/address CloudWatch: another" },
    };

    [Theory]
    [MemberData(nameof(Briefs))]
    public async Task A_row_says_where_a_log_is_and_why_in_a_few_words(LogStatus status, LogStatus? s3, LogStatus? cloudWatch, string brief)
    {
        var page = await PageAsync(Sample.Session("s1") with
        {
            LogStatus = status, S3LogStatus = s3, CloudWatchLogStatus = cloudWatch, UnknownReason = "It was denied.", LogDetail = "S3: s3://a/long/address CloudWatch: another",
        });

        Assert.Equal(brief, Find(page, "<small class=\"why\">(?<found>[^<]*)<"));
        using var data = DataOf(page);
        Assert.Contains(data.RootElement.GetProperty("texts").EnumerateArray(), text => text.GetString() == brief);
    }

    [Fact]
    public async Task A_row_tells_the_account_and_the_Region_where_there_are_several()
    {
        Assert.DoesNotContain("<small>eu-west-1<", await PageAsync(Sample.Session("s1"), Sample.Session("s2")), StringComparison.Ordinal);
        Assert.Contains("<small>us-east-1<", await PageAsync(Sample.Session("s1"), Sample.Session("s2", region: "us-east-1")), StringComparison.Ordinal);
        Assert.Contains("<small>444455556666<", await PageAsync(Sample.Session("s1"), Sample.Session("s2", account: "444455556666")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_page_lists_less_without_its_script_stands_in_the_verdict()
    {
        var sessions = Enumerable.Range(0, Page.MostRows + 1).Select(count => Sample.Session($"s{count}")).ToArray<object>();

        Assert.Contains("<p id=\"limit\">Where the browser runs no script, the newest 1,000 of 1,001 sessions are listed and printed.</p>\n</div>", await PageAsync(sessions), StringComparison.Ordinal);
        Assert.Contains("<p id=\"limit\" hidden></p>", await PageAsync(sessions[1..]), StringComparison.Ordinal);
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
