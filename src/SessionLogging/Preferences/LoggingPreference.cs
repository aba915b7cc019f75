using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences;

/// <summary>Where session logs of a document go.</summary>
public enum CloudWatchLogging : long
{
    /// <summary>No log group is named.</summary>
    None,

    /// <summary>The log is uploaded when a session ends.</summary>
    Upload,

    /// <summary>The log is streamed about every second.</summary>
    Stream,
}

/// <summary>The preferences of one Session document in one account and Region, as far as they can be told from the document.</summary>
public sealed partial class LoggingPreference
{
    private readonly Dictionary<PreferenceSetting, object?> _settings;

    /// <summary>Preferences whose settings are those of the properties.</summary>
    public LoggingPreference()
        : this(_ => null)
    {
    }

    /// <summary>Preferences whose settings come from one source.</summary>
    /// <param name="settings">What a setting says: text, a flag or minutes, as its kind is; or <see langword="null"/>.</param>
    public LoggingPreference(Func<PreferenceSetting, object?> settings) => _settings = PreferenceSetting.All.ToDictionary(setting => setting, settings);

    /// <summary>The account of the credentials that read it; <see langword="null"/> where STS could not be reached.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The document's name, or the ARN of a shared one.</summary>
    public required string DocumentName { get; init; }

    /// <summary>The number of the version that was read; <see langword="null"/> where there is no document.</summary>
    public string? DocumentVersion { get; init; }

    /// <summary>The number of the default version.</summary>
    public string? DefaultVersion { get; init; }

    /// <summary>The number of the latest version; <see langword="null"/> where an older one was read and nobody asked.</summary>
    public string? LatestVersion { get; init; }

    /// <summary>The account that owns the document, or <c>Amazon</c>.</summary>
    public string? DocumentOwner { get; init; }

    /// <summary>When the version was made, in UTC.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>Whether there is such a document. Where there is none sessions run with AWS's defaults and are not logged; texts are then <see langword="null"/>, flags false.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether a bucket is named.</summary>
    public bool S3Logging => !string.IsNullOrEmpty(S3BucketName);

    /// <inheritdoc cref="PreferenceSetting.S3BucketName"/>
    public string? S3BucketName { get => (string?)_settings[PreferenceSetting.S3BucketName]; init => _settings[PreferenceSetting.S3BucketName] = value; }

    /// <inheritdoc cref="PreferenceSetting.S3KeyPrefix"/>
    public string? S3KeyPrefix { get => (string?)_settings[PreferenceSetting.S3KeyPrefix]; init => _settings[PreferenceSetting.S3KeyPrefix] = value; }

    /// <summary>Whether a session is refused unless the bucket is encrypted; <see langword="null"/> where it is a reference or not parsable.</summary>
    public bool? S3EncryptionEnabled { get => (bool?)_settings[PreferenceSetting.S3EncryptionEnabled]; init => _settings[PreferenceSetting.S3EncryptionEnabled] = value; }

    /// <summary>Whether a log group is named, and how the log gets there. <see cref="CloudWatchLogging.Upload"/> where streaming is not parsable.</summary>
    public CloudWatchLogging CloudWatchLogging => string.IsNullOrEmpty(CloudWatchLogGroupName) ? CloudWatchLogging.None
        : CloudWatchStreamingEnabled is true ? CloudWatchLogging.Stream
        : CloudWatchLogging.Upload;

    /// <inheritdoc cref="PreferenceSetting.CloudWatchLogGroupName"/>
    public string? CloudWatchLogGroupName { get => (string?)_settings[PreferenceSetting.CloudWatchLogGroupName]; init => _settings[PreferenceSetting.CloudWatchLogGroupName] = value; }

    /// <summary>Whether a session is refused unless the log group has a KMS key; <see langword="null"/> where it is a reference or not parsable.</summary>
    public bool? CloudWatchEncryptionEnabled { get => (bool?)_settings[PreferenceSetting.CloudWatchEncryptionEnabled]; init => _settings[PreferenceSetting.CloudWatchEncryptionEnabled] = value; }

    /// <summary>Whether the log is streamed instead of uploaded; <see langword="null"/> where it is a reference or not parsable.</summary>
    public bool? CloudWatchStreamingEnabled { get => (bool?)_settings[PreferenceSetting.CloudWatchStreamingEnabled]; init => _settings[PreferenceSetting.CloudWatchStreamingEnabled] = value; }

    /// <inheritdoc cref="PreferenceSetting.KmsKeyId"/>
    public string? KmsKeyId { get => (string?)_settings[PreferenceSetting.KmsKeyId]; init => _settings[PreferenceSetting.KmsKeyId] = value; }

    /// <summary>Whether sessions run as a user of the node's operating system; <see langword="null"/> where it is a reference or not parsable.</summary>
    public bool? RunAsEnabled { get => (bool?)_settings[PreferenceSetting.RunAsEnabled]; init => _settings[PreferenceSetting.RunAsEnabled] = value; }

    /// <inheritdoc cref="PreferenceSetting.RunAsDefaultUser"/>
    public string? RunAsDefaultUser { get => (string?)_settings[PreferenceSetting.RunAsDefaultUser]; init => _settings[PreferenceSetting.RunAsDefaultUser] = value; }

    /// <summary>Minutes without input after which a session ends; <see langword="null"/> where it is empty, a reference or no number.</summary>
    public int? IdleSessionTimeout { get => (int?)_settings[PreferenceSetting.IdleSessionTimeout]; init => _settings[PreferenceSetting.IdleSessionTimeout] = value; }

    /// <summary>Minutes after which a session ends; <see langword="null"/> where it is empty, a reference or no number.</summary>
    public int? MaxSessionDuration { get => (int?)_settings[PreferenceSetting.MaxSessionDuration]; init => _settings[PreferenceSetting.MaxSessionDuration] = value; }

    /// <inheritdoc cref="PreferenceSetting.LinuxShellProfile"/>
    public string? LinuxShellProfile { get => (string?)_settings[PreferenceSetting.LinuxShellProfile]; init => _settings[PreferenceSetting.LinuxShellProfile] = value; }

    /// <inheritdoc cref="PreferenceSetting.WindowsShellProfile"/>
    public string? WindowsShellProfile { get => (string?)_settings[PreferenceSetting.WindowsShellProfile]; init => _settings[PreferenceSetting.WindowsShellProfile] = value; }

    /// <summary>The document's session type, <c>Standard_Stream</c> for preferences; <see langword="null"/> where none is given.</summary>
    public string? SessionType { get; init; }

    /// <summary>What hurts in the document.</summary>
    public IReadOnlyList<Finding> Problems { get; init => field = new PlainList<Finding>(value); } = new PlainList<Finding>([]);

    /// <summary>The document's JSON; <see langword="null"/> where there is no document.</summary>
    public string? Document { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }
}
