using SessionLogging.Files;
using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>What somebody has accepted: findings that stay in every list, with who, why and until when.</summary>
/// <remarks>
/// A JSON array, or JSON lines, of objects with <c>RuleId</c>, <c>AcceptedBy</c>, <c>AcceptedReason</c> and <c>AcceptedUntil</c>, a day or a time in ISO 8601; a day
/// ends in UTC. <c>AccountId</c>, <c>Region</c>, <c>DocumentName</c> and <c>Subject</c> narrow it to those; other members are not read, so that an exported finding
/// can be taken for an entry.
/// </remarks>
public sealed class FindingBaseline
{
    private static readonly (string Name, Func<Finding, string?> Of)[] Narrowing =
    [
        (nameof(Finding.AccountId), finding => finding.AccountId),
        (nameof(Finding.Region), finding => finding.Region),
        (nameof(Finding.DocumentName), finding => finding.DocumentName),
        (nameof(Finding.Subject), finding => finding.Subject),
    ];

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    private readonly List<Entry> _entries;

    private FindingBaseline(List<Entry> entries) => _entries = entries;

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="FileException">The file cannot be read.</exception>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    /// <exception cref="FindingFileException">An entry is none (<c>BaselineNotReadable</c>).</exception>
    public static FindingBaseline Read(string path)
    {
        var text = TextFile.ReadAll(path).TrimStart('\uFEFF');
        return new FindingBaseline([.. text.TrimStart() is ['[', ..] ? OfArray(path, text) : OfLines(path, text)]);
    }

    /// <summary>The finding as it is to be told: accepted where it is broken or unknown and an entry says so, or, where that has run out, with a word on it.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="now">The time.</param>
    public Finding Apply(Finding finding, DateTimeOffset now)
    {
        if (finding.Status is FindingStatus.Pass or FindingStatus.NotApplicable)
        {
            return finding;
        }

        var entries = _entries.Where(entry => entry.Fits(finding)).OrderByDescending(entry => entry.Until).ToList();
        return entries.Count == 0 ? finding
            : entries[0] is var entry && entry.Until > now
                ? finding with { Status = FindingStatus.Accepted, AcceptedBy = entry.By, AcceptedReason = entry.Reason, AcceptedUntil = entry.Until }
            : finding with { Message = FormattableString.Invariant($"{finding.Message} It was accepted until {entry.Until:yyyy-MM-dd HH:mm:ss'Z'} by {entry.By}, which has run out.") };
    }

    private static IEnumerable<Entry> OfArray(string path, string text)
    {
        using var parsed = Parse(path, text, place: "the file");
        var number = 0;
        foreach (var element in parsed.RootElement.EnumerateArray())
        {
            number++;
            yield return Entry.Of(element) ?? throw FindingFileException.BaselineNotReadable(path, Where("entry", number));
        }
    }

    private static IEnumerable<Entry> OfLines(string path, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Trim().Length > 0)
            {
                using var parsed = Parse(path, line, FormattableString.Invariant($"line {number}"));
                yield return Entry.Of(parsed.RootElement) ?? throw FindingFileException.BaselineNotReadable(path, Where("line", number));
            }
        }
    }

    private static string Where(string what, int number) =>
        FormattableString.Invariant($"{what} {number} lacks RuleId, AcceptedBy, AcceptedReason or AcceptedUntil, or the last is no day or time in ISO 8601");

    private static JsonDocument Parse(string path, string text, string place)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw FindingFileException.BaselineNotReadable(path, $"{place} is no JSON");
        }
    }

    /// <summary>One acceptance.</summary>
    private sealed record Entry(string RuleId, IReadOnlyList<(Func<Finding, string?> Of, string Value)> Narrowed, string By, string Reason, DateTimeOffset Until)
    {
        internal static Entry? Of(JsonElement element) =>
            Text(element, nameof(Finding.RuleId)) is { } rule && Text(element, nameof(Finding.AcceptedBy)) is { } by && Text(element, nameof(Finding.AcceptedReason)) is { } reason
            && Text(element, nameof(Finding.AcceptedUntil)) is { } text && UntilOf(text) is { } until
                ? new Entry(rule, [.. Narrowing.Where(member => Text(element, member.Name) is not null).Select(member => (member.Of, Text(element, member.Name)!))], by, reason, until)
                : null;

        internal bool Fits(Finding finding) => RuleId == finding.RuleId && Narrowed.All(member => member.Of(finding) == member.Value);

        private static DateTimeOffset? UntilOf(string text) =>
            !DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? null
            : text.Length == Formats[0].Length ? time.AddDays(1)
            : time;

        private static string? Text(JsonElement element, string name) =>
            element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
