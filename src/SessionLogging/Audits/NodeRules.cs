using SessionLogging.Findings;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Audits;

/// <summary>The rules on what a node's role may do, each a row: by the role's own policies, and by nothing else.</summary>
internal static class NodeRules
{
    private const string Asked = "IAM API Reference, SimulatePrincipalPolicy; Systems Manager User Guide, Create a custom IAM role for Session Manager";
    private const string Channel = "ssmmessages";

    private static readonly string[] OfRole = ["iam:GetRole", "iam:GetInstanceProfile", "ec2:DescribeInstances", "ssm:DescribeInstanceInformation", "ssm:GetServiceSetting"];
    private static readonly string[] Simulates = ["iam:SimulatePrincipalPolicy"];

    private static readonly Thing<NodeRights, NodeRole> Role = new(["node role"], Critical, "sessions", it => $"role of '{it.Name}'", it => it.Role) { Permissions = OfRole };

    internal static readonly Rule<NodeRights>[] All =
    [
        Role.Looked("NodeRoleMissing", "EC2, Systems Manager and IAM API References", (it, look) => look.State is LookupState.Known
            ? Passed($"The role is {look.Facts.Arn}{(look.Facts.How.Length > 0 ? $": {look.Facts.How}" : "")}.")
            : Fail($"There is no {Role!.Name(it)}: a node without a role is none of Systems Manager's, and one that is not there starts no session.", "Attach an instance profile, or turn Default Host Management Configuration on; or name another node or role.")),
        Role.NotSeen("NodeRoleNotSeen", "EC2, Systems Manager and IAM API References"),
        Allowed("NodeOpensNoChannel", StatementId.SessionChannel, [Channel], "no session starts on the node", _ => Critical),
        Allowed("NodeFindsNoLogGroup", StatementId.FindLogGroup, [CloudWatchLogGroupName.Name, CloudWatchEncryptionEnabled.Name], "the agent finds no log group: where encryption is required it refuses every session, else it streams nothing", it => IfRequired(it, CloudWatchEncryptionEnabled)),
        Allowed("NodeWritesNoLogGroup", StatementId.WriteLogGroup, [CloudWatchLogGroupName.Name], "the logs are lost without a word", _ => High),
        Allowed("NodeReadsNoBucketEncryption", StatementId.ReadBucketEncryption, [S3BucketName.Name, S3EncryptionEnabled.Name], "the agent cannot see that the bucket is encrypted: where encryption is required it refuses every session", it => IfRequired(it, S3EncryptionEnabled)),
        Allowed("NodeWritesNoBucket", StatementId.WriteBucket, [S3BucketName.Name, S3KeyPrefix.Name], "the logs are lost without a word", _ => High),
        Allowed("NodeUsesNoBucketKey", StatementId.UseBucketKey, [S3BucketName.Name], "S3 cannot encrypt for the node, and the logs are lost without a word", _ => High),
        Allowed("NodeUsesNoChannelKey", StatementId.OpenChannel, [KmsKeyId.Name], "every session on the node ends at its start", _ => Critical),
        new("NodeRightsNotSeen", Medium, ["node role"], "IAM API Reference, SimulatePrincipalPolicy", it => $"rights of '{it.Name}'", it => Denials(it).DefaultIfEmpty(
            it.Answers.Count > 0 ? Passed("IAM answered all that it was asked.") : it.Role.State is LookupState.Known or LookupState.Missing ? NotApplicable : Untold).Take(1))
        {
            Permissions = Simulates,
            Note = "Only the role's own policies are asked: those of the bucket, of keys and of VPC endpoints, service control policies with conditions and resource control policies are not seen, and each can deny what the role allows.",
        },
    ];

    /// <summary>What IAM is asked about.</summary>
    internal static IReadOnlyList<StatementId> Statements { get; } =
    [
        StatementId.SessionChannel, StatementId.FindLogGroup, StatementId.WriteLogGroup, StatementId.ReadBucketEncryption, StatementId.WriteBucket, StatementId.UseBucketKey, StatementId.OpenChannel,
    ];

    private static FindingSeverity IfRequired(NodeRights it, PreferenceSetting encryption) => it.Document[encryption].Flag is false ? High : Critical;

