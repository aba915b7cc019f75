using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Rendering.Pages;

/// <summary>The report as one page that asks nobody for anything.</summary>
internal static class Page
{
    /// <summary>Rows that stand in the page itself; the script, where it runs, shows them all, some at a time.</summary>
    internal const int MostRows = 1000;

    private const string UsualTitle = "Session Manager sessions";

    private static readonly Lazy<IFluidTemplate> Template = new(() => new FluidParser().Parse(PageText.Of("page.liquid")));
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TemplateOptions Options = new() { MemberAccessStrategy = new UnsafeMemberAccessStrategy(), CultureInfo = CultureInfo.InvariantCulture };

    internal static async Task WriteAsync(
        TextWriter page, IReadOnlyCollection<SessionRecord> sessions, IReadOnlyList<SessionReportCoverage> coverages, ReportOptions options, DateTimeOffset now)
    {
        var model = ModelOf([.. sessions.OrderByDescending(session => session.StartDate ?? DateTimeOffset.MinValue)], coverages, options, now);
        await Template.Value.RenderAsync(page, Encoder, new TemplateContext(model, Options)).ConfigureAwait(false);
    }

    private static PageModel ModelOf(
        List<SessionRecord> sessions, IReadOnlyList<SessionReportCoverage> coverages, ReportOptions options, DateTimeOffset now)
    {
        var time = new PageTime(options.TimeZone);
        var figures = new ReportFigures(sessions, time);
        var (style, script) = (PageText.Of("page.css"), PageText.Of("page.js"));
        return new PageModel
        {
            Title = options.Title is null ? UsualTitle : ShownText.Of(options.Title),
            Written = $"{time.Text(now)} by SsmSessionLogging {typeof(Page).Assembly.GetName().Version!.ToString(3)}",
            Zone = time.ZoneText,
            Policy = $"default-src 'none'; script-src {PageText.HashOf(script)}; style-src {PageText.HashOf(style)}; base-uri 'none'; form-action 'none'",
            Style = style,
            Script = script,
            Coverage = CoverageSection.Of(coverages, sessions, time),
            Headline = figures.Headline(),
            Logs = figures.Logs(),
            Charts = figures.Charts(),
            Count = sessions.Count.ToString("#,0", CultureInfo.InvariantCulture),
            Rows = [.. sessions.Take(MostRows).Select(session => SessionRow.Of(session, time))],
            MostRows = MostRows.ToString("#,0", CultureInfo.InvariantCulture),
            HasMore = sessions.Count > MostRows,
            Data = SessionData.Of(sessions, time),
        };
    }
}
