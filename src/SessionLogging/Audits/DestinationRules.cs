using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Text;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Audits;

/// <summary>The rules on where logs lie, each a row: whether they can come there, and whether they stay as they were.</summary>
internal static class DestinationRules
{
    private const string KeyAction = "kms:GenerateDataKey";
    private const string KeyGuide = "Systems Manager User Guide, Logging session data using Amazon S3: a customer managed key needs the instance profile's permission, an AWS managed key does not";
    private const string GroupKeyGuide = "CloudWatch Logs User Guide, Encrypt log data using AWS KMS: permissions on the key";
    private const string OfText = "What conditions of the policy, and policies of roles and of the organization, add to it: only the policy's text was read.";

    private static readonly string[] Protection = [Control.RecordProtection];
    private static readonly string[] Retention = [Control.RecordRetention];
    private static readonly string[] GroupKeyActions = ["kms:Encrypt", "kms:Decrypt", KeyAction];

    private static readonly Thing<DestinationEvidence, BucketOwner> Owner = OfBucket(it => it.Owner, "s3:ListAllMyBuckets", controls: []);
    private static readonly Thing<DestinationEvidence, PublicAccessBlock> PublicAccess = OfBucket(it => it.PublicAccess, "s3:GetBucketPublicAccessBlock", Protection);
    private static readonly Thing<DestinationEvidence, BucketVersioning> Versioning = OfBucket(it => it.Versioning, "s3:GetBucketVersioning", Protection);
    private static readonly Thing<DestinationEvidence, BucketPolicy> Policy = OfBucket(it => it.Policy, "s3:GetBucketPolicy", Protection);
    private static readonly Thing<DestinationEvidence, ObjectLock> Lock = OfBucket(it => it.Lock, "s3:GetBucketObjectLockConfiguration", Protection);
    private static readonly Thing<DestinationEvidence, BucketLifecycle> Lifecycle = OfBucket(it => it.Lifecycle, "s3:GetLifecycleConfiguration", Retention);

    private static readonly Thing<DestinationEvidence, KeyFacts> BucketKey = new([S3BucketName.Name], High, "nodes", it => $"key of the {Bucket(it)}", it => it.BucketKey)
    {
        Unnamed = WithoutBucketKey,
        Permissions = ["kms:DescribeKey"],
    };

    private static readonly Thing<DestinationEvidence, KeyPolicy> BucketKeyPolicy = new([S3BucketName.Name], High, "nodes", it => $"policy of the {BucketKey!.Name(it)}", it => it.BucketKeyPolicy)
    {
        Unnamed = it => it.BucketKey switch
        {
            null => WithoutBucketKey(it),
            { State: LookupState.Known, Facts.IsAwsManaged: true } => Passed($"The {BucketKey!.Name(it)} is managed by AWS: nodes need no right to it."),
            _ => Untold,
        },
        Permissions = ["kms:DescribeKey", "kms:GetKeyPolicy"],
        DoesNotProve = OfText,
    };

    private static readonly Thing<DestinationEvidence, LogGroupFacts> Group = new([CloudWatchLogGroupName.Name], High, "sessions", LogGroup, it => it.Preferences.LogGroup)
    {
        Unnamed = it => it.Document[CloudWatchLogGroupName].State is SettingState.Reference ? Untold : NotApplicable,
        Permissions = ["logs:DescribeLogGroups"],
    };

    private static readonly Thing<DestinationEvidence, KeyFacts> GroupKey = new([CloudWatchLogGroupName.Name], High, "CloudWatch Logs", it => $"key of the {LogGroup(it)}", it => it.GroupKey)
    {
        Unnamed = WithoutGroupKey,
        Permissions = ["kms:DescribeKey"],
    };

