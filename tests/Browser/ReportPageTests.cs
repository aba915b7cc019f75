using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SessionLogging.Sessions;

namespace SessionLogging.Browser.Tests;

/// <summary>The HTML report as a person, a keyboard, a screen reader and a printer meet it.</summary>
public sealed class ReportPageTests(Chromium chromium, SampleReports reports)
{
    private const int DurationColumn = 5;
    private const int ReasonColumn = 8;
    private const int Screen = 1280;
    private const int Phone = 390;

    // What the margins leave of a sheet that lies across, in the 96 dots an inch of a style sheet.
    private const int Paper = 1046;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_is_asked_for_and_nothing_goes_wrong(ColorScheme scheme)
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File, scheme);

        await Assertions.Expect(opened.Status).ToHaveTextAsync("1 to 50 of 640 sessions.");
        await opened.SearchAsync("script", $"1 to 50 of {Count(report, Script)} sessions that match, out of 640.");
        await opened.SortAsync("Reason");
        await opened.Details.First.ClickAsync();

        Assert.Empty(opened.Said);
        Assert.Equal([new Uri(report.File).AbsoluteUri], opened.Requests);
    }

    [Fact]
    public async Task A_script_that_a_user_typed_is_text()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);

        await opened.SearchAsync(SampleReports.Script, $"1 to 50 of {Count(report, Script)} sessions that match, out of 640.");

        Assert.All(await opened.ColumnAsync(ReasonColumn), reason => Assert.Equal(SampleReports.Script, reason));
        Assert.Equal(2, await opened.Page.Locator("script").CountAsync());
        Assert.Empty(opened.Said);
    }

    [Fact]
    public async Task The_figures_equal_the_data()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);

        Assert.Equal("640", await opened.FigureAsync("sessions"));
        Assert.Equal(Number(report.Sessions.Select(session => session.UserName).Distinct().Count()), await opened.FigureAsync("people"));
        Assert.Equal(Number(report.Sessions.Select(session => session.Target).Distinct().Count()), await opened.FigureAsync("targets"));
        Assert.Equal(
            report.Sessions.Sum(session => session.GetDuration()?.TotalHours ?? 0).ToString("#,0.0", CultureInfo.InvariantCulture), await opened.FigureAsync("hours"));
        foreach (var status in Enum.GetValues<LogStatus>())
        {
            Assert.Equal(
                Number(report.Sessions.Count(session => session.LogStatus == status)), await opened.FigureAsync("log-" + status.ToString().ToLowerInvariant()));
        }
    }

    [Fact]
    public async Task Each_chart_has_a_name_an_image_and_its_figures_as_a_table()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);

        foreach (var name in (string[])["Sessions per day", "Weekday and hour", "Top people", "Top targets", "Durations", "Log status"])
        {
            await Assertions.Expect(opened.Page.GetByRole(AriaRole.Img, new() { Name = name, Exact = true })).ToBeVisibleAsync();
            var figure = opened.Page.Locator("figure", new() { Has = opened.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });
            await figure.Locator("summary").ClickAsync();
            var cells = await figure.Locator("td").AllInnerTextsAsync();
            if (name is "Top people" or "Top targets")
            {
                Assert.Equal(10, cells.Count);
            }
            else
            {
                Assert.Equal(name is "Durations" ? report.Sessions.Count(session => session.GetDuration() is not null) : 640, cells.Sum(cell => int.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public async Task Words_and_log_status_narrow_the_sessions_down()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);
        var both = report.Sessions.Count(session => session.UserName == "mary.major" && session.Region == "us-east-1");
        var missing = report.Sessions.Count(session => session.UserName == "mary.major" && session.Region == "us-east-1" && session.LogStatus is LogStatus.Missing);

        await opened.SearchAsync("MARY.major us-east-1", $"1 to {both} of {both} sessions that match, out of 640.");
        await opened.Page.Locator("#log").SelectOptionAsync("Missing");
        await Assertions.Expect(opened.Status).ToHaveTextAsync($"1 to {missing} of {missing} sessions that match, out of 640.");
        Assert.Equal(missing, await opened.Rows.CountAsync());
        await opened.SearchAsync("nobody-of-this-name", "No session matches, out of 640.");
    }

    [Fact]
    public async Task Sessions_are_sorted_up_and_down()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);
        var head = opened.Page.Locator("th", new() { HasText = "Lasted" });
        var durations = report.Sessions.Select(session => session.GetDuration()).OfType<TimeSpan>().Order().Select(Text).ToList();

        await opened.SortAsync("Lasted");
        Assert.Equal(durations.AsEnumerable().Reverse().Take(50), await opened.ColumnAsync(DurationColumn));
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "descending");

        await opened.SortAsync("Lasted");
        Assert.Equal(durations.Take(50), await opened.ColumnAsync(DurationColumn));
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
    }

    [Fact]
    public async Task A_keyboard_is_enough()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);
        var keyboard = opened.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await Assertions.Expect(opened.Page.Locator(".skip")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(opened.Page.Locator("#list")).ToBeFocusedAsync();
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keyboard.TypeAsync("jdoe-");
        var found = report.Sessions.Count(session => session.UserName == "jdoe");
        await Assertions.Expect(opened.Status).ToHaveTextAsync($"1 to {Math.Min(50, found)} of {found} sessions that match, out of 640.");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Person and session" }).FocusAsync();
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(opened.Page.Locator("th", new() { HasText = "Person and session" })).ToHaveAttributeAsync("aria-sort", "ascending");
        var details = opened.Details.First;
        await details.FocusAsync();
        await keyboard.PressAsync("Space");

        await Assertions.Expect(details).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(opened.Page.Locator("tr.details")).ToContainTextAsync("s3://audit-logs/sessions/jdoe-");
        await keyboard.PressAsync("Space");
        await Assertions.Expect(opened.Page.Locator("tr.details")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pages_are_turned_and_the_last_one_holds_the_rest()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);
        var pager = opened.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages of sessions" });

        await pager.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(opened.Status).ToHaveTextAsync("51 to 100 of 640 sessions.");
        await pager.GetByRole(AriaRole.Button, new() { Name = "Last" }).ClickAsync();
        await Assertions.Expect(opened.Status).ToHaveTextAsync("601 to 640 of 640 sessions.");
        Assert.Equal(40, await opened.Rows.CountAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light, Screen)]
    [InlineData(ColorScheme.Dark, Screen)]
    [InlineData(ColorScheme.Light, Phone)]
    [InlineData(ColorScheme.Dark, Phone)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File, scheme, width: width);
        await opened.Page.Locator("summary").First.ClickAsync();
        await opened.Details.First.ClickAsync();

        var result = await opened.Page.RunAxe();

        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Where(finding => finding.Impact is "serious" or "critical").Select(Text));
    }

    [Fact]
    public async Task Without_script_the_newest_sessions_can_be_read()
    {
        var report = await reports.Many;
        await using var opened = await chromium.OpenAsync(report.File, withScript: false);

        Assert.Equal(1000, await opened.Rows.CountAsync());
        await Assertions.Expect(opened.Page.Locator("#extent")).ToContainTextAsync("The newest 1,000 of 100,000 sessions.");
        await Assertions.Expect(opened.Page.Locator("#controls")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Printed_are_all_that_match_without_what_only_a_screen_can_use()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File, ColorScheme.Dark);
        await opened.Page.EvaluateAsync(
            """
            addEventListener('beforeprint', () => {
              window.printed = [document.querySelectorAll('#rows > tr').length, document.querySelector('#extent').textContent];
            });
            """);

        var paper = System.Text.Encoding.Latin1.GetString(await opened.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.StartsWith("%PDF", paper, StringComparison.Ordinal);

        // Four sheets of coverage, figures and charts, and as many sessions on each of the others as a compact list has.
        var sheets = Regex.Count(paper, @"/Type\s*/Page\b");
        TestContext.Current.TestOutputHelper!.WriteLine($"{sheets} sheets.");
        Assert.InRange(sheets, 10, 4 + 640 / 33);
        Assert.Equal("640 640 sessions.", await opened.Page.EvaluateAsync<string>("window.printed.join(' ')"));
        await Assertions.Expect(opened.Page.Locator("#controls")).ToBeHiddenAsync();
        await Assertions.Expect(opened.Page.Locator("#pager")).ToBeHiddenAsync();
        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task A_part_that_is_printed_is_told_in_the_verdict()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);
        var limit = opened.Page.Locator("#verdict #limit");
        await Assertions.Expect(limit).ToBeHiddenAsync();
        var found = Count(report, session => session.UserName == "jdoe");

        await opened.SearchAsync("jdoe-", $"1 to {Math.Min(50, found)} of {found} sessions that match, out of 640.");
        await opened.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        await Assertions.Expect(limit).ToHaveTextAsync($"The list has {found} sessions that match “jdoe-”, out of 640. The figures and charts are of all.");
        Assert.Equal(found, await opened.Rows.CountAsync());
        await opened.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await Assertions.Expect(limit).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Of_more_sessions_than_can_be_printed_the_verdict_says_how_many_are()
    {
        var report = await reports.Many;
        await using var opened = await chromium.OpenAsync(report.File);
        var limit = opened.Page.Locator("#verdict #limit");
        await Assertions.Expect(limit).ToHaveTextAsync("All 100,000 sessions are listed. Printed are at most 5,000, the first that match.");

        await opened.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        await Assertions.Expect(limit).ToHaveTextAsync("The list has the first 5,000 of 100,000 sessions. The figures and charts are of all.");
        Assert.Equal(5000, await opened.Rows.CountAsync());
    }

    [Fact]
    public async Task Every_session_of_a_busy_month_is_printed()
    {
        var report = await reports.Busy;
        await using var opened = await chromium.OpenAsync(report.File);

        await opened.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.Equal(report.Sessions.Select(session => session.SessionId).Order(), (await opened.Page.Locator("#rows > tr > td:nth-child(2) > small").AllInnerTextsAsync()).Order());
        await Assertions.Expect(opened.Page.Locator("#limit")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(Screen, Media.Screen, false)]
    [InlineData(Screen, Media.Screen, true)]
    [InlineData(Phone, Media.Screen, false)]
    [InlineData(Phone, Media.Screen, true)]
    [InlineData(Paper, Media.Print, false)]
    [InlineData(Paper, Media.Print, true)]
    public async Task Nothing_stands_past_the_right_edge(int width, Media media, bool isLong)
    {
        var report = await (isLong ? reports.Long : reports.Month);
        await using var opened = await chromium.OpenAsync(report.File, width: width);
        await opened.Page.EvaluateAsync("for (const details of document.querySelectorAll('details')) details.open = true");
        await opened.Details.First.ClickAsync();
        await opened.Page.EmulateMediaAsync(new() { Media = media });

        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('body *')]
              .filter(element => !element.matches('.unseen') && element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
              .map(element => `${element.tagName}: ${element.textContent}`.slice(0, 80))
            """));
    }

    [Theory]
    [InlineData(Screen)]
    [InlineData(Phone)]
    public async Task The_words_of_charts_are_whole_and_large_enough_to_read(int width)
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File, width: width);

        var words = await opened.Page.EvaluateAsync<double[][]>(
            """
            [...document.querySelectorAll('figure svg text')].filter(text => text.checkVisibility()).map(text => {
              const inner = text.getBoundingClientRect(), outer = text.ownerSVGElement.getBoundingClientRect();
              return [inner.height, inner.left - outer.left, outer.right - inner.right];
            })
            """);

        Assert.True(words.Length > 80);
        Assert.All(words, word => Assert.InRange(word[0], 12, 40));
        Assert.All(words, word => Assert.True(word[1] > -0.5 && word[2] > -0.5));
    }

    [Fact]
    public async Task On_a_phone_a_session_begins_with_who_when_and_its_log()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File, width: Phone);

        var tops = await opened.Page.EvaluateAsync<double[]>("[...document.querySelectorAll('#rows > tr:first-child > td')].map(cell => cell.getBoundingClientRect().top)");

        var (started, person, log) = (tops[0], tops[1], tops[6]);
        Assert.All([person, started, log], first => Assert.All([tops[2], tops[3], tops[7]], later => Assert.True(first < later)));
        Assert.True(person < started && log < started);
    }

    [Fact]
    public async Task What_is_said_of_a_log_is_said_whole()
    {
        var report = await reports.Month;
        await using var opened = await chromium.OpenAsync(report.File);

        Assert.Empty(await opened.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#table .why')].filter(why => why.scrollHeight > why.clientHeight).map(why => why.textContent)"));
    }

    [Fact]
    public async Task A_hundred_thousand_sessions_stay_usable()
    {
        var report = await reports.Many;
        await using var opened = await chromium.OpenAsync(report.File);
        await Assertions.Expect(opened.Status).ToHaveTextAsync("1 to 50 of 100,000 sessions.");
        await opened.SearchAsync("0001869f", "1 to 1 of 1 sessions that match, out of 100,000.");
        await opened.SearchAsync("", "1 to 50 of 100,000 sessions.");

        var slowest = await opened.Page.EvaluateAsync<double>(
            """
            Math.max(...[...document.querySelectorAll('#table th button')].map(button => {
              const start = performance.now();
              button.click();
              return performance.now() - start;
            }))
            """);

        TestContext.Current.TestOutputHelper!.WriteLine($"The slowest column was sorted in {slowest:0} ms.");
        Assert.InRange(slowest, 0, Patience.TotalMilliseconds);
        Assert.Equal(50, await opened.Rows.CountAsync());
        Assert.Empty(opened.Said);
    }

    private static bool Script(SessionRecord session) => session.Reason == SampleReports.Script;

    private static int Count(SampleReport report, Func<SessionRecord, bool> which) => report.Sessions.Count(which);

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan duration) => duration.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Text(AxeResultItem finding) => $"{finding.Id}: {finding.Help}: {string.Join("; ", finding.Nodes.Select(node => node.Html))}";
}
