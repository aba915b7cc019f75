using SessionLogging.Actions;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Audits;

/// <summary>The role that a node has, and how it was found.</summary>
/// <param name="Arn">The role's ARN.</param>
/// <param name="How">Where a node has it from, in words; empty where the role itself was named.</param>
internal sealed record NodeRole(string Arn, string How);

/// <summary>What a node's role may do by its own policies, as far as the preferences ask for it.</summary>
/// <param name="Permissions">The preferences, and what was seen of what they name.</param>
/// <param name="Name">The role or node, as it was named.</param>
/// <param name="Role">The role.</param>
internal sealed record NodeRights(PermissionEvidence Permissions, string Name, LookupResult<NodeRole> Role)
{
    // What stands for a session in the keys of logs, in streams and in the encryption context: policies can only ask for some.
    private const string SessionId = "jdoe-0123456789abcdef0";

    /// <summary>What IAM said to each statement that the role needs; nothing of those that cannot be asked about.</summary>
    internal IReadOnlyDictionary<StatementId, LookupResult<PolicySimulation>> Answers { get; init; } = new Dictionary<StatementId, LookupResult<PolicySimulation>>();

    internal PreferenceDocument Document => Permissions.Preferences.Document;

    /// <summary>What the role needs, by the same table as the policies are made from; <see langword="null"/> where the preferences do not ask for it.</summary>
    internal PolicyStatement? Needed(StatementId id) => SessionPermissions.NodeRole(Permissions).FirstOrDefault(statement => statement.Sid == id.ToString());

    /// <summary>What IAM is asked of a statement; <see langword="null"/> where the thing's own ARN is not known.</summary>
    internal PolicyQuestion? Question(StatementId id) => Needed(id) is { } statement && Role is { State: LookupState.Known, Facts.Arn: var role } && Resource(id) is { } resource
        ? new PolicyQuestion(role, statement.Action, [resource]) { Context = [.. Context(id)] }
        : null;

    /// <summary>Finds the role and asks IAM, with the caller's rights; a look that fails is evidence too.</summary>
    internal static async Task<NodeRights> CollectAsync(IAccount account, PermissionEvidence permissions, string name, bool isRole, CancellationToken cancellationToken)
    {
        var role = await LookupResult.OrFailedAsync(isRole ? NodeRoleFinder.OfNameAsync(account, name, cancellationToken) : NodeRoleFinder.OfNodeAsync(account, name, cancellationToken)).ConfigureAwait(false);
        var rights = new NodeRights(permissions, name, role);
        var answers = new Dictionary<StatementId, LookupResult<PolicySimulation>>();
        foreach (var id in NodeRules.Statements)
        {
            if (rights.Question(id) is { } question)
            {
                answers[id] = await LookupResult.OrFailedAsync(account.Principals.SimulateAsync(question, cancellationToken)).ConfigureAwait(false);
            }
        }

        return rights with { Answers = answers };
    }

    /// <summary>The ARN of what a statement is about, with an example of what it leaves open.</summary>
    internal string? Resource(StatementId id) => id switch
    {
        StatementId.SessionChannel or StatementId.FindLogGroup => "*",
        StatementId.WriteLogGroup => Permissions.Arn("logs", $"log-group:{Permissions.LogGroup}:log-stream:{SessionId}"),
        StatementId.ReadBucketEncryption => Permissions.BucketArn(Permissions.Bucket!),
        StatementId.WriteBucket => Permissions.BucketArn($"{Permissions.Bucket}/{Permissions.LogFolder}{SessionId}.log"),
        StatementId.UseBucketKey => SessionPermissions.BucketKey(Permissions)?.Arn,
        _ => SessionPermissions.ChannelKey(Permissions)?.Arn,
    };

    /// <summary>Whether a condition key is one that such a request is known not to have: then it is judged rightly without it.</summary>
    internal static bool IsNeverThere(StatementId id, string key) => id switch
    {
        StatementId.OpenChannel => string.Equals(key, "kms:ViaService", StringComparison.OrdinalIgnoreCase),
        StatementId.UseBucketKey => key.StartsWith("kms:EncryptionContext:aws:ssm:", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Whether an ARN is of another account than the role: that account's own policies count too, and were not asked.</summary>
    internal bool IsOthers(string resource) => Arn.Parse(resource) is { AccountId: { Length: > 0 } owner } && Arn.Parse(Role.Facts.Arn) is { } role && owner != role.AccountId;

    // What the agent's own requests carry, so that conditions on it can be judged.
    private IEnumerable<PolicyContext> Context(StatementId id)
    {
        yield return new PolicyContext("aws:SecureTransport", "boolean", ["true"]);
        yield return new PolicyContext("aws:RequestedRegion", "string", [id is StatementId.WriteBucket or StatementId.ReadBucketEncryption ? Permissions.BucketRegion : Permissions.Region]);
        if (id is StatementId.WriteBucket)
        {
            yield return new PolicyContext("s3:x-amz-acl", "string", ["bucket-owner-full-control"]);
        }
        else if (id is StatementId.UseBucketKey)
        {
            yield return new PolicyContext("kms:ViaService", "string", SessionPermissions.ViaS3(Permissions).Values);
        }
        else if (id is StatementId.OpenChannel)
        {
            yield return new PolicyContext("kms:EncryptionContext:aws:ssm:SessionId", "string", [SessionId]);
            yield return new PolicyContext("kms:EncryptionContext:aws:ssm:TargetId", "string", [NodeRoleFinder.IsNode(Name) ? Name : "i-0123456789abcdef0"]);
            yield return new PolicyContext("kms:EncryptionContextKeys", "stringList", ["aws:ssm:SessionId", "aws:ssm:TargetId"]);
            if (Permissions.ChannelKeyId is { } key && key.StartsWith("alias/", StringComparison.Ordinal))
            {
                yield return new PolicyContext("kms:ResourceAliases", "stringList", [key]);
            }
        }
    }
}
