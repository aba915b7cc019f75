using SessionLogging.Preferences.Document;
using static SessionLogging.Permissions.PolicyCondition;
using static SessionLogging.Permissions.PolicyStatement;

namespace SessionLogging.Permissions;

/// <summary>The least that a document's preferences ask for, by whom and of what.</summary>
public static class SessionPermissions
{
    private const string Context = "kms:EncryptionContext:";

    // amazon-ssm-agent: the encryption context of the channel's data key; a challenge adds aws:ssm:RandomChallenge.
    private static readonly PolicyCondition[] OfChannel =
    [
        There(Context + "aws:ssm:SessionId"),
        There(Context + "aws:ssm:TargetId"),
    ];

    /// <summary>Every kind, in the order in which they are told.</summary>
    public static IReadOnlyList<PolicyType> Types { get; } = [PolicyType.NodeRole, PolicyType.User, PolicyType.Administrator, PolicyType.Auditor, PolicyType.KeyPolicy, PolicyType.BucketPolicy];

    /// <summary>The policies of a kind: one, but of keys as many as there are, and of the bucket none where none is named.</summary>
    /// <param name="evidence">The preferences.</param>
    /// <param name="type">The kind.</param>
    /// <param name="principals">Whom policies of resources are to let in.</param>
    /// <param name="cmdlet">Of <see cref="PolicyType.Administrator"/>: the one cmdlet that is to be run; <see langword="null"/>: all of them.</param>
    /// <exception cref="PreferenceRuleException">There is no such cmdlet (<c>CmdletNotKnown</c>).</exception>
    public static IReadOnlyList<LoggingPermission> Of(PermissionEvidence evidence, PolicyType type, PermissionPrincipals principals, string? cmdlet = null) => type switch
    {
        PolicyType.NodeRole => [Of(evidence, type, "the nodes' role", [.. NodeRole(evidence)])],
        PolicyType.User => [Of(evidence, type, "who starts sessions", [.. User(evidence)], "Narrow the nodes by their ARNs, or by tags: ssm:resourceTag/KEY.")],
        PolicyType.Administrator => [Of(evidence, type, cmdlet is null ? "who runs this module" : $"who runs {CmdletActions.NameOf(cmdlet)}", CmdletPolicy.Of(evidence, CmdletActions.For(cmdlet)), [.. CmdletPolicy.Notes(evidence)])],
        PolicyType.Auditor => [Of(evidence, type, "who audits", CmdletPolicy.Of(evidence, CmdletActions.OfAuditor), [.. CmdletPolicy.Notes(evidence)])],
        PolicyType.KeyPolicy => [.. Keys(evidence, principals)],
        _ => evidence.Bucket is { } bucket ? [Bucket(evidence, bucket, principals)] : [],
    };

    /// <summary>What a node's role needs.</summary>
    internal static IEnumerable<PolicyStatement> NodeRole(PermissionEvidence evidence)
    {
        yield return Allow(
            StatementId.SessionChannel,
            "Sessions at all: the agent's channels to Session Manager.",
            ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel", "ssm:UpdateInstanceInformation"],
            "*");
        if (evidence.LogGroup is { } group)
        {
            yield return Allow(StatementId.FindLogGroup, "The agent looks for the log group, and whether it is encrypted, before a session starts.", ["logs:DescribeLogGroups"], "*");
            yield return Allow(
                StatementId.WriteLogGroup, "Logs in the log group.", ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], evidence.Arn("logs", $"log-group:{PolicyJson.Literal(group)}:*"));
        }

        if (evidence.Bucket is { } bucket)
        {
            yield return Allow(StatementId.ReadBucketEncryption, "The agent looks how the bucket is encrypted.", ["s3:GetEncryptionConfiguration"], evidence.BucketArn(bucket));
            yield return Allow(
                StatementId.WriteBucket,
                "Logs in the bucket; the ACL lets the owner of another account's bucket have them.",
                evidence.IsBucketOthers is false ? ["s3:PutObject"] : ["s3:PutObject", "s3:PutObjectAcl"],
                evidence.BucketArn($"{bucket}/{PolicyJson.Literal(evidence.LogFolder)}*"));
        }

        if (BucketKey(evidence) is { } bucketKey)
        {
            yield return Allow(StatementId.UseBucketKey, "S3 encrypts logs with the bucket's customer managed key.", ["kms:GenerateDataKey", "kms:Decrypt"], bucketKey.Resource) with
            {
                Condition = [.. bucketKey.Condition, ViaS3(evidence)],
            };
        }