    private static readonly Thing<DestinationEvidence, KeyPolicy> GroupKeyPolicy =
        new([CloudWatchLogGroupName.Name], High, "CloudWatch Logs", it => $"policy of the {GroupKey!.Name(it)}", it => it.GroupKeyPolicy)
        {
            Unnamed = it => it.GroupKey is null ? WithoutGroupKey(it) : Untold,
            Permissions = ["kms:DescribeKey", "kms:GetKeyPolicy"],
            DoesNotProve = OfText,
        };

    internal static readonly Rule<DestinationEvidence>[] All =
    [
        Owner.Known("BucketOfOtherAccount", "Amazon S3 API Reference, ListBuckets", (it, owner) => owner.IsOwn ? Pass
            : Warning(
                $"The {Bucket(it)} is not among the account's own. Nodes then need s3:PutObjectAcl too, the bucket's policy has to let their role put objects, and so has the policy of its key.",
                "Look at the bucket's policy in its own account, and whether its public access block and ownership settings let the ACL bucket-owner-full-control in."), Medium),
        BucketKey.Looked("BucketKeyNotUsable", KeyGuide, (it, key) => key switch
        {
            { State: LookupState.Known, Facts.State: "Enabled" } => Pass,
            { State: LookupState.Known } => Lost(it, $"is {key.Facts.State}", key.Facts.State == "Disabled" ? "Enable the key." : "Give the bucket another key."),
            _ => Lost(it, "does not exist", "Give the bucket another key."),
        }),
        BucketKeyPolicy.Known("BucketKeyClosedToNodes", KeyGuide, (it, policy) => PolicyText.Allowed(policy.Text, KeyAction).Where(principal => !principal.EndsWith(".amazonaws.com", StringComparison.Ordinal)).ToList() switch
        {
            { Count: 0 } => Fail(
                $"The policy of the {BucketKey.Name(it)} lets no role use {KeyAction}: nodes cannot write, and the logs are lost without a word.",
                "Allow the nodes' role kms:GenerateDataKey and kms:Decrypt in the key's policy."),
            { } principals => Warning(
                $"The policy of the {BucketKey.Name(it)} lets in {string.Join(", ", principals.Take(3).Select(Unicode.Quote))}{(principals.Count > 3 ? " and others" : "")}; whether the nodes' role is among them, and its own policies allow it, is not known.",
                "Allow the nodes' role kms:GenerateDataKey and kms:Decrypt, and look with Get-SsmSessionReport -CheckLog whether logs come."),
        }),
        PublicAccess.Known("BucketPublicAccessOpen", "Amazon S3 User Guide, Blocking public access to your Amazon S3 storage", (it, block) => block.Open.Count == 0 ? Pass
            : Warning(
                $"The {Bucket(it)} does not block all public access by itself: {string.Join(", ", block.Open)} {(block.Open.Count == 1 ? "is" : "are")} off. What the account blocks for all its buckets was not looked at.",
                "Block all public access to the bucket."), Medium),
        Policy.Known("BucketAllowsPlainHttp", "Amazon S3 User Guide, Security best practices: enforce encryption of data in transit", (it, policy) => PolicyText.DeniesPlainHttp(policy.Text, "s3:GetObject") && PolicyText.DeniesPlainHttp(policy.Text, "s3:PutObject") ? Pass
            : Warning(
                $"No statement of the policy of the {Bucket(it)} denies what is sent without TLS.",
"Deny s3:* on the bucket and on its objects to the principal * where aws:SecureTransport is false."), Low),
        Versioning.Known("BucketNotVersioned", "Amazon S3 User Guide, Retaining multiple versions of objects with S3 Versioning", (it, versioning) => versioning.Status == "Enabled" ? Pass
            : Warning(
                $"The {Bucket(it)} keeps no old versions{(versioning.Status is null ? "" : $" (versioning is {versioning.Status})")}: who may write or delete there can replace a log, or take it away, for good.",
                "Turn versioning on."), Medium),
        Lock.Known("BucketNotLocked", "Amazon S3 User Guide, Locking objects with Object Lock", (it, locked) => locked switch
        {
            { IsOn: true, Mode: { } mode, Days: { } days } => Passed(FormattableString.Invariant($"The {Bucket(it)} locks what is put into it for {days} days ({mode}). Into such buckets very old agents cannot upload, and ECS Exec still cannot.")),
            { IsOn: true } => Warning($"The {Bucket(it)} has Object Lock and locks nothing by default: the agent asks for no lock, so logs have none.", "Give the bucket a default retention, once no very old agent and no ECS Exec, which cannot upload into locked buckets, writes there."),
            _ => Warning($"The {Bucket(it)} has no Object Lock: who may delete there can delete logs.", "Decide it with whoever keeps the audit's records: a lock cannot be taken back while it lasts."),
        }, Low),
        Lifecycle.Known("BucketLogsExpire", "Amazon S3 User Guide, Expiring objects: days count to the next midnight UTC", Expiring, Medium),
        GroupKey.Looked("LogGroupKeyNotUsable", GroupKeyGuide, (it, key) => key switch
        {
            { State: LookupState.Known, Facts.State: "Enabled" } => Pass,
            { State: LookupState.Known } => Fail(
                $"The {GroupKey.Name(it)} is {key.Facts.State}: CloudWatch Logs can neither take events nor give them.",
                key.Facts.State == "Disabled" ? "Enable the key." : "Associate another key with the log group."),
            _ => Fail($"The {GroupKey.Name(it)} does not exist: CloudWatch Logs can neither take events nor give them.", "Associate another key with the log group."),
        }),
        GroupKeyPolicy.Known("LogGroupKeyClosedToLogs", GroupKeyGuide, (it, policy) => Array.TrueForAll(GroupKeyActions, action =>
                PolicyText.Allowed(policy.Text, action).Any(principal => principal == "*" || principal.StartsWith($"logs.{it.Preferences.Region}.", StringComparison.Ordinal) || principal == "logs.amazonaws.com"))
            ? Pass
            : Fail(
                $"The policy of the {GroupKey.Name(it)} does not let logs.{it.Preferences.Region}.amazonaws.com use it: CloudWatch Logs can neither take events nor give them.",
                $"Allow logs.{it.Preferences.Region}.amazonaws.com kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe* in the key's policy, where kms:EncryptionContext:aws:logs:arn is the group's ARN.")),
        (Group with { Controls = Retention }).Known("LogGroupEventsExpire", "CloudWatch Logs API Reference, PutRetentionPolicy", (it, group) => group.RetentionInDays switch
        {
            null => Passed($"The {LogGroup(it)} keeps events for ever."),
            { } days when it.RetentionDays is null => new Verdict(FindingStatus.NotApplicable, FormattableString.Invariant($"The {LogGroup(it)} keeps events for {days} days: {MayGo(it, days)}.")),
            { } days when days >= it.RetentionDays => Passed(FormattableString.Invariant($"The {LogGroup(it)} keeps events for {days} days.")),
            { } days => Fail(
                FormattableString.Invariant($"The {LogGroup(it)} keeps events for {days} days, and {it.RetentionDays} are asked for: {MayGo(it, days)}."), "Set a longer retention, or none."),
        }, Medium),
        Group.Known("LogGroupClassLimited", "CloudWatch Logs User Guide, Log classes", (it, group) => group.Class == "STANDARD" ? Pass
            : Warning(
                $"The {LogGroup(it)} is of the class {group.Class}, in which CloudWatch Logs offers less than in STANDARD, and which cannot be changed.",
                "Where logs are to be searched, watched or masked there, log to a group of the class STANDARD."), Information),
        (Group with { Controls = Protection }).Known("LogGroupDeletable", "CloudWatch Logs API Reference, PutLogGroupDeletionProtection", (it, group) => group.IsDeletionProtected ? Pass
            : Warning($"The {LogGroup(it)} has no deletion protection: one call deletes all its logs.", "Turn deletion protection on."), Low),
        Group.Known("LogGroupMasked", "CloudWatch Logs User Guide, Help protect sensitive log data with masking", (it, group) => !group.IsMasked ? Pass
            : Warning(
                $"A data protection policy masks what the {LogGroup(it)} holds: **** in a log may be what nobody typed, and is all that a reader without logs:Unmask sees.",
                "Give logs:Unmask to those who read logs as evidence."), Information),
        new("NothingUploadedWhereNotStreamed", Low, [CloudWatchStreamingEnabled.Name], "amazon-ssm-agent: with streaming on nothing is uploaded to the log group at a session's end", _ => CloudWatchStreamingEnabled.Name, it => it switch
        {
            _ when it.Document[CloudWatchLogGroupName].State is SettingState.Reference || it.Document[CloudWatchStreamingEnabled].Flag is null => Untold,
            _ when it.Preferences.Text(CloudWatchLogGroupName).Length == 0 || it.Document[CloudWatchStreamingEnabled].Flag is false => NotApplicable,
            _ when it.Document[S3BucketName].State is SettingState.Reference => Untold,
            _ when it.Preferences.Text(S3BucketName).Length > 0 => Pass,
            _ => Warning(
                "Logs are streamed and go nowhere else: of a node that cannot stream (an agent before 3.0.356.0, Windows with a transcription policy or without PowerShell 5.1) nothing is uploaded either.",
                "Have every log uploaded to a bucket as well, with Set-SsmS3Logging."),
        }),
        new("DestinationNotSeen", Medium, [S3BucketName.Name, CloudWatchLogGroupName.Name], "Amazon S3, KMS and CloudWatch Logs API References", _ => "Destinations", it => Unseen(
            [
                Seen(Owner, it), Seen(PublicAccess, it), Seen(Versioning, it), Seen(Policy, it), Seen(Lock, it), Seen(Lifecycle, it),
                Seen(BucketKey, it), Seen(BucketKeyPolicy, it), Seen(GroupKey, it), Seen(GroupKeyPolicy, it),
            ]))
        {
            Permissions = [.. new[] { Owner.Permissions, PublicAccess.Permissions, Versioning.Permissions, Policy.Permissions, Lock.Permissions, Lifecycle.Permissions, BucketKeyPolicy.Permissions }.SelectMany(each => each)],
        },
    ];

