namespace SessionLogging.Preferences;

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
