using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;

namespace SessionLogging.Sessions.Logging;

/// <summary>What a Session document says about logging. Two documents that log alike are equal, whatever else they say.</summary>
internal sealed record LoggingConfiguration(LogDestination S3, LogDestination CloudWatch)
{
    internal static readonly LoggingConfiguration None = new(LogDestination.Off, LogDestination.Off);

    private static readonly PreferenceSetting[] S3Settings =
        [PreferenceSetting.S3BucketName, PreferenceSetting.S3KeyPrefix, PreferenceSetting.S3EncryptionEnabled];

    private static readonly PreferenceSetting[] CloudWatchSettings =
    [
        PreferenceSetting.CloudWatchLogGroupName,
        PreferenceSetting.CloudWatchEncryptionEnabled,
        PreferenceSetting.CloudWatchStreamingEnabled,
    ];

    internal static LoggingConfiguration Unclear(string obstacle) =>
        new(LogDestination.Unclear(obstacle), LogDestination.Unclear(obstacle));

    /// <summary>Whether a document says anything about logging.</summary>
    internal static bool IsIn(PreferenceDocument document) =>
        S3Settings.Concat(CloudWatchSettings).Any(setting => document[setting].State is not SettingState.Absent);

    internal static LoggingConfiguration From(PreferenceDocument document)
    {
        var broken = PreferenceRules.ProblemsIn(document).FirstOrDefault(problem =>
            problem.RuleId is "DuplicateKey" or "NotAnObject");
        return broken is not null
            ? Unclear($"Its {broken.Subject} cannot be relied on: {broken.Message}")
            : new(
                Read(document, S3Settings, PossibleName.IsBucket, (name, flags) =>
                    new(name, document[PreferenceSetting.S3KeyPrefix].Text!, flags[0], IsStreamed: false, Obstacle: null)),
                Read(document, CloudWatchSettings, PossibleName.IsLogGroup, (name, flags) =>
                    new(name, KeyPrefix: "", flags[0], flags[1], Obstacle: null)));
    }

    // The first setting names the container; where it is empty, the others mean nothing.
    private static LogDestination Read(
        PreferenceDocument document,
        PreferenceSetting[] settings,
        Func<string, bool> canBeName,
        Func<string, bool[], LogDestination> create)
    {
        var container = document[settings[0]];
        if (container.State is SettingState.Absent or SettingState.Empty)
        {
            return LogDestination.Off;
        }

        if (settings.Select(setting => Obstacle(setting, document[setting])).FirstOrDefault(text => text is not null) is { } obstacle)
        {
            return LogDestination.Unclear(obstacle);
        }

        if (!canBeName(container.Text!))
        {
            return LogDestination.Unclear($"Its {settings[0].Path} is {Unicode.Quote(container.Text!)}, which can be no name.");
        }

        return create(
            container.Text!,
            [.. settings.Where(setting => setting.Kind is SettingKind.Flag).Select(setting => document[setting].Flag is true)]);
    }

    private static string? Obstacle(PreferenceSetting setting, SettingReading reading) => reading switch
    {
        { State: SettingState.Reference } =>
            $"Its {setting.Path} is {Unicode.Quote(reading.Text!)}, which is filled when a session starts and recorded nowhere.",
        { State: SettingState.Malformed } => $"Its {setting.Path} is {Unicode.Quote(reading.RawToken!)}, which cannot be read.",
        { RawToken: ['"', ..] } when setting == PreferenceSetting.CloudWatchStreamingEnabled =>
            $"Its {setting.Path} is {Unicode.Quote(reading.RawToken!)}, and the agent takes nothing but true and false there.",
        _ => null,
    };
}