    private static Thing<DestinationEvidence, T> OfBucket<T>(Func<DestinationEvidence, LookupResult<T>?> look, string permission, IReadOnlyList<string> controls)
        where T : class => new([S3BucketName.Name], Medium, "sessions", Bucket, look)
        {
            Unnamed = it => it.Document[S3BucketName].State is SettingState.Reference ? Untold : NotApplicable,
            Permissions = [permission],
            Controls = controls,
        };

    private static string Bucket(DestinationEvidence it) => $"bucket '{it.Preferences.Text(S3BucketName)}'";

    private static string LogGroup(DestinationEvidence it) => $"log group '{it.Preferences.Text(CloudWatchLogGroupName)}'";

    private static Verdict WithoutBucketKey(DestinationEvidence it) => it.Preferences.Bucket switch
    {
        null => it.Document[S3BucketName].State is SettingState.Reference ? Untold : NotApplicable,
        { State: LookupState.Known, Facts: { DefaultEncryption: { } algorithm, KmsKeyId: null } } when algorithm.StartsWith("aws:kms", StringComparison.Ordinal) =>
            Passed($"The {Bucket(it)} is encrypted with the key that AWS manages for S3: nodes need no right to it."),
        { State: LookupState.Known or LookupState.Missing or LookupState.NotAName } => NotApplicable,
        _ => Untold,
    };

