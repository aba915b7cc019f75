using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): files with their lines, and accounts as logical locations.</summary>
public static class FindingSarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Home = "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html";

    /// <summary>Writes a log with one run.</summary>
    /// <param name="content">Where to.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="folder">The folder that files below it are named from.</param>
    /// <param name="version">The version of this module, for example <c>0.1.0</c>.</param>
    public static void Write(Stream content, IReadOnlyList<Finding> findings, string folder, string version)
    {
        var rules = findings.Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).ToList();
        using var json = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            WriteResult(json, finding, rules.IndexOf(finding.RuleId), folder);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<string> rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "SsmSessionLogging");
        json.WriteString("semanticVersion", version);
        json.WriteString("informationUri", Home);
        json.WriteStartArray("rules");
        foreach (var id in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", id);
            if (RuleCatalog.All.FirstOrDefault(rule => rule.RuleId == id) is { } rule)
            {
                WriteText(json, "shortDescription", $"{id}, on {rule.Judges}.");
                WriteText(json, "fullDescription", $"Looks at {string.Join(", ", rule.LooksAt)}. From: {Sentence(rule.Reference)}");
                WriteText(json, "help", $"A pass does not prove: {rule.DoesNotProve}");
                json.WriteString("helpUri", Home);
                json.WriteStartObject("defaultConfiguration");
                json.WriteString("level", LevelOf(FindingStatus.Fail, rule.Severity));
                json.WriteEndObject();
                json.WriteStartObject("properties");
                json.WriteString("severity", rule.Severity.ToString());
                WriteTexts(json, "tags", rule.Controls);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int rule, string folder)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("kind", KindOf(finding.Status));
        json.WriteString("level", LevelOf(finding.Status, finding.Severity));
        WriteText(json, "message", $"{finding.Subject}: {finding.Message} {finding.Remediation}".Trim());
        WriteLocations(json, finding, folder);
        if (finding.Status is FindingStatus.Accepted)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", FormattableString.Invariant($"{finding.AcceptedReason} ({finding.AcceptedBy}, until {finding.AcceptedUntil?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'})"));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        json.WriteString("status", finding.Status.ToString());
        json.WriteString("severity", finding.Severity.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter json, Finding finding, string folder)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (finding.Path is { } path)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(path, folder));
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", finding.Line ?? 1);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", finding.Subject);
        json.WriteString("fullyQualifiedName", string.Join("/", new[] { finding.AccountId, finding.Region, finding.DocumentName ?? finding.Name, finding.Subject }.Where(part => part is not null)));
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string KindOf(FindingStatus status) => status switch
    {
        FindingStatus.Pass => "pass",
        FindingStatus.NotApplicable => "notApplicable",
        FindingStatus.Unknown => "open",
        _ => "fail",
    };

    // SARIF: where the kind is none of fail, the level is none.
    private static string LevelOf(FindingStatus status, FindingSeverity severity) => status switch
    {
        FindingStatus.Pass or FindingStatus.NotApplicable or FindingStatus.Unknown => "none",
        FindingStatus.Fail when severity >= FindingSeverity.High => "error",
        _ => severity == FindingSeverity.Information ? "note" : "warning",
    };

    // A file below the folder is named from there on, as a forge knows it in a repository.
    private static string UriOf(string path, string folder)
    {
        var below = folder.TrimEnd('/', '\\').Length;
        var isBelow = path.Length > below + 1 && path.StartsWith(folder.Substring(0, below), StringComparison.Ordinal) && path[below] is '/' or '\\';
        return isBelow
            ? string.Join("/", path.Substring(below + 1).Split('/', '\\').Select(Uri.EscapeDataString))
            : Uri.TryCreate(path, UriKind.Absolute, out var absolute) ? absolute.AbsoluteUri
            : string.Join("/", path.Split('/', '\\').Select(Uri.EscapeDataString));
    }

    private static string Sentence(string text) => text is [.., '.'] ? text : text + ".";

    private static void WriteText(Utf8JsonWriter json, string member, string text)
    {
        json.WriteStartObject(member);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string member, IEnumerable<string> texts)
    {
        json.WriteStartArray(member);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
