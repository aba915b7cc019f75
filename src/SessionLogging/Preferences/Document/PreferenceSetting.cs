namespace SessionLogging.Preferences.Document;

/// <summary>What a setting holds, which decides how it is read and how it is written.</summary>
public enum SettingKind
{
    /// <summary>Text, written as a JSON string; empty means that it is off.</summary>
    Text,

    /// <summary>On or off, written as a JSON boolean.</summary>
    Flag,

    /// <summary>Whole minutes, written as a JSON string of digits; empty means that there is no limit of its own.</summary>
    Minutes,
}

/// <summary>One of the thirteen settings that a Session document holds under <c>inputs</c>.</summary>
public sealed class PreferenceSetting
{
    private static readonly List<PreferenceSetting> Declared = [];

    /// <summary>The bucket that logs are put into when a session ends; empty: S3 logging is off.</summary>
    public static readonly PreferenceSetting S3BucketName = new(nameof(S3BucketName), SettingKind.Text, "s3BucketName");

    /// <summary>What a log's key begins with, see <see cref="SessionLogKey"/>.</summary>
    public static readonly PreferenceSetting S3KeyPrefix = new(nameof(S3KeyPrefix), SettingKind.Text, "s3KeyPrefix");

    /// <summary>Whether a session is refused unless the bucket is encrypted.</summary>
    public static readonly PreferenceSetting S3EncryptionEnabled = new(nameof(S3EncryptionEnabled), SettingKind.Flag, "s3EncryptionEnabled");

    /// <summary>The name, never the ARN, of the log group; empty: CloudWatch logging is off.</summary>
    public static readonly PreferenceSetting CloudWatchLogGroupName = new(nameof(CloudWatchLogGroupName), SettingKind.Text, "cloudWatchLogGroupName");

    /// <summary>Whether a session is refused unless the log group has a KMS key.</summary>
    public static readonly PreferenceSetting CloudWatchEncryptionEnabled = new(nameof(CloudWatchEncryptionEnabled), SettingKind.Flag, "cloudWatchEncryptionEnabled");

    /// <summary>Whether the log is streamed during the session instead of uploaded at its end.</summary>
    public static readonly PreferenceSetting CloudWatchStreamingEnabled = new(nameof(CloudWatchStreamingEnabled), SettingKind.Flag, "cloudWatchStreamingEnabled");

    /// <summary>The KMS key, by id, ARN or alias, that encrypts the session's channel. It does not encrypt the logs.</summary>
    public static readonly PreferenceSetting KmsKeyId = new(nameof(KmsKeyId), SettingKind.Text, "kmsKeyId");

    /// <summary>Whether sessions run as a user of the node's operating system.</summary>
    public static readonly PreferenceSetting RunAsEnabled = new(nameof(RunAsEnabled), SettingKind.Flag, "runAsEnabled");

    /// <summary>The user for callers that have no <c>SSMSessionRunAs</c> tag.</summary>
    public static readonly PreferenceSetting RunAsDefaultUser = new(nameof(RunAsDefaultUser), SettingKind.Text, "runAsDefaultUser");

    /// <summary>Minutes without input after which a session ends, 1 to 60; 20 where it is empty.</summary>
    public static readonly PreferenceSetting IdleSessionTimeout = new(nameof(IdleSessionTimeout), SettingKind.Minutes, "idleSessionTimeout");

    /// <summary>Minutes after which a session ends, 1 to 1,440; no limit where it is empty.</summary>
    public static readonly PreferenceSetting MaxSessionDuration = new(nameof(MaxSessionDuration), SettingKind.Minutes, "maxSessionDuration");

    /// <summary>Commands typed into the terminal when a session on Windows starts.</summary>
    public static readonly PreferenceSetting WindowsShellProfile = new(nameof(WindowsShellProfile), SettingKind.Text, "shellProfile", "windows");

    /// <summary>Commands typed into the terminal when a session on Linux or macOS starts.</summary>
    public static readonly PreferenceSetting LinuxShellProfile = new(nameof(LinuxShellProfile), SettingKind.Text, "shellProfile", "linux");

    private PreferenceSetting(string name, SettingKind kind, params string[] keys)
    {
        Name = name;
        Kind = kind;
        Keys = keys;
        Declared.Add(this);
    }

    /// <summary>The thirteen settings in the order of the template in the AWS documentation, which is that of their declarations.</summary>
    public static IReadOnlyList<PreferenceSetting> All => Declared;

    /// <summary>The name of the property of <see cref="LoggingPreference"/> that shows it, for example <c>S3BucketName</c>.</summary>
    public string Name { get; }

    /// <summary>What the setting holds.</summary>
    public SettingKind Kind { get; }

    /// <summary>Where it stands in the document under <c>inputs</c>, for example <c>shellProfile.linux</c>.</summary>
    public string Path => string.Join(".", Keys);

    /// <summary>The keys that lead to it from <c>inputs</c>.</summary>
    internal IReadOnlyList<string> Keys { get; }

    /// <summary>The setting's <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
