using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using SessionLogging.Rendering.Files;

namespace SessionLogging.Rendering.Pages;

/// <summary>The report as one page that asks nobody for anything.</summary>
internal static class Page
{
    /// <summary>Rows that stand in the page itself; the script, where it runs, shows them all, some at a time.</summary>
    internal const int MostRows = 1000;

    private const string UsualTitle = "Session Manager sessions";

    // The sessions are written between what is before them and what is after.
    private const string PlaceOfData = "{{ Data }}";

    private static readonly Lazy<IFluidTemplate[]> Templates = new(() => [.. PageText.Of("page.liquid").Split([PlaceOfData], StringSplitOptions.None).Select(text => new FluidParser().Parse(text))]);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TemplateOptions Options = new() { MemberAccessStrategy = new UnsafeMemberAccessStrategy(), CultureInfo = CultureInfo.InvariantCulture };

    internal static async Task WriteAsync(
        Stream content, GivenSessions sessions, IReadOnlyList<SessionReportCoverage> coverages, ReportOptions options, DateTimeOffset now)
    {
        var time = new PageTime(options.TimeZone);
        var context = new TemplateContext(ModelOf(sessions, coverages, options, time, now), Options);
        var (before, after) = (Templates.Value[0], Templates.Value[1]);
        await WriteAsync(content, before, context).ConfigureAwait(false);
        SessionData.Write(content, sessions.NewestFirst(), time);
        await WriteAsync(content, after, context).ConfigureAwait(false);
    }

    private static async Task WriteAsync(Stream content, IFluidTemplate template, TemplateContext context)
    {
        using var page = new StreamWriter(content, Utf8, bufferSize: 64 * 1024, leaveOpen: true);
        await template.RenderAsync(page, Encoder, context).ConfigureAwait(false);
    }

    private static PageModel ModelOf(
        GivenSessions sessions, IReadOnlyList<SessionReportCoverage> coverages, ReportOptions options, PageTime time, DateTimeOffset now)
    {
        var rows = new List<SessionRow>();
        var tellsAccount = sessions.Outlines.Select(session => session.AccountId).Distinct().Skip(1).Any();
        var tellsRegion = sessions.Outlines.Select(session => session.Region).Distinct().Skip(1).Any();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var coverage in coverages)
        {
            NoteName(coverage.AccountId, coverage.AccountName);
        }

        var figures = new ReportFigures(sessions.NewestFirst().Select(NotingRow), time);
        var (style, script) = (PageText.Of("page.css"), PageText.Of("page.js"));
        return new PageModel
        {
            Title = options.Title is null ? UsualTitle : ShownText.Of(options.Title),
            Written = $"{time.Text(now)} by SsmSessionLogging {typeof(Page).Assembly.GetName().Version!.ToString(3)}",
            Zone = time.ZoneText,
            Policy = $"default-src 'none'; script-src {PageText.HashOf(script)}; style-src {PageText.HashOf(style)}; base-uri 'none'; form-action 'none'",
            Style = style,
            Script = script,
            Coverage = CoverageSection.Of(coverages, sessions.Outlines, names, time),
            Headline = figures.Headline(),
            Logs = figures.Logs(),
            Charts = figures.Charts(),
            Count = sessions.Count.ToString("#,0", CultureInfo.InvariantCulture),
            Rows = rows,
            MostRows = MostRows.ToString("#,0", CultureInfo.InvariantCulture),
            HasMore = sessions.Count > MostRows,
        };

        void NoteName(string? accountId, string? name)
        {
            if (accountId is not null && !string.IsNullOrEmpty(name))
            {
                names[accountId] = name!;
            }
        }

        SessionRecord NotingRow(SessionRecord session)
        {
            NoteName(session.AccountId, session.AccountName);
            if (rows.Count < MostRows)
            {
                rows.Add(SessionRow.Of(session, time, tellsAccount, tellsRegion));
            }

            return session;
        }
    }
}
