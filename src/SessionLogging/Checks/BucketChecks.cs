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
            ? NoDestination.Of(
                Name(evidence), "BucketMissing", IsRequired(evidence), "does not exist", "Create the bucket first, or name another one.")
            : null),
        new("BucketNotAName", Settings, evidence => evidence.Bucket is { State: LookState.NotAName }
            ? NoDestination.Of(
                Name(evidence),
                "BucketNotAName",
                IsRequired(evidence),
                "cannot exist, since no bucket can have such a name",
                "Name a bucket as S3 lists it with Set-SsmS3Logging, or turn the destination off with Disable-SsmS3Logging.")
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
        new("BucketNotSeen", Settings, evidence => NotSeen.Of(evidence.Bucket, Name(evidence), "BucketNotSeen")),
        new("BucketInOtherRegion", Settings, evidence => evidence.Bucket is { Region: { } region } && region != evidence.Region
            ? new Finding
            {
                RuleId = "BucketInOtherRegion",
                Status = FindingStatus.Unknown,
                Impact = FindingImpact.None,
                Target = Name(evidence),
                Message = $"The {Name(evidence)} is in {region}, and the sessions are in {evidence.Region}. Nodes with a way to the internet reach it. "
                    + "In a private network they do not by a gateway endpoint for S3, which leads to buckets of its own Region alone"
                    + (IsRequired(evidence) ? ": there every session is refused." : ": there the logs are lost without a word."),
                Remediation = $"Private networks need a NAT gateway or proxy, or an interface endpoint for S3 in {region} that they are routed to; or name a bucket in {evidence.Region}.",
            }
            : null)
        {
            IsNote = true,
        },
    ];

    private static bool IsRequired(PreferenceEvidence evidence) => evidence.IsOn(PreferenceSetting.S3EncryptionEnabled);

    private static string Name(PreferenceEvidence evidence) => $"bucket '{evidence.Text(PreferenceSetting.S3BucketName)}'";
}