        if (ChannelKey(evidence) is { } channel)
        {
            yield return Allow(StatementId.OpenChannel, "The session's channel is encrypted with the key of the preferences.", ["kms:Decrypt"], channel.Resource) with
            {
                Condition = [.. channel.Condition, .. OfChannel],
            };
        }
    }

    private static IEnumerable<PolicyStatement> User(PermissionEvidence evidence)
    {
        yield return Allow(
            StatementId.StartSession,
            "Sessions on every node, by this document alone: the condition has Session Manager ask for the right to the document as well.",
            ["ssm:StartSession"],
            evidence.Arn("ec2", "instance/*"),
            evidence.Arn("ssm", "managed-instance/*"),
            evidence.DocumentArn) with
        {
            Condition = [TrueIfThere("ssm:SessionDocumentAccessCheck")],
        };
        yield return Allow(
            StatementId.OwnSessions,
            "Going on with, and ending, sessions of their own.",
            ["ssm:ResumeSession", "ssm:TerminateSession", "ssmmessages:OpenDataChannel"],
            evidence.Arn("ssm", "session/${aws:userid}-*"),
            evidence.Arn("ssm", "session/${aws:username}-*"));
        if (ChannelKey(evidence) is { } channel)
        {
            yield return Allow(StatementId.MakeChannelKey, "The session's channel is encrypted with the key of the preferences.", ["kms:GenerateDataKey"], channel.Resource) with
            {
                Condition = [.. channel.Condition, .. OfChannel],
            };
        }
    }

    private static IEnumerable<LoggingPermission> Keys(PermissionEvidence evidence, PermissionPrincipals principals)
    {
        var addition = "Add the statements to what stands in the key's policy: it can be set only as a whole.";
        if (ChannelKey(evidence) is { Arn: var channel } scope)
        {
            yield return Of(
                evidence,
                PolicyType.KeyPolicy,
                channel ?? $"the key {evidence.ChannelKeyId}",
                [
                    Allow(StatementId.UsersMakeChannelKey, "Whoever starts a session has its channel's key made.", ["kms:GenerateDataKey"], "*") with { Principal = OrRoot(principals.Users, evidence), Condition = OfChannel },
                    Allow(StatementId.NodesOpenChannel, "The node decrypts it.", ["kms:Decrypt"], "*") with { Principal = OrRoot(principals.NodeRoles, evidence), Condition = OfChannel },
                ],
                [$"This is the key of the sessions' channel ({scope.Resource}).", addition, .. NoteOnRoot(principals.Users.Count > 0 && principals.NodeRoles.Count > 0, evidence)]);
        }

        if (BucketKey(evidence) is { } bucketKey)
        {
            yield return Of(
                evidence,
                PolicyType.KeyPolicy,
                bucketKey.Arn ?? $"the key of the bucket {evidence.Bucket}",
                [
                    Allow(StatementId.NodesWriteLogs, "S3 encrypts logs for the nodes with it.", ["kms:GenerateDataKey", "kms:Decrypt"], "*") with
                    {
                        Principal = OrRoot(principals.NodeRoles, evidence),
                        Condition = [ViaS3(evidence)],
                    },
                ],
                [$"This is the key of the bucket {evidence.Bucket}.", addition, .. NoteOnRoot(principals.NodeRoles.Count > 0, evidence)]);
        }

        if (evidence is { LogGroup: { } group, Preferences.LogGroup: { State: LookupState.Known, Facts.KmsKeyId: { } groupKey } })
        {
            yield return Of(evidence, PolicyType.KeyPolicy, groupKey, [OfLogGroupKey(evidence, group)], $"This is the key of the log group {group}; neither nodes nor users need a right to it.", addition);
        }
    }

    private static LoggingPermission Bucket(PermissionEvidence evidence, string bucket, PermissionPrincipals principals)
    {
        var isOwn = evidence.IsBucketOthers is false;
        return Of(
            evidence,
            PolicyType.BucketPolicy,
            evidence.BucketArn(bucket),
            [
                TlsAlone(evidence, bucket),
                .. isOwn ? Enumerable.Empty<PolicyStatement>() :
                [
                    Allow(StatementId.NodesReadEncryption, "The agent looks how the bucket is encrypted.", ["s3:GetEncryptionConfiguration"], evidence.BucketArn(bucket)) with { Principal = OrRoot(principals.NodeRoles, evidence) },
                    Allow(StatementId.NodesWriteLogs, "Nodes of another account put logs there, and the bucket's owner has them.", ["s3:PutObject", "s3:PutObjectAcl"], evidence.BucketArn($"{bucket}/{PolicyJson.Literal(evidence.LogFolder)}*")) with
                    {
                        Principal = OrRoot(principals.NodeRoles, evidence),
                        Condition = [Same("s3:x-amz-acl", "bucket-owner-full-control")],
                    },
                ],
            ],
            isOwn ? ["The bucket is the account's own, so the nodes' role needs no statement here.", .. OnBuckets]
            : [evidence.IsBucketOthers is true ? "The bucket is another account's: its owner sets this policy." : "Whether the bucket is the account's own is not known; where it is, the denial of what comes without TLS is enough.", .. OnBuckets, .. NoteOnRoot(principals.NodeRoles.Count > 0, evidence)]);
    }

    private static readonly string[] OnBuckets = ["Add the statements to what stands in the bucket's policy: it can be set only as a whole."];

    /// <summary>Nothing may come or go without TLS.</summary>
    internal static PolicyStatement TlsAlone(PermissionEvidence evidence, string bucket) =>
        Deny(StatementId.TlsAlone, "Nothing comes or goes without TLS.", ["s3:*"], evidence.BucketArn(bucket), evidence.BucketArn($"{bucket}/*")) with
        {
            Principal = ["*"],
            Condition = [False("aws:SecureTransport")],
        };

    /// <summary>CloudWatch Logs may use the key of a log group, for that group.</summary>
    internal static PolicyStatement OfLogGroupKey(PermissionEvidence evidence, string group) => Allow(
        StatementId.LogsEncrypt, "CloudWatch Logs encrypts the log group with it.", ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"], "*") with
    {
        Principal = [evidence.ServiceIn("logs", evidence.Region)],
        Condition = [SameArn(Context + "aws:logs:arn", evidence.Arn("logs", $"log-group:{group}"))],
    };

    /// <summary>Whoever the account's own policies allow manages a key that is made for it, and may use it.</summary>
    internal static PolicyStatement OwnAccount(PermissionEvidence evidence) =>
        Allow(StatementId.AccountManages, "The account's own policies say who manages the key.", ["kms:*"], "*") with { Principal = [evidence.IamArn("root")] };

    /// <summary>The channel's key; <see langword="null"/> where none is named.</summary>
    internal static KeyScope? ChannelKey(PermissionEvidence evidence) =>
        evidence.ChannelKeyId is { } id ? KeyScope.Of(evidence, id, evidence.Preferences.Key, evidence.Region) : null;

    /// <summary>The bucket's key where it is a customer's, or may be one; <see langword="null"/> where nodes need no right to any.</summary>
    internal static KeyScope? BucketKey(PermissionEvidence evidence) =>
        evidence.Preferences.Bucket is not { State: LookupState.Known, Facts.KmsKeyId: { } id } || evidence.BucketKey is { State: LookupState.Known, Facts.IsAwsManaged: true } or { State: LookupState.NotAName }
            ? null
            : KeyScope.Of(evidence, id, evidence.BucketKey, evidence.BucketRegion);

    /// <summary>What S3 does with a key for somebody else.</summary>
    internal static PolicyCondition ViaS3(PermissionEvidence evidence) => Same("kms:ViaService", evidence.ServiceIn("s3", evidence.BucketRegion));

    private static IReadOnlyList<string> OrRoot(IReadOnlyList<string> given, PermissionEvidence evidence) => given.Count > 0 ? given : [evidence.IamArn("root")];

    private static IEnumerable<string> NoteOnRoot(bool areGiven, PermissionEvidence evidence) =>
        areGiven ? [] : [$"{evidence.IamArn("root")} stands for whoever that account's own policies allow; -NodeRoleArn and -UserArn name them."];

    private static LoggingPermission Of(PermissionEvidence evidence, PolicyType type, string subject, IReadOnlyList<PolicyStatement> statements, params string[] notes)
    {
        var unseen = PermissionNotes.Unseen(evidence, type).ToList();
        return new LoggingPermission
        {
            AccountId = evidence.Target.AccountId,
            AccountName = evidence.Target.AccountName,
            Region = evidence.Region,
            DocumentName = evidence.Target.DocumentName,
            PolicyType = type,
            Subject = subject,
            Statement = statements,
            Notes = [.. notes, .. evidence.Notes, .. unseen],
            Unseen = unseen,
        };
    }
}
