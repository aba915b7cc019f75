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

    private readonly List<Entry> _entries;

    private FindingBaseline(List<Entry> entries) => _entries = entries;

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="FileException">The file cannot be read.</exception>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    /// <exception cref="FindingFileException">An entry is none (<c>BaselineNotReadable</c>).</exception>
    public static FindingBaseline Read(string path)
    {
        return new FindingBaseline([.. JsonEntries.Read(TextFile.ReadAll(path), Refuse).Select(each => Entry.Of(each.Entry) ?? throw Refuse(
            $"{each.Place} lacks RuleId, {string.Join(", ", Acceptance.Members.Take(2))} or {Acceptance.Members[2]}, or the last is no day or time in ISO 8601"))]);

        FindingFileException Refuse(string reason) => FindingFileException.BaselineNotReadable(path, reason);
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

        var entries = _entries.Where(entry => entry.Fits(finding)).Select(entry => entry.Acceptance).OrderByDescending(acceptance => acceptance.Until).ToList();
        return entries.Count == 0 ? finding
            : entries[0] is var accepted && accepted.HoldsAt(now)
                ? finding with { Status = FindingStatus.Accepted, AcceptedBy = accepted.By, AcceptedReason = accepted.Reason, AcceptedUntil = accepted.Until }
            : finding with { Message = FormattableString.Invariant($"{finding.Message} It was accepted until {accepted.Until:yyyy-MM-dd HH:mm:ss'Z'} by {accepted.By}, which has run out.") };
    }

    /// <summary>One acceptance.</summary>
    private sealed record Entry(string RuleId, IReadOnlyList<(Func<Finding, string?> Of, string Value)> Narrowed, Acceptance Acceptance)
    {
        internal static Entry? Of(JsonElement element) =>
            Text(element, nameof(Finding.RuleId)) is { } rule && Acceptance.Of(name => Text(element, name)) is { } acceptance
                ? new Entry(rule, [.. Narrowing.Where(member => Text(element, member.Name) is not null).Select(member => (member.Of, Text(element, member.Name)!))], acceptance)
                : null;

        internal bool Fits(Finding finding) => RuleId == finding.RuleId && Narrowed.All(member => member.Of(finding) == member.Value);

        private static string? Text(JsonElement element, string name) =>
            element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
