using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;

namespace SessionLogging.Checks;

/// <summary>The rules on preferences and the things that they name, each a row: what refuses sessions, what loses logs, and what could not be seen.</summary>
internal static class PreferenceChecks
{
    private const string BucketLook = "Amazon S3 API Reference, HeadBucket and GetBucketEncryption";
    private const string GroupLook = "CloudWatch Logs API Reference, DescribeLogGroups";
    private const string KeyLook = "KMS API Reference, DescribeKey";
    private const string AgentOnBuckets = "amazon-ssm-agent: where encryption is required, rule 0 of GetBucketEncryption must be aws:kms or AES256, or the session is refused";
    private const string AgentOnGroups = "amazon-ssm-agent: where encryption is required, the group of DescribeLogGroups must have a kmsKeyId, or the session is refused";
    private const string AgentOnKeys = "amazon-ssm-agent: the handshake of a session encrypts its channel with a data key of kmsKeyId";

    // What the agent takes for encrypted; it compares the text (GetBucketEncryption, rule 0).
    internal static readonly string[] AcceptedAlgorithms = ["aws:kms", "AES256"];

    private static readonly Thing<PreferenceEvidence, BucketFacts> Bucket = 
        Named("bucket", it => it.Bucket, PreferenceSetting.S3BucketName, PreferenceSetting.S3EncryptionEnabled) with { Permissions = ["s3:GetEncryptionConfiguration"] };

    private static readonly Thing<PreferenceEvidence, LogGroupFacts> LogGroup =
        Named("log group", it => it.LogGroup, PreferenceSetting.CloudWatchLogGroupName, PreferenceSetting.CloudWatchEncryptionEnabled) with { Permissions = ["logs:DescribeLogGroups"] };

    private static readonly Thing<PreferenceEvidence, KeyFacts> Key = Named("KMS key", it => it.Key, PreferenceSetting.KmsKeyId) with { Permissions = ["kms:DescribeKey"] };

    internal static readonly Rule<PreferenceEvidence>[] All =
    [
        Nowhere(Bucket, LookupState.Missing, "BucketMissing", BucketLook, _ => "does not exist", "Create the bucket first, or name another one."),
        Nowhere(
            Bucket,
            LookupState.NotAName,
            "BucketNotAName",
            "Amazon S3 User Guide, General purpose bucket naming rules",
            _ => "cannot exist, since no bucket can have such a name",
            "Name a bucket as S3 lists it with Set-SsmS3Logging, or turn the destination off with Disable-SsmS3Logging."),
        Bucket.Known("BucketNotEncrypted", AgentOnBuckets, (it, bucket) => !IsRequired(Bucket, it) ? NotApplicable
            : bucket.DefaultEncryption is not null ? Pass
            : Fail(
                $"The {Bucket.Name(it)} has no default encryption, and encryption is required: the agent refuses every session.",
                "Give the bucket default encryption (SSE-S3 or SSE-KMS), or allow unencrypted logs with -AllowUnencrypted.")),
        Bucket.Known("BucketEncryptionNotAccepted", AgentOnBuckets, (it, bucket) => !IsRequired(Bucket, it) || bucket.DefaultEncryption is not { } algorithm ? NotApplicable
            : AcceptedAlgorithms.Contains(algorithm) ? Pass
            : Fail(
                $"The {Bucket.Name(it)} is encrypted with {algorithm}, which the agent does not take for encryption: it refuses every session.",
                "Use SSE-KMS or SSE-S3 on the bucket, or do not require encryption (-AllowUnencrypted): the objects are encrypted all the same.")),
        Bucket.NotSeen("BucketNotSeen", BucketLook),
        new("BucketInOtherRegion", Information, Bucket.LooksAt, "Amazon S3 User Guide, Gateway endpoints for Amazon S3: same Region alone", Bucket.Name, it => it.Bucket switch
        {
            null => Bucket.Unnamed(it),
            { Region: null, State: LookupState.Missing or LookupState.NotAName } => NotApplicable,
            { Region: null } => Untold,
            { Region: { } region } when region == it.Region => Pass,
            { Region: { } region } => Warning(
                $"The {Bucket.Name(it)} is in {region}, and the sessions are in {it.Region}. Nodes with a way to the internet reach it. "
                    + "In a private network they do not by a gateway endpoint for S3, which leads to buckets of its own Region alone"
                    + (IsRequired(Bucket, it) ? ": there every session is refused." : ": there the logs are lost without a word."),
                $"Private networks need a NAT gateway or proxy, or an interface endpoint for S3 in {region} that they are routed to; or name a bucket in {it.Region}."),
        }),
        Nowhere(
            LogGroup,
            LookupState.Missing,
            "LogGroupMissing",
            GroupLook,
            it => $"does not exist in {it.Region}, where the nodes look for it and never create it",
            "Create the log group in this Region first, or name another one."),
        Nowhere(
            LogGroup,
            LookupState.NotAName,
            "LogGroupNotAName",
            "CloudWatch Logs API Reference, CreateLogGroup: logGroupName",
            _ => "cannot exist, since no log group can have such a name",
            "Name a log group of this Region with Set-SsmCloudWatchLogging or Enable-SsmCloudWatchStreaming, or turn the destination off with Disable-SsmCloudWatchLogging."),
        LogGroup.Known("LogGroupNotEncrypted", AgentOnGroups, (it, group) => !IsRequired(LogGroup, it) ? NotApplicable
            : group.KmsKeyId is not null ? Pass
            : Fail(
                $"The {LogGroup.Name(it)} has no KMS key, and encryption is required: the agent refuses every session.",
                "Associate a KMS key with the log group, or allow unencrypted logs with -AllowUnencrypted.")),
        LogGroup.NotSeen("LogGroupNotSeen", GroupLook),
        Key.Looked("KeyMissing", KeyLook, (it, key) => key.State is LookupState.Known ? Pass
            : key.State is LookupState.Missing ? NoChannel(it, "does not exist in this Region") : NotApplicable),
        Key.Known("KeyInOtherRegion", AgentOnKeys, (it, key) => key.Region == it.Region ? Pass : NoChannel(it, $"is in {key.Region}")),
        Key.Known("KeyNotEnabled", AgentOnKeys, (it, key) => key.State == "Enabled" ? Pass : NoChannel(it, $"is {key.State}")),
        Key.Known("KeyNotSymmetric", AgentOnKeys, (it, key) => key.IsSymmetric ? Pass : NoChannel(it, "is not a symmetric encryption key")),
        Key.NotSeen("KeyNotSeen", KeyLook),
        new(
            "RunAsWithoutUser",
            Critical,
            [nameof(PreferenceSetting.RunAsEnabled), nameof(PreferenceSetting.RunAsDefaultUser)],
            "Systems Manager User Guide, Turn on Run As support: the tag SSMSessionRunAs, else the default user",
            _ => nameof(PreferenceSetting.RunAsEnabled),
            it => it.Document[PreferenceSetting.RunAsEnabled].Flag switch
            {
                null => Untold,
                false => NotApplicable,
                true when it.Document[PreferenceSetting.RunAsDefaultUser].State is SettingState.Reference => Untold,
                true when it.Text(PreferenceSetting.RunAsDefaultUser).Length > 0 => Pass,
                true => Fail(
                    "Run as is on and no default user is named: the agent refuses the sessions of everybody whose IAM user or role lacks the tag SSMSessionRunAs.",
                    "Give -RunAsDefaultUser, or tag every IAM user and role that starts sessions with SSMSessionRunAs."),
            }),
    ];

