using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>Findings as JSON lines: one object a line, members by the names of the properties, times in UTC with <c>Z</c>. What is <see langword="null"/> or empty is left out.</summary>
public static class FindingJson
{
    /// <summary>The fields of a finding in the order in which files hold them, each with its text.</summary>
    public static IReadOnlyList<(string Name, Func<Finding, string?> TextOf)> Fields { get; } =
    [
        (nameof(Finding.AccountId), finding => finding.AccountId),
        (nameof(Finding.AccountName), finding => finding.AccountName),
        (nameof(Finding.Region), finding => finding.Region),
        (nameof(Finding.Name), finding => finding.Name),
        (nameof(Finding.DocumentName), finding => finding.DocumentName),
        (nameof(Finding.DocumentVersion), finding => finding.DocumentVersion),
        (nameof(Finding.Path), finding => finding.Path),
        (nameof(Finding.Line), finding => finding.Line?.ToString(CultureInfo.InvariantCulture)),
        (nameof(Finding.RuleId), finding => finding.RuleId),
        (nameof(Finding.Severity), finding => finding.Severity.ToString()),
        (nameof(Finding.Status), finding => finding.Status.ToString()),
        (nameof(Finding.Subject), finding => finding.Subject),
        (nameof(Finding.Message), finding => finding.Message),
        (nameof(Finding.Remediation), finding => finding.Remediation),
        (nameof(Finding.Reference), finding => finding.Reference),
        (nameof(Finding.Controls), finding => string.Join(", ", finding.Controls)),
        (nameof(Finding.AcceptedBy), finding => finding.AcceptedBy),
        (nameof(Finding.AcceptedReason), finding => finding.AcceptedReason),
        (nameof(Finding.AcceptedUntil), finding => finding.AcceptedUntil?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
    ];

    /// <summary>A finding as one line, without the line's end.</summary>
    public static string Write(Finding finding)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            foreach (var (name, textOf) in Fields)
            {
                if (textOf(finding) is not { Length: > 0 } text)
                {
                    continue;
                }

                if (name == nameof(Finding.Line))
                {
                    json.WriteNumber(name, finding.Line!.Value);
                }
                else if (name == nameof(Finding.Controls))
                {
                    json.WriteStartArray(name);
                    foreach (var control in finding.Controls)
                    {
                        json.WriteStringValue(control);
                    }

                    json.WriteEndArray();
                }
                else
                {
                    json.WriteString(name, text);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    /// <summary>A finding out of its fields, as a file or another process gives them back.</summary>
    /// <param name="textOf">The text of a field by its name; <see langword="null"/> where it is not there.</param>
    /// <returns>The finding; <see langword="null"/> where it is none: it has no RuleId, Status and Severity.</returns>
    public static Finding? Read(Func<string, string?> textOf) =>
        textOf(nameof(Finding.RuleId)) is { Length: > 0 } rule
        && Enum.TryParse<FindingStatus>(textOf(nameof(Finding.Status)), out var status)
        && Enum.TryParse<FindingSeverity>(textOf(nameof(Finding.Severity)), out var severity)
            ? new Finding
            {
                AccountId = Given(textOf(nameof(Finding.AccountId))),
                AccountName = Given(textOf(nameof(Finding.AccountName))),
                Region = Given(textOf(nameof(Finding.Region))),
                Name = Given(textOf(nameof(Finding.Name))),
                DocumentName = Given(textOf(nameof(Finding.DocumentName))),
                DocumentVersion = Given(textOf(nameof(Finding.DocumentVersion))),
                Path = Given(textOf(nameof(Finding.Path))),
                Line = int.TryParse(textOf(nameof(Finding.Line)), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null,
                RuleId = rule,
                Severity = severity,
                Status = status,
                Subject = textOf(nameof(Finding.Subject)) ?? "",
                Message = textOf(nameof(Finding.Message)) ?? "",
                Remediation = textOf(nameof(Finding.Remediation)) ?? "",
                Reference = textOf(nameof(Finding.Reference)) ?? "",
                Controls = [.. (textOf(nameof(Finding.Controls)) ?? "").Split([", "], StringSplitOptions.RemoveEmptyEntries)],
                AcceptedBy = Given(textOf(nameof(Finding.AcceptedBy))),
                AcceptedReason = Given(textOf(nameof(Finding.AcceptedReason))),
                AcceptedUntil = DateTimeOffset.TryParse(textOf(nameof(Finding.AcceptedUntil)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until.ToUniversalTime() : null,
            }
            : null;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
