using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using SessionLogging.Findings;

namespace SessionLogging.Rendering.Pages;

/// <summary>Findings as one page in the report's look, which asks nobody for anything and runs nothing.</summary>
internal static class FindingPage
{
    private const string UsualTitle = "Session Manager logging: findings";

    // What needs somebody comes first; what passes stands at the end, where it can be read as evidence.
    private static readonly FindingStatus[] Order =
        [FindingStatus.Fail, FindingStatus.Warning, FindingStatus.Unknown, FindingStatus.Accepted, FindingStatus.Pass, FindingStatus.NotApplicable];

    private static readonly Lazy<IFluidTemplate> Template = new(() => new FluidParser().Parse(PageText.Of("findings.liquid")));
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TemplateOptions Options = new() { MemberAccessStrategy = new UnsafeMemberAccessStrategy(), CultureInfo = CultureInfo.InvariantCulture };

    internal static async Task WriteAsync(Stream content, IReadOnlyList<Finding> findings, string? title, DateTimeOffset now)
    {
        using var page = new StreamWriter(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true);
        await Template.Value.RenderAsync(page, Encoder, new TemplateContext(ModelOf(findings, title, now), Options)).ConfigureAwait(false);
    }

    private static FindingPageModel ModelOf(IReadOnlyList<Finding> findings, string? title, DateTimeOffset now)
    {
        var style = PageText.Of("page.css");
        var (broken, unknown) = (findings.Count(finding => finding.Status is FindingStatus.Fail), findings.Count(finding => finding.Status is FindingStatus.Unknown));
        return new FindingPageModel(
            title is null ? UsualTitle : ShownText.Of(title),
            $"{new PageTime(TimeZoneInfo.Utc).Text(now)} UTC by SsmSessionLogging {typeof(FindingPage).Assembly.GetName().Version!.ToString(3)}",
            $"default-src 'none'; style-src {PageText.HashOf(style)}; base-uri 'none'; form-action 'none'",
            style,
            findings.Count > 0 && broken == 0 && unknown == 0,
            findings.Count == 0 ? "Nothing was looked at"
                : broken > 0 ? FormattableString.Invariant($"{broken:#,0} {(broken == 1 ? "finding fails" : "findings fail")}")
                : unknown > 0 ? "Nothing fails, as far as was looked"
                : "Nothing fails",
            unknown > 0 ? FormattableString.Invariant($"{unknown:#,0} could not be told, because something was not looked at or may not be: they are no passes.") : "A pass says no more than was looked at; what each rule does not prove stands with the rules.",
            [.. from status in Order
                let count = findings.Count(finding => finding.Status == status)
                select new Figure($"count-{status.ToString().ToLowerInvariant()}", WordOf(status), count.ToString("#,0", CultureInfo.InvariantCulture), NoteOf(status))],
            [.. from finding in findings
                group finding by finding.Status into sections
                orderby Array.IndexOf(Order, sections.Key)
                select new FindingSection(
                    WordOf(sections.Key),
                    sections.Key is FindingStatus.Accepted,
                    [.. from finding in sections
                        orderby finding.Severity descending
                        select FindingRow.Of(finding)])]);
    }

    private static string WordOf(FindingStatus status) => status switch
    {
        FindingStatus.Fail => "Fail",
        FindingStatus.Warning => "Warning",
        FindingStatus.Unknown => "Unknown",
        FindingStatus.Accepted => "Accepted",
        FindingStatus.Pass => "Pass",
        _ => "Does not apply",
    };

    private static string NoteOf(FindingStatus status) => status switch
    {
        FindingStatus.Fail => "sessions are refused, or logs are lost or deleted",
        FindingStatus.Warning => "worth mending, or a word",
        FindingStatus.Unknown => "not looked at, or not allowed",
        FindingStatus.Accepted => "broken or unknown, and accepted for a time",
        FindingStatus.Pass => "as far as was looked",
        _ => "only told",
    };
}

/// <summary>What the page's template shows.</summary>
internal sealed record FindingPageModel(
    string Title,
    string Written,
    string Policy,
    string Style,
    bool IsGood,
    string Verdict,
    string Explanation,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<FindingSection> Sections);

/// <summary>The findings of one status.</summary>
internal sealed record FindingSection(string Title, bool IsAccepted, IReadOnlyList<FindingRow> Rows);

/// <summary>A finding's row.</summary>
internal sealed record FindingRow(string Severity, string Rule, string Place, string Subject, string Message, string Remediation, string Controls, string Accepted)
{
    internal static FindingRow Of(Finding finding) => new(
        finding.Severity.ToString(),
        ShownText.Of(finding.RuleId),
        ShownText.Of(string.Join(" ", new[]
        {
            finding.AccountId, finding.AccountName, finding.Region, finding.Name, finding.DocumentName, finding.DocumentVersion is { } version ? $"version {version}" : null,
            finding.Path is { } path ? $"{path}{(finding.Line is { } line ? FormattableString.Invariant($":{line}") : "")}" : null,
        }.Where(part => part is not null))),
        ShownText.Of(finding.Subject),
        ShownText.Of(finding.Message),
        ShownText.Of(finding.Remediation),
        ShownText.Of(string.Join(", ", finding.Controls)),
        finding.AcceptedBy is null ? "" : ShownText.Of(FormattableString.Invariant($"By {finding.AcceptedBy}, until {finding.AcceptedUntil?.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {finding.AcceptedReason}")));
}
