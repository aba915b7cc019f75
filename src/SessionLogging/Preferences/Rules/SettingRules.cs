using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;
using static SessionLogging.Preferences.Document.PreferenceSetting;
using static SessionLogging.Text.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>The rules on single settings, each a row: as they stand in a document, and as new values.</summary>
internal static class SettingRules
{
    private const string EverySessionFails = "Every session fails.";
    private const string LeaveOut = "Leave the control characters out.";
    private const string Schema = "Systems Manager User Guide, Session document schema";
    private const string Console = "The console's editor of preferences, as users report it";
    private const string AgentFlags = "amazon-ssm-agent: a flag is a boolean, or a string that Go's strconv.ParseBool takes; streaming is a boolean alone";

    private static readonly PreferenceSetting[] LenientFlags = [S3EncryptionEnabled, CloudWatchEncryptionEnabled, RunAsEnabled];
    private static readonly PreferenceSetting[] Texts = [.. PreferenceSetting.All.Where(setting => setting.Kind is not SettingKind.Flag)];

    internal static readonly Rule<GivenSetting>[] All =
    [
        Row("StreamingNotBoolean", Critical, AgentFlags, [CloudWatchStreamingEnabled], it => it.IsNew
            ? it.Reading.State is SettingState.Reference
                ? Fail($"The agent takes nothing but true and false for streaming; {it.Shown} would fail every session.", "Give true or false.")
                : Pass
            : it.Reading.RawToken is not (null or "true" or "false" or "null")
                ? Fail($"It is {it.Shown}, and the agent takes nothing but true and false here. {EverySessionFails}", WriteAgain(it))
                : Pass),
        Row("FlagNotParsable", Critical, AgentFlags, LenientFlags, it => it.Reading.State is SettingState.Malformed
            ? Fail($"It is {it.Shown}, which the agent cannot read as true or false. {EverySessionFails}", WriteAgain(it))
            : OrFilledLater(it)),
        Row("FlagAsString", Medium, AgentFlags, LenientFlags, it => it.Reading.State is SettingState.Value or SettingState.Empty && IsString(it.Reading)
            ? Warning(
                $"It is the string {it.Shown} instead of true or false. Agents before 3.0.655.0 fail every session, and the console's editor is greyed out.",
                WriteAgain(it))
            : Pass),
        Row("NotText", High, Schema, Texts, it => it.Reading.State is SettingState.Malformed
            ? Warning($"It is {it.Shown} instead of a string. The agent expects a string here, so sessions are likely to fail.", $"Write {it.Setting.Name} again as a string.")
            : Pass),
        Row("NumberWhereString", Low, Console, [IdleSessionTimeout, MaxSessionDuration], it => it.Reading is { State: SettingState.Value, RawToken: not (null or ['"', ..]) }
            ? Warning($"It is the number {it.Shown} instead of a string. The console's editor breaks on it.", $"Write {it.Setting.Name} again as a string of digits.")
            : Pass),
        Minutes(IdleSessionTimeout),
        Minutes(MaxSessionDuration),
        Row("ReferenceNotChecked", Information, Schema + ": {{parameter}} and {{ssm:name}} are filled when a session starts", [.. PreferenceSetting.All], it => it.Reading.State is SettingState.Reference
            ? Warning(
                it.IsNew
                    ? $"{it.Shown} is filled when a session starts, so its value cannot be checked here."
                    : $"It is {it.Shown}, which is filled when a session starts. What it will be is not known here.",
                "Make sure that the parameter exists and holds a valid value.")
            : Pass),
        Row("MissingIdleTimeout", Low, Console, [IdleSessionTimeout], it => it.Reading.State is SettingState.Absent
            ? Warning("It is missing. Sessions end after 20 idle minutes, and the console's editor is greyed out.", "Write it with Set-SsmLoggingPreference -IdleSessionTimeout 20.")
            : Pass),
        new TextRules("This module: {AccountId}, {AccountName} and {Region} are filled for each document", S3BucketName, S3KeyPrefix, CloudWatchLogGroupName, KmsKeyId).Refuse(
            "UnknownPlaceholder",
            text => Placeholder.FirstIn(text) is not null,
            text => $"Nothing fills {Placeholder.FirstIn(text)} in {Quote(text)}.",
            "Use {AccountId}, {AccountName} and {Region}, spelled like this."),
        .. BucketNameRules.All,
        .. KeyPrefixRules.All,
        .. LogGroupNameRules.All,
        new TextRules("KMS API Reference, DescribeKey: KeyId", KmsKeyId).Refuse(
            "KmsKeyIdShape",
            key => !PossibleName.IsKey(key),
            key => $"KMS knows a key by its id, its ARN, an alias ('alias/NAME') or an alias' ARN; {Quote(key)} is none of them.",
            "Give one of these.",
            Critical,
            key => $"The KMS key {Quote(key)} cannot exist: KMS knows no key by such an id, ARN or alias: every session ends at its start, since the channel cannot be encrypted."),
        new TextRules("Run as: the user of the node's operating system", RunAsDefaultUser).Refuse(
            "RunAsDefaultUserControlCharacters",
            user => user.Any(char.IsControl),
            user => $"The user {Quote(user)} has control characters, which no operating system takes in a user's name.",
            LeaveOut,
            Critical),
        new TextRules("Systems Manager User Guide, Allow configurable shell profiles", WindowsShellProfile, LinuxShellProfile).Warn(
            "ShellProfileControlCharacters",
            profile => profile.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')),
            _ => "The shell profile has control characters other than tabs and line ends; it is typed into the terminal, which acts on them.",
            LeaveOut),
    ];