    private static Verdict WithoutGroupKey(DestinationEvidence it) => it.Preferences.LogGroup switch
    {
        null => it.Document[CloudWatchLogGroupName].State is SettingState.Reference ? Untold : NotApplicable,
        { State: LookupState.Known or LookupState.Missing or LookupState.NotAName } => NotApplicable,
        _ => Untold,
    };

    private static Verdict Lost(DestinationEvidence it, string what, string remediation) =>
        Fail($"The {BucketKey.Name(it)} {what}: nothing can be written there, and the logs are lost without a word.", remediation);

    /// <summary>From when on a log that is written now may be deleted; <see langword="null"/> where no rule deletes logs.</summary>
    internal static DateTimeOffset? FirstExpiry(DestinationEvidence it, BucketLifecycle lifecycle)
    {
        var folder = SessionLogKey.For(it.Preferences.Text(S3KeyPrefix), "x");
        folder = folder.Substring(0, folder.Length - "x.log".Length);
        return lifecycle.Rules
            .Where(rule => folder.StartsWith(rule.Prefix, StringComparison.Ordinal) || ReachesLogs(rule.Prefix))
            .Select(rule => rule.Date ?? Midnight(it.Now.AddDays(rule.Days ?? 0)))
            .OrderBy(date => date).Cast<DateTimeOffset?>().FirstOrDefault();

        // Logs lie in the folder itself: what begins with the name of one further in is none.
        bool ReachesLogs(string prefix) => prefix.StartsWith(folder, StringComparison.Ordinal) && prefix.IndexOf('/', folder.Length) < 0;
    }