    /// <summary>What is to be said of preferences, each with the settings that it hangs on: first of what they name, then what refuses sessions by the document alone.</summary>
    internal static IEnumerable<(Finding Finding, IReadOnlyList<string> Settings)> Find(PreferenceEvidence evidence) =>
    [
        .. from rule in All
           from finding in rule.Find(evidence)
           select (finding, rule.LooksAt),
        .. from problem in PreferenceRules.ProblemsIn(evidence.Document)
           where problem is { Status: FindingStatus.Fail, Severity: Critical }
           select (problem, (IReadOnlyList<string>)[problem.Subject]),
    ];

    private static Verdict NoChannel(PreferenceEvidence it, string what) => Fail(
        $"The {Key.Name(it)} {what}: every session ends at its start, since the channel cannot be encrypted.",
        $"Name an enabled symmetric key in {it.Region}, or clear KmsKeyId.");

    private static Thing<PreferenceEvidence, T> Named<T>(string noun, Func<PreferenceEvidence, LookupResult<T>?> look, params PreferenceSetting[] settings)
        where T : class => new([.. settings.Select(setting => setting.Name)], Critical, "sessions", it => $"{noun} '{it.Text(settings[0])}'", look)
        {
            Unnamed = it => it.Document[settings[0]].State is SettingState.Reference ? Untold : NotApplicable,
        };

    // A destination that is not there: where encryption is required the agent cannot see that it is encrypted and refuses every session, otherwise it uploads into the void.
    private static Rule<PreferenceEvidence> Nowhere<T>(
        Thing<PreferenceEvidence, T> thing, LookupState wrong, string id, string reference, Func<PreferenceEvidence, string> what, string remediation)
        where T : class => thing.Looked(id, reference, (it, look) =>
            look.State != wrong ? (look.State is LookupState.NotAName ? NotApplicable : Pass)
            : IsRequired(thing, it) ? Fail($"The {thing.Name(it)} {what(it)}; encryption is required, so the agent refuses every session.", remediation)
            : Fail($"The {thing.Name(it)} {what(it)}; the logs of all sessions are lost without a word.", remediation) with { Severity = High });

    private static bool IsRequired<T>(Thing<PreferenceEvidence, T> destination, PreferenceEvidence it)
        where T : class => it.Document[PreferenceSetting.All.First(setting => setting.Name == destination.LooksAt[1])].Flag is true;
}
