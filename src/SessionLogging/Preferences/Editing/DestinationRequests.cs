using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Editing;

/// <summary>Requests that turn a log destination on or off.</summary>
public static class DestinationRequests
{
    /// <summary>Logs to S3. What is not given stays.</summary>
    /// <param name="bucketName">The bucket; <see langword="null"/>: the one that is set.</param>
    /// <param name="keyPrefix">The key prefix; empty text clears it.</param>
    /// <param name="requireEncryption">Whether sessions are refused unless the bucket is encrypted; <see langword="null"/>: as it is, and required where the destination is newly turned on.</param>
    public static PreferenceRequest S3(string? bucketName, string? keyPrefix, bool? requireEncryption) => present =>
    {
        var edit = Destination(
            present, PreferenceSetting.S3BucketName, bucketName, PreferenceSetting.S3EncryptionEnabled, requireEncryption, "BucketNameMissing", "-BucketName");
        return keyPrefix is null ? edit : edit.Set(PreferenceSetting.S3KeyPrefix, keyPrefix);
    };

    /// <summary>Stops logging to S3. Prefix and encryption requirement stay for the next time.</summary>
    public static PreferenceRequest NoS3() => present => TurnedOff(present, PreferenceSetting.S3BucketName);

    /// <summary>Logs to CloudWatch Logs. What is not given stays.</summary>
    /// <param name="logGroupName">The log group; <see langword="null"/>: the one that is set.</param>
    /// <param name="requireEncryption">Whether sessions are refused unless the group has a KMS key; <see langword="null"/>: as it is, and required where the destination is newly turned on.</param>
    /// <param name="streaming">Whether the log is streamed, or uploaded when a session ends.</param>
    public static PreferenceRequest CloudWatch(string? logGroupName, bool? requireEncryption, bool streaming) => present =>
        Destination(
            present,
            PreferenceSetting.CloudWatchLogGroupName,
            logGroupName,
            PreferenceSetting.CloudWatchEncryptionEnabled,
            requireEncryption,
            "LogGroupNameMissing",
            "-LogGroupName")
        .Set(PreferenceSetting.CloudWatchStreamingEnabled, streaming);

    /// <summary>Uploads the log to CloudWatch Logs when a session ends, instead of streaming it.</summary>
    public static PreferenceRequest NoStreaming() => present => TurnedOff(present, PreferenceSetting.CloudWatchStreamingEnabled);

    /// <summary>Stops logging to CloudWatch Logs. The encryption requirement stays for the next time.</summary>
    public static PreferenceRequest NoCloudWatch() => present =>
        TurnedOff(present, PreferenceSetting.CloudWatchLogGroupName, PreferenceSetting.CloudWatchStreamingEnabled);

    // What is off already is not written: a document is neither made nor respelled to say so.
    private static PreferenceEdit TurnedOff(PreferenceDocument present, params PreferenceSetting[] settings) =>
        settings.Where(setting => !IsOff(setting, present[setting])).Aggregate(
            PreferenceEdit.Empty, (edit, setting) => setting.Kind is SettingKind.Flag ? edit.Set(setting, false) : edit.Set(setting, ""));

    // The agent takes no string for streaming, not even an empty one.
    private static bool IsOff(PreferenceSetting setting, SettingReading reading) => setting.Kind is SettingKind.Flag
        ? reading.RawToken is null or "false" or "null"
        : reading.State is SettingState.Absent or SettingState.Empty;

    private static PreferenceEdit Destination(
        PreferenceDocument present,
        PreferenceSetting nameSetting,
        string? name,
        PreferenceSetting encryptionSetting,
        bool? requireEncryption,
        string ruleWithoutName,
        string parameter)
    {
        var isOn = present[nameSetting].Text is { Length: > 0 };
        if (name is null ? !isOn : name.Length == 0)
        {
            throw new PreferenceRuleException(
                ruleWithoutName, nameSetting.Name, $"Without {nameSetting.Name} there is nothing to log to.", $"Give {parameter}.");
        }

        var edit = name is null ? PreferenceEdit.Empty : PreferenceEdit.Empty.Set(nameSetting, name);
        var encryption = requireEncryption ?? (isOn ? null : true);
        return encryption is { } required ? edit.Set(encryptionSetting, required) : edit;
    }
}