    private static Rule<NodeRights> Allowed(string id, StatementId statement, string[] looksAt, string consequence, Func<NodeRights, FindingSeverity> severity) =>
        new(id, Critical, looksAt, Asked, it => it.Resource(statement) ?? $"role of '{it.Name}'", it => it.Needed(statement) is not { } needed
            ? IsOpen(it, looksAt) ? Untold : NotApplicable
            : Judge(it, statement, needed, consequence) with { Severity = severity(it) })
        {
            Permissions = Simulates,
            DoesNotProve = "What policies of buckets, keys and endpoints, and of the organization, say: Allowed by identity policy is all that it means.",
        };

    private static Verdict Judge(NodeRights it, StatementId statement, PolicyStatement needed, string consequence)
    {
        if (it.Role.State is not LookupState.Known)
        {
            return it.Role.State is LookupState.Missing ? NotApplicable : Untold;
        }

        if (it.Resource(statement) is not { } resource)
        {
            return Unknown($"Whether the role may {string.Join(", ", needed.Action)} cannot be asked: the key's own ARN is not known.", "Look with a right to kms:DescribeKey on the key.");
        }

        if (!it.Answers.TryGetValue(statement, out var answer) || answer.State is not LookupState.Known)
        {
            return Untold;
        }

        var decisions = needed.Action.Select(action => (Action: action, Decision: answer.Facts.On(action, resource))).ToList();
        var denied = decisions.Where(each => each.Decision is { Effect: not PolicyEffect.Allowed }).ToList();
        var missing = decisions.SelectMany(each => each.Decision?.MissingContext ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Where(key => !NodeRights.IsNeverThere(statement, key)).ToList();
        return decisions.Exists(each => each.Decision is null) ? Unknown($"IAM said nothing of {Names(decisions.Where(each => each.Decision is null))} on {resource}.", "Ask again; if it stays, look at the role's policies themselves.")
            : missing.Count > 0 ? Unknown(
                $"Whether the role may {Names(decisions)} on {resource} hangs on {string.Join(", ", missing)}, which only a node's own request has.", "Look at the conditions of the role's policies.")
            : denied.Count == 0 ? Passed($"Allowed by identity policy: {Names(decisions)} on {resource}.")
            : denied.Exists(each => each.Decision!.AllowedByOrganizations is false) ? Unknown(
                $"By IAM's simulation, service control policies of the organization deny {Names(denied)} on {resource}; it judges those without conditions alone.", "Look at the control policies with whoever keeps them.")
            : denied.TrueForAll(each => each.Decision!.Effect is PolicyEffect.ImplicitDeny) && it.IsOthers(resource) ? Unknown(
                $"IAM's simulation does not allow {Names(denied)} on {resource}, which is another account's: it counts that account's policy, which was not given to it.", "Look at the role's policies, and at the other account's.")
            : Fail($"The role's policies do not allow {Names(denied)} on {resource}{Why(denied.Select(each => each.Decision!))}: {consequence}.", $"Allow it: {PolicyJson.Line(needed)}");
    }

    private static string Why(IEnumerable<PolicyDecision> denied)
    {
        var all = denied.ToList();
        var policies = all.Where(decision => decision.Effect is PolicyEffect.ExplicitDeny).SelectMany(decision => decision.MatchedPolicies).Distinct(StringComparer.Ordinal).ToList();
        return policies.Count > 0 ? $", {string.Join(", ", policies)} denies it explicitly"
            : all.Exists(decision => decision.Effect is PolicyEffect.ExplicitDeny) ? ", a statement denies it explicitly"
            : all.Exists(decision => decision.AllowedByBoundary is false) ? ", its permissions boundary does not either"
            : "";
    }

    private static string Names(IEnumerable<(string Action, PolicyDecision? Decision)> decisions) => string.Join(", ", decisions.Select(each => each.Action));

    private static bool IsOpen(NodeRights it, string[] looksAt) => PreferenceSetting.All.Any(setting => setting.Name == looksAt[0] && it.Document[setting].State is SettingState.Reference);

    // All of them are denied alike, or fail alike: it is told once.
    private static IEnumerable<Verdict> Denials(NodeRights it) =>
        from answer in it.Answers.Values
        where answer.State is not LookupState.Known
        select answer.State is LookupState.Missing ? Unknown("IAM knows no such role any more.", "Look whether it was deleted.") : NotSeen(answer.Failure, $"rights of '{it.Name}'", "nodes");
}