    private static readonly Dictionary<PreferenceSetting, Rule<GivenSetting>[]> RulesOf =
        PreferenceSetting.All.ToDictionary(setting => setting, setting => Array.FindAll(All, rule => rule.LooksAt.Contains(setting.Name)));

    internal static IEnumerable<Finding> Find(GivenSetting given) => RulesOf[given.Setting].SelectMany(rule => rule.Find(given));

    /// <summary>How each rule comes out on a document's settings: where it is broken or cannot be told, or once that it holds for all of them. What a new value may not be only warns where it stands.</summary>
    internal static IEnumerable<Finding> FindAll(PreferenceDocument document) =>
        from rule in All
        let found = rule.LooksAt.Select(name => PreferenceSetting.All.First(setting => setting.Name == name))
            .SelectMany(setting => FindAll(rule, setting, document[setting])).ToLookup(finding => finding.Status is FindingStatus.Pass)
        from finding in found[false].Any() ? found[false] : found[true].Take(1).Select(passed => passed with { Subject = found[true].Count() == 1 ? passed.Subject : "Document" })
        select finding;

    private static IEnumerable<Finding> FindAll(Rule<GivenSetting> rule, PreferenceSetting setting, SettingReading reading)
    {
        var standing = rule.FindAll(new GivenSetting(setting, reading, IsNew: false)).ToList();
        return standing.Count > 0 || reading is not { State: SettingState.Value, Text.Length: > 0 } ? standing
            : rule.FindAll(new GivenSetting(setting, reading, IsNew: true)).Select(finding => finding.Status is FindingStatus.Fail ? finding with { Status = FindingStatus.Warning } : finding);
    }

    private static Rule<GivenSetting> Row(string id, FindingSeverity severity, string reference, PreferenceSetting[] settings, Func<GivenSetting, Verdict> judge) =>
        new(id, severity, [.. settings.Select(setting => setting.Name)], reference, it => it.Setting.Name, judge);

    private static Rule<GivenSetting> Minutes(PreferenceSetting setting)
    {
        var range = MinutesRange.Of(setting)!;
        var remedy = $"Give a number from {range}, or 0 to clear it.";
        return Row(setting.Name + "Range", Medium, $"{Schema}: {setting.Path}", [setting], it => it switch
        {
            { Reading.State: not SettingState.Value } => OrFilledLater(it),
            { IsNew: true, Reading.Text: { } text } when !IsStrict(text) || !range.Contains(int.Parse(text, CultureInfo.InvariantCulture)) =>
                Fail($"{setting.Name} takes whole minutes from {range}, in digits; it was given {Quote(text)}.", remedy),
            { IsNew: false } when !range.Contains(it.Reading.Minutes) =>
                Warning($"It is {it.Shown}; AWS documents whole minutes from {range}. Which timeout sessions get is not certain.", remedy),
            _ => Pass,
        });
    }

    private static Verdict OrFilledLater(GivenSetting it) => it.Reading.State is SettingState.Reference ? Untold : Pass;

    private static string WriteAgain(GivenSetting it) => $"Write {it.Setting.Name} again as true or false.";

    private static bool IsString(SettingReading reading) => reading.RawToken is ['"', ..];

    private static bool IsStrict(string text) => text[0] != '0' && text.Length <= 4 && text.All(c => c is >= '0' and <= '9');
}
