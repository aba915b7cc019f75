using SessionLogging.Text;

namespace SessionLogging.Preferences.Document;

/// <summary>What differs between the settings of two Session documents: meaning apart from spelling. What is asked for is a <see cref="PreferenceEdit"/>, what came of it a <see cref="PreferenceChange"/>, and in what sessions go another way a <see cref="PreferenceDeviation"/>.</summary>
public sealed class SettingChanges
{
    private SettingChanges(IReadOnlyList<SettingChange> changes, IReadOnlyList<string> respelled)
    {
        Changed = changes;
        Respelled = respelled;
    }

    /// <summary>The settings that mean something else. <c>"true"</c> means <c>true</c>, absent means empty or false.</summary>
    public IReadOnlyList<SettingChange> Changed { get; }

    /// <summary>The names of the settings that mean the same and are spelled otherwise, also where only one side spells them out.</summary>
    public IReadOnlyList<string> Respelled { get; }

    /// <summary>Compares two documents, setting by setting in the order of <see cref="PreferenceSetting.All"/>.</summary>
    /// <param name="before">A document; <see langword="null"/> where there is none, which means that every setting is absent.</param>
    /// <param name="after">A document, or <see langword="null"/>.</param>
    public static SettingChanges Between(PreferenceDocument? before, PreferenceDocument? after)
    {
        var changes = new List<SettingChange>();
        var respelled = new List<string>();
        foreach (var setting in PreferenceSetting.All)
        {
            var (old, now) = (SettingReader.In(before, setting), SettingReader.In(after, setting));
            if (!old.MeansSameAs(now, setting.Kind))
            {
                changes.Add(new SettingChange(setting.Name, old.MeaningAs(setting.Kind), now.MeaningAs(setting.Kind)));
            }
            else if (old.RawToken != now.RawToken)
            {
                respelled.Add(setting.Name);
            }
        }

        return new SettingChanges(changes, respelled);
    }
}

/// <summary>One setting before and after a change, or on both sides of a comparison.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Before">What it meant: a <see cref="bool"/> for a flag, text, <see cref="int"/> minutes or <see langword="null"/> for none; a reference's text; the token of something malformed.</param>
/// <param name="After">What it means now, in the same way.</param>
public sealed record SettingChange(string Setting, object? Before, object? After)
{
    /// <summary>The change in words: <c>S3BucketName: (empty) -> 'audit-logs'</c>.</summary>
    public override string ToString() => $"{Setting}: {Show(Before)} -> {Show(After)}";

    /// <summary>A meaning in words.</summary>
    internal static string Show(object? meaning) => meaning switch
    {
        null or "" => "(empty)",
        bool flag => flag ? "true" : "false",
        int minutes => minutes.ToString(CultureInfo.InvariantCulture),
        _ => Unicode.Quote((string)meaning),
    };
}

/// <summary>What settings do, where two that say something else do the same.</summary>
internal static class PreferenceEffect
{
    // AWS's default where no timeout is set.
    private const int DefaultIdleMinutes = 20;

    // What means nothing while the destination has no name.
    private static readonly Dictionary<PreferenceSetting, PreferenceSetting> DestinationOf = new()
    {
        [PreferenceSetting.S3KeyPrefix] = PreferenceSetting.S3BucketName,
        [PreferenceSetting.S3EncryptionEnabled] = PreferenceSetting.S3BucketName,
        [PreferenceSetting.CloudWatchEncryptionEnabled] = PreferenceSetting.CloudWatchLogGroupName,
        [PreferenceSetting.CloudWatchStreamingEnabled] = PreferenceSetting.CloudWatchLogGroupName,
    };

    /// <summary>Whether sessions go the same way by both documents, as far as the setting is concerned.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="one">A document; <see langword="null"/> where there is none.</param>
    /// <param name="other">Another one.</param>
    internal static bool IsSame(PreferenceSetting setting, PreferenceDocument? one, PreferenceDocument? other)
    {
        var (first, second) = (SettingReader.In(one, setting), SettingReader.In(other, setting));
        return first.State is SettingState.Malformed || second.State is SettingState.Malformed
            ? first.MeansSameAs(second, setting.Kind)
            : Equals(Of(setting, first, one), Of(setting, second, other));
    }

    private static object? Of(PreferenceSetting setting, SettingReading reading, PreferenceDocument? document)
    {
        if (DestinationOf.TryGetValue(setting, out var destination) && SettingReader.In(document, destination).Text is "")
        {
            return setting.Kind is SettingKind.Flag ? false : "";
        }

        return reading.State switch
        {
            SettingState.Value when setting == PreferenceSetting.S3KeyPrefix => SessionLogKey.For(reading.Text!, "session"),
            SettingState.Absent or SettingState.Empty when setting == PreferenceSetting.S3KeyPrefix => SessionLogKey.For("", "session"),
            SettingState.Absent or SettingState.Empty when setting == PreferenceSetting.IdleSessionTimeout => DefaultIdleMinutes,
            _ => reading.MeaningAs(setting.Kind),
        };
    }
}
