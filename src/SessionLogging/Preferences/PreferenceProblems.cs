using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences;

/// <summary>Finds what hurts in a document, each kind by one row.</summary>
internal static class PreferenceProblems
{
    private const string EverySessionFails = "Every session fails.";
    private const string SessionType = "sessionType";
    private const string UpdateMethod = "UpdateMethod";

    private static readonly string[] HeaderKeys = ["schemaVersion", "description", SessionType, "inputs", "parameters", "properties"];
    private static readonly string[] InputKeys = [.. PreferenceSetting.All.Select(setting => setting.Keys[0]).Distinct(StringComparer.Ordinal)];
    private static readonly string[] ProfileKeys = [.. PreferenceSetting.All.Where(setting => setting.Keys.Count > 1).Select(setting => setting.Keys[1])];

    private static readonly SettingProblem[] OfSettings =
    [
        new(PreferenceProblemKind.StreamingNotBoolean,
            (setting, reading) => setting == PreferenceSetting.CloudWatchStreamingEnabled
                && reading.RawToken is not (null or "true" or "false" or "null"),
            (_, reading) => $"It is {Shown(reading)}, and the agent takes nothing but true and false here. {EverySessionFails}"),
        new(PreferenceProblemKind.FlagNotParsable,
            (setting, reading) => IsLenientFlag(setting) && reading.State is SettingState.Malformed,
            (_, reading) => $"It is {Shown(reading)}, which the agent cannot read as true or false. {EverySessionFails}"),
        new(PreferenceProblemKind.FlagAsString,
            (setting, reading) => IsLenientFlag(setting)
                && reading.State is SettingState.Value or SettingState.Empty && IsString(reading),
            (_, reading) => $"It is the string {Shown(reading)} instead of true or false. "
                + "Agents before 3.0.655.0 fail every session, and the console's editor is greyed out."),
        new(PreferenceProblemKind.NotText,
            (setting, reading) => setting.Kind is not SettingKind.Flag && reading.State is SettingState.Malformed,
            (_, reading) => $"It is {Shown(reading)} instead of a string. The agent expects a string here, so sessions are likely to fail."),
        new(PreferenceProblemKind.NumberWhereString,
            (setting, reading) => setting.Kind is SettingKind.Minutes && reading.State is SettingState.Value && !IsString(reading),
            (_, reading) => $"It is the number {Shown(reading)} instead of a string. The console's editor breaks on it."),
        new(PreferenceProblemKind.MinutesOutOfRange,
            (setting, reading) => reading.State is SettingState.Value
                && MinutesRange.Of(setting) is { } range && !range.Contains(reading.Minutes),
            (setting, reading) => $"It is {Shown(reading)}; AWS documents whole minutes from {MinutesRange.Of(setting)}. "
                + "Which timeout sessions get is not certain."),
        new(PreferenceProblemKind.Reference,
            (_, reading) => reading.State is SettingState.Reference,
            (_, reading) => $"It is {Shown(reading)}, which is filled when a session starts. What it will be is not known here."),
        new(PreferenceProblemKind.BucketIsArn,
            (setting, reading) => setting == PreferenceSetting.S3BucketName
                && reading.State is SettingState.Value && BucketAddress.IsIn(reading.Text!),
            (_, reading) => $"It is {Shown(reading)} instead of the bucket's name. "
                + "No such bucket is found: logs are lost, or sessions are refused where encryption is required."),
        new(PreferenceProblemKind.GroupIsArn,
            (setting, reading) => setting == PreferenceSetting.CloudWatchLogGroupName
                && reading.State is SettingState.Value && LogGroupArn.IsIn(reading.Text!),
            (_, reading) => $"It is {Shown(reading)} instead of the group's name. "
                + "No such group is found: logs are lost, or sessions are refused where encryption is required."),
        new(PreferenceProblemKind.MissingIdleTimeout,
            (setting, reading) => setting == PreferenceSetting.IdleSessionTimeout && reading.State is SettingState.Absent,
            (_, _) => "It is missing. Sessions end after 20 idle minutes, and the console's editor is greyed out."),
    ];

