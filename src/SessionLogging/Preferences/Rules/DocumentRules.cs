using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Text;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;

namespace SessionLogging.Preferences.Rules;

/// <summary>A document as it was read.</summary>
internal sealed record DocumentText(PreferenceDocument Document)
{
    internal JsonText Json => Document.Json;

    internal JsonSpan? Inputs => Json.Root.Find("inputs");

    internal JsonSpan? ShellProfile => Inputs?.Find("shellProfile");
}

/// <summary>The version that is shown among a document's versions in use.</summary>
internal sealed record DocumentVersions(string? Shown, string? Default, string? Latest);

/// <summary>The rules on whole documents, each a row: what hurts though the document can be read.</summary>
internal static class DocumentRules
{
    private const string SessionType = "sessionType";
    private const string UpdateMethod = "UpdateMethod";
    private const string Schema = "Systems Manager User Guide, Session document schema";

    private static readonly string[] HeaderKeys = ["schemaVersion", "description", SessionType, "inputs", "parameters", "properties"];
    private static readonly string[] InputKeys = [.. PreferenceSetting.All.Select(setting => setting.Keys[0]).Distinct(StringComparer.Ordinal)];
    private static readonly string[] ProfileKeys = [.. PreferenceSetting.All.Where(setting => setting.Keys.Count > 1).Select(setting => setting.Keys[1])];

    internal static readonly Rule<DocumentText>[] All =
    [
        Row("DuplicateKey", High, "RFC 8259, 4: the names within an object should be unique", it =>
            from path in it.Json.DuplicateKeys
            select Fail("The key stands there more than once. The last one is read here; changes are refused.", "Remove all but one of them.") with { Place = path }),
        Row("NotAnObject", High, Schema, it =>
            from container in new[] { ("inputs", it.Inputs), ("inputs.shellProfile", it.ShellProfile) }
            where container.Item2 is { IsObject: false, Kind: not JsonTokenType.Null }
            select Fail("It is no JSON object, so nothing in it is read and sessions are likely to fail.", "Write it again as a JSON object.") with { Place = container.Item1 }),
        Row("KeyInOtherCase", Medium, Schema, it =>
            from container in new[] { ("", it.Json.Root, HeaderKeys), ("inputs.", it.Inputs, InputKeys), ("inputs.shellProfile.", it.ShellProfile, ProfileKeys) }
            from member in container.Item2?.Members ?? []
            let known = Array.Find(container.Item3, key => string.Equals(key, member.Name, StringComparison.OrdinalIgnoreCase))
            where known is not null && known != member.Name
            select Warning(
                $"AWS spells the key '{known}'. In this case it is not read here, and whether agents read it is not certain.",
                $"Spell the key '{known}'.") with { Place = container.Item1 + member.Name }),
        Row("MissingSessionType", Low, Schema, it => it.Json.Root.Members.Any(member => string.Equals(member.Name, SessionType, StringComparison.OrdinalIgnoreCase))
            ? []
            :
            [
                Warning(
                    $"It is missing, and is taken for '{PreferenceDocument.StandardStream}' here. A file without it is not taken for a source.",
                    $"Write \"{SessionType}\": \"{PreferenceDocument.StandardStream}\" into the document.") with { Place = nameof(PreferenceDocument.SessionType) },
            ]),
        Row("UpdateMethodInContent", Low, "CloudFormation, AWS::SSM::Document: UpdateMethod", it => it.Json.Root.Find(UpdateMethod) is null
            ? []
            :
            [
                Warning(
                    "It is a property of CloudFormation's AWS::SSM::Document that has come into the content, where it does nothing.",
                    "Move it out of the content, beside it.") with { Place = UpdateMethod },
            ]),
        Row("NotPreferences", High, Schema + ": sessionType Standard_Stream", it => it.Document.IsPreferences
            ? []
            :
            [
                Fail(
                    $"The session type is {Unicode.Quote(it.Document.SessionType!)}, so the document holds no preferences; changes are refused.",
                    "Name another document.") with { Place = nameof(PreferenceDocument.SessionType) },
            ]),
    ];

    /// <summary>What need not hurt, and is told where a document is looked through.</summary>
    internal static readonly Rule<DocumentText>[] OfAudit =
    [
        Row("UnknownKey", Low, Schema, it =>
            from container in new[] { ("", it.Json.Root, [.. HeaderKeys, UpdateMethod]), ("inputs.", it.Inputs, InputKeys), ("inputs.shellProfile.", it.ShellProfile, ProfileKeys) }
            from member in container.Item2?.Members ?? []
            where !container.Item3.Contains(member.Name, StringComparer.OrdinalIgnoreCase)
            select Warning(
                "AWS documents no such key, so it does nothing, or something that nobody has written down.",
                "Remove it, or spell it as the schema of Session documents does.") with { Place = container.Item1 + member.Name }),
        Row("SchemaVersionNotKnown", Medium, Schema + ": schemaVersion 1.0", it => it.Json.Root.Find("schemaVersion") is { Text: "1.0" }
            ? []
            :
            [
                Warning(
                    it.Document.SchemaVersion is { } version ? $"It is {Unicode.Quote(version)}; Session documents are of version '1.0'." : "It is missing; Session documents are of version '1.0'.",
                    "Write \"schemaVersion\": \"1.0\" into the document.") with { Place = nameof(PreferenceDocument.SchemaVersion) },
            ]),
    ];

    internal static readonly Rule<DocumentVersions> DefaultVersionDiffers = new(
        "DefaultVersionDiffers",
        Medium,
        [nameof(LoggingPreference.DefaultVersion)],
        "Sources of AWS contradict each other: aws/session-manager-plugin#112, aws-cloudformation/cloudformation-coverage-roadmap#2539",
        _ => nameof(LoggingPreference.DefaultVersion),
        it => it switch
        {
            { Latest: null } or { Default: null } => Untold,
            _ when it.Latest == it.Default => Pass,

            // An older version is meant to be neither.
            _ when it.Shown != it.Latest && it.Shown != it.Default => NotApplicable,
            _ => Warning(
                $"The latest version is {it.Latest} and the default {it.Default}. AWS's sources contradict each other on which of them sessions use; "
                    + "changes are refused until -BaseVersion says which one is kept.",
                "Publish the latest version with Set-SsmLoggingPreference -BaseVersion Latest, or drop it with -BaseVersion Default."),
        })
    {
        Note = "CloudFormation (UpdateMethod NewVersion) and the Landing Zone Accelerator write versions and never make them the default.",
    };

    /// <summary>What hurts in a document and, where it holds preferences, in its settings.</summary>
    internal static IEnumerable<Finding> Find(PreferenceDocument document) =>
    [
        .. All.SelectMany(rule => rule.Find(new DocumentText(document))),
        .. from setting in document.IsPreferences ? PreferenceSetting.All : []
           from finding in SettingRules.Find(new GivenSetting(setting, document[setting], IsNew: false))
           select finding,
    ];

    private static Rule<DocumentText> Row(string id, FindingSeverity severity, string reference, Func<DocumentText, IEnumerable<Verdict>> judge) =>
        new(id, severity, ["Document"], reference, _ => "Document", judge);
}
