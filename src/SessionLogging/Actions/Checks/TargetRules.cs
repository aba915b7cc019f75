using SessionLogging.Actions.Policies;
using SessionLogging.Findings;
using static SessionLogging.Findings.Verdict;

namespace SessionLogging.Actions.Checks;

/// <summary>The rules on what actions are handed to, each a row. Where one fails the target would never do anything, and no action is made of it.</summary>
internal static class TargetRules
{
    private const string TopicLook = "SNS API Reference, GetTopicAttributes";
    private const string KeyLook = "KMS API Reference, DescribeKey and GetKeyPolicy";
    private const string KeyAccess = "Amazon SNS Developer Guide, Enable compatibility between event sources from AWS services and encrypted topics";
    private const string PipelineLook = "CodePipeline API Reference, GetPipeline";
    private const string DocumentLook = "Systems Manager API Reference, DescribeDocument";
    private const string RoleLook = "IAM API Reference, GetRole";

    private static readonly string[] KeyActions = ["kms:GenerateDataKey", "kms:Decrypt"];

    private static readonly Thing<TargetEvidence, TopicFacts> Topic = Named("topic", it => $"topic '{it.Arn}'", it => it.Topic);
    private static readonly Thing<TargetEvidence, KeyFacts> Key = Named("KMS key of a topic", it => $"KMS key '{it.KeyId}' of the topic '{it.Arn}'", it => it.Key);
    private static readonly Thing<TargetEvidence, KeyPolicy> KeyPolicy = Named("policy of a topic's KMS key", Key.Name, it => it.KeyPolicy);
    private static readonly Thing<TargetEvidence, PipelineFacts> Pipeline = Named("pipeline", it => $"pipeline '{it.Arn}'", it => it.Pipeline);
    private static readonly Thing<TargetEvidence, DocumentDescription> Document = Named("Run Command document", it => $"Run Command document '{it.DocumentName}'", it => it.Document);
    private static readonly Thing<TargetEvidence, RoleFacts> Role = Named("role", it => $"role '{it.RoleArn}'", it => it.Role);

    internal static readonly Rule<TargetEvidence>[] All =
    [
        Missing(Topic, "TopicMissing", TopicLook, "Create the topic first, or name another one."),
        Topic.NotSeen("TopicNotSeen", TopicLook),
        Topic.Known("TopicIsFifo", "Amazon EventBridge User Guide, Targets: standard SNS topics", (it, topic) => !topic.IsFifo ? Pass
            : Fail($"The {Topic.Name(it)} is a FIFO topic, which EventBridge cannot send to.", "Name a standard topic.")),
        Topic.Known("TopicKeyIsAwsManaged", KeyAccess, (it, topic) => topic.IsFifo || topic.KmsKeyId is null ? NotApplicable
            : it.HasAwsManagedKey ? Fail(
                $"The {Topic.Name(it)} is encrypted with the key that AWS manages for SNS, whose policy does not let EventBridge in and cannot be changed: the topic would never receive anything.",
                "Encrypt the topic with a key of your own, or not at all.")
            : it.Key is { State: LookupState.Known } ? Pass : Untold),
        Key.Looked("TopicKeyMissing", KeyLook, (it, key) => key.State is LookupState.Known ? Pass
            : Fail($"There is no {Key.Name(it)}: nothing can be published.", "Give the topic another key.")),
        Key.Known("TopicKeyNotEnabled", KeyLook, (it, key) => key.IsAwsManaged ? NotApplicable
            : key.State == "Enabled" ? Pass
            : Fail($"The {Key.Name(it)} is {key.State}: nothing can be published.", "Enable the key, or give the topic another one.")),
        new("TopicKeyNotSeen", FindingSeverity.Medium, Key.LooksAt, KeyLook, Key.Name, it => (it.Key, it.KeyPolicy) switch
        {
            ({ State: LookupState.Denied or LookupState.Failed } key, _) => NotSeen(key.Failure, Key.Name(it), Key.User),
            (_, { State: LookupState.Denied or LookupState.Failed } policy) => NotSeen(policy.Failure, Key.Name(it), Key.User),
            (null, _) => NotApplicable,
            _ => Pass,
        }),
        KeyPolicy.Looked("TopicKeyClosed", KeyAccess, (it, policy) => policy.State is LookupState.Known && Array.TrueForAll(KeyActions, action => PolicyGrant.Allows(policy.Facts.Text, action)) ? Pass
            : Warning(
                $"The policy of the {Key.Name(it)} does not let {PolicyGrant.EventBridge} use it: the messages are lost without a word.",
                $"Allow {PolicyGrant.EventBridge} {string.Join(" and ", KeyActions)} in the key's policy.")),
        Missing(Pipeline, "PipelineMissing", PipelineLook, "Create the pipeline first, or name another one."),
        Pipeline.NotSeen("PipelineNotSeen", PipelineLook),
        Missing(Document, "CommandDocumentMissing", DocumentLook, "Create the document first, or name another one."),
        Document.Known("NotACommandDocument", DocumentLook + ": DocumentType", (it, document) => document.DocumentType == "Command" ? Pass
            : Fail($"The document '{it.DocumentName}' is of type {document.DocumentType}.", "Name a document of type Command.")),
        Document.NotSeen("CommandDocumentNotSeen", DocumentLook),
        Role.Looked("RoleMissing", RoleLook, (it, role) => role.State is not LookupState.Known ? Fail($"There is no {Role.Name(it)}.", "Create the role first, or name another one.")
            : role.Facts.Arn == it.RoleArn ? Pass
            : Fail(
                $"There is no {Role.Name(it)}: the role of that name in this account is '{role.Facts.Arn}'.",
                $"Give '{role.Facts.Arn}', or another role of this account.")),
        Role.Known("RoleNotTrusting", "Amazon EventBridge User Guide, IAM roles to access targets", (it, role) => role.Arn != it.RoleArn ? NotApplicable
            : PolicyGrant.Allows(role.TrustPolicy, "sts:AssumeRole") ? Pass
            : Fail(
                $"The {Role.Name(it)} cannot be assumed by {PolicyGrant.EventBridge}: the target would never be started.",
                $"Allow {PolicyGrant.EventBridge} sts:AssumeRole in the role's trust policy.")),
        Role.NotSeen("RoleNotSeen", RoleLook),
    ];

    internal static IEnumerable<Finding> Find(TargetEvidence evidence) => All.SelectMany(rule => rule.Find(evidence));

    private static Thing<TargetEvidence, T> Named<T>(string kind, Func<TargetEvidence, string> name, Func<TargetEvidence, LookupResult<T>?> look)
        where T : class => new([kind], FindingSeverity.High, "EventBridge", name, look);

    private static Rule<TargetEvidence> Missing<T>(Thing<TargetEvidence, T> thing, string id, string reference, string remediation)
        where T : class => thing.Looked(id, reference, (it, look) => look.State is LookupState.Missing ? Fail($"There is no {thing.Name(it)}.", remediation) : Pass);
}