    public static IReadOnlyList<PreferenceProblem> Find(PreferenceDocument document, JsonText json)
    {
        IEnumerable<PreferenceProblem> problems =
        [
            .. json.DuplicateKeys.Select(DuplicateKey), .. ContainersThatAreNone(json.Root), .. KeysInOtherCase(json.Root), .. Headers(json.Root),
        ];
        return [.. problems, .. document.IsPreferences ? InSettings(document) : [NotPreferences(document)]];
    }

    private static IEnumerable<PreferenceProblem> InSettings(PreferenceDocument document) =>
        from setting in PreferenceSetting.All
        let reading = document[setting]
        from problem in OfSettings
        where problem.Applies(setting, reading)
        select new PreferenceProblem(setting.Name, problem.Text(setting, reading), problem.Kind);

    private static PreferenceProblem DuplicateKey(string path) => new(
        path, "The key stands there more than once. The last one is read here; changes are refused.", PreferenceProblemKind.DuplicateKey);

    private static PreferenceProblem NotPreferences(PreferenceDocument document) => new(
        nameof(document.SessionType),
        $"The session type is {Unicode.Quote(document.SessionType!)}, so the document holds no preferences; changes are refused.",
        PreferenceProblemKind.NotPreferences);

    private static IEnumerable<PreferenceProblem> ContainersThatAreNone(JsonSpan root)
    {
        var inputs = root.Find("inputs");
        var containers = new[] { ("inputs", inputs), ("inputs.shellProfile", inputs?.Find("shellProfile")) };
        return from container in containers
               where container.Item2 is { IsObject: false, Kind: not JsonTokenType.Null }
               select new PreferenceProblem(
                   container.Item1,
                   "It is no JSON object, so nothing in it is read and sessions are likely to fail.",
                   PreferenceProblemKind.NotAnObject);
    }

    private static IEnumerable<PreferenceProblem> Headers(JsonSpan root)
    {
        if (!root.Members.Any(member => string.Equals(member.Name, SessionType, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new PreferenceProblem(
                nameof(PreferenceDocument.SessionType),
                $"It is missing, and is taken for '{PreferenceDocument.StandardStream}' here. A file without it is not taken for a source.",
                PreferenceProblemKind.MissingSessionType);
        }

        if (root.Find(UpdateMethod) is not null)
        {
            yield return new PreferenceProblem(
                UpdateMethod,
                "It is a property of CloudFormation's AWS::SSM::Document that has come into the content, where it does nothing.",
                PreferenceProblemKind.UpdateMethodInContent);
        }
    }

    private static IEnumerable<PreferenceProblem> KeysInOtherCase(JsonSpan root)
    {
        var inputs = root.Find("inputs");
        var containers = new[] { ("", root, HeaderKeys), ("inputs.", inputs, InputKeys), ("inputs.shellProfile.", inputs?.Find("shellProfile"), ProfileKeys) };
        return from container in containers
               from member in container.Item2?.Members ?? []
               let known = Array.Find(container.Item3, key => string.Equals(key, member.Name, StringComparison.OrdinalIgnoreCase))
               where known is not null && known != member.Name
               select new PreferenceProblem(
                   container.Item1 + member.Name,
                   $"AWS spells the key '{known}'. In this case it is not read here, and whether agents read it is not certain.",
                   PreferenceProblemKind.KeyInOtherCase);
    }

    private static bool IsLenientFlag(PreferenceSetting setting) =>
        setting.Kind is SettingKind.Flag && setting != PreferenceSetting.CloudWatchStreamingEnabled;

    private static bool IsString(SettingReading reading) => reading.RawToken is ['"', ..];

    private static string Shown(SettingReading reading) => Unicode.Quote(reading.Text ?? reading.RawToken!);

    private sealed record SettingProblem(
        PreferenceProblemKind Kind,
        Func<PreferenceSetting, SettingReading, bool> Applies,
        Func<PreferenceSetting, SettingReading, string> Text);
}