    private static Verdict Expiring(DestinationEvidence it, BucketLifecycle lifecycle)
    {
        if (FirstExpiry(it, lifecycle) is not { } from)
        {
            return Passed($"No rule of the {Bucket(it)} expires logs, under today's rules.");
        }

        var when = FormattableString.Invariant($"A log written today may be deleted from the {Bucket(it)} from {from:yyyy-MM-dd} on, under today's rules");
        return it.RetentionDays is not { } wanted ? new Verdict(FindingStatus.NotApplicable, when + ".")
            : from >= it.Now.AddDays(wanted) ? Passed(when + ".")
            : it.Versioning is { State: LookupState.Known, Facts.Status: "Enabled" } ? Warning(
                FormattableString.Invariant($"{when}, and {wanted} days are asked for. The bucket keeps old versions, so a deleted log can be brought back until a rule on old versions takes it, which was not looked at."),
                "Let the rule wait longer, or see that old versions stay long enough.")
            : Fail(FormattableString.Invariant($"{when}, and {wanted} days are asked for."), "Let the rule wait longer, or leave the logs' prefix out of it.");
    }

    private static DateTimeOffset Midnight(DateTimeOffset time) => new(time.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private static string MayGo(DestinationEvidence it, int days) => FormattableString.Invariant($"a log written today may be deleted from {it.Now.AddDays(days).UtcDateTime:yyyy-MM-dd} on");

    // What is denied or failed is told one by one, what nobody was to look at once.
    private static IEnumerable<Verdict> Unseen(IReadOnlyList<Verdict> looks)
    {
        var told = looks.Where(look => look.Status is FindingStatus.Unknown).ToList();
        var failed = told.Where(look => look.Place is not null).ToList();
        return failed.Count > 0 ? failed
            : told.Count > 0 ? told.Take(1)
            : looks.Any(look => look.Status is FindingStatus.Pass) ? [Pass]
            : [NotApplicable];
    }

    private static Verdict Seen<T>(Thing<DestinationEvidence, T> thing, DestinationEvidence it)
        where T : class => thing.Look(it) switch
        {
            null => NotApplicable,
            { State: LookupState.Denied or LookupState.Failed } look => NotSeen(look.Failure, thing.Name(it), thing.User) with { Place = thing.Name(it) },
            { State: LookupState.NotLooked } => Unknown("Who may read, change or delete logs where they lie, and how long they stay, was not looked at.", "Look at the account itself, without -SkipTarget."),
            _ => Pass,
        };
}
