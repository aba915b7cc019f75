using SessionLogging.Accounts;
using SessionLogging.Preferences;

namespace SessionLogging.Checks;

/// <summary>The bucket, as the agent on a node judges it before a session and uses it after one.</summary>
internal static class BucketChecks
{
    // What the agent takes for encrypted; it compares the text (GetBucketEncryption, rule 0).
    private static readonly string[] AcceptedAlgorithms = ["aws:kms", "AES256"];

    private static readonly PreferenceSetting[] Settings = [PreferenceSetting.S3BucketName, PreferenceSetting.S3EncryptionEnabled];

    internal static readonly PreferenceRule[] All =
    [
        new("BucketMissing", Settings, evidence => evidence.Bucket is { State: LookState.Missing }
            ? Finding.Of(
                Name(evidence),
                "BucketMissing",
                IsRequired(evidence) ? FindingImpact.SessionsRefused : FindingImpact.LogsLost,
                "does not exist" + (IsRequired(evidence)
                    ? ", and encryption is required: the agent cannot see that it is encrypted and refuses every session"
                    : ": the logs of all sessions would be lost without a word"),
                "Create the bucket first, or name another one.")
            : null),
        new("BucketNotEncrypted", Settings, evidence =>
            IsRequired(evidence) && evidence.Bucket is { State: LookState.Known, Facts.DefaultEncryption: null }
            ? Finding.Of(
                Name(evidence),
                "BucketNotEncrypted",
                FindingImpact.SessionsRefused,
                "has no default encryption, and encryption is required: the agent refuses every session",
                "Give the bucket default encryption (SSE-S3 or SSE-KMS), or allow unencrypted logs with -AllowUnencrypted.")
            : null),
        new("BucketEncryptionNotAccepted", Settings, evidence =>
            IsRequired(evidence)
            && evidence.Bucket is { State: LookState.Known, Facts.DefaultEncryption: { } algorithm }
            && !AcceptedAlgorithms.Contains(algorithm)
            ? Finding.Of(
                Name(evidence),
                "BucketEncryptionNotAccepted",
                FindingImpact.SessionsRefused,
                $"is encrypted with {algorithm}, which the agent does not take for encryption: it refuses every session",
                "Use SSE-KMS or SSE-S3 on the bucket, or do not require encryption (-AllowUnencrypted): the objects are encrypted all the same.")
            : null),
        new("BucketNotSeen", Settings, evidence => evidence.Bucket is { State: LookState.Denied } bucket
            ? NotSeen.Because(bucket.Denial, Name(evidence), "BucketNotSeen")
            : null),
    ];

    private static bool IsRequired(PreferenceEvidence evidence) => evidence.IsOn(PreferenceSetting.S3EncryptionEnabled);

    private static string Name(PreferenceEvidence evidence) => $"bucket '{evidence.Text(PreferenceSetting.S3BucketName)}'";
}
