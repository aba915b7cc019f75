using SessionLogging.Preferences.Document;

namespace SessionLogging.Permissions;

/// <summary>The policy of whoever runs cmdlets, on what exactly one document's preferences name.</summary>
internal static class CmdletPolicy
{
    // By a right of its own in each: without it the list is longer than what is needed.
    private const string Anything = "*";

    /// <summary>One statement for each thing that actions are done on.</summary>
    internal static IReadOnlyList<PolicyStatement> Of(PermissionEvidence evidence, IReadOnlyList<ActionNeed> needs) =>
    [
        .. from need in needs
           group need.Action by need.Scope into actions
           where actions.Key is not (ActionScope.Nothing or ActionScope.NamedRole)
           let resources = Resources(evidence, actions.Key)
           where resources.Count > 0
           select PolicyStatement.Allow(actions.Key.ToString(), Purpose(actions.Key), [.. actions.Distinct(StringComparer.Ordinal).OrderBy(action => action, StringComparer.Ordinal)], [.. resources]) with
           {
               Condition = Condition(evidence, actions.Key),
           },
    ];

    /// <summary>What such a policy leaves out, or holds wider than it could be.</summary>
    internal static IEnumerable<string> Notes(PermissionEvidence evidence)
    {
        yield return "sts:AssumeRole on the roles that -RoleArn names is not in it.";
        yield return "The actions of AWS Organizations count only with the management account or a delegated administrator.";
        if (evidence.Bucket is null && evidence.Preferences.Document[PreferenceSetting.S3BucketName].State is not SettingState.Reference)
        {
            yield return "No bucket is named, so what looks at buckets may look at any.";
        }
    }

    private static List<string> Resources(PermissionEvidence it, ActionScope scope) => scope switch
    {
        ActionScope.Document => [it.DocumentArn],
        ActionScope.CommandDocuments => [it.Arn("ssm", "document/*"), $"arn:{it.Partition.Name}:ssm:{it.Region}::document/*"],
        ActionScope.DefaultRoleSetting => [it.Arn("ssm", "servicesetting/ssm/managed-instance/default-ec2-instance-management-role")],
        ActionScope.Bucket => [it.BucketArn(it.Bucket ?? Anything)],
        ActionScope.LogObjects => [it.BucketArn(it.Bucket is { } bucket ? $"{bucket}/{PolicyJson.Literal(it.LogFolder)}*" : "*/*")],
        ActionScope.LogGroup => [it.Arn("logs", $"log-group:{(it.LogGroup is { } group ? PolicyJson.Literal(group) : Anything)}:*")],
        ActionScope.Keys or ActionScope.BucketKey => Keys(it, scope),
        ActionScope.AnyKey or ActionScope.TopicKeys or ActionScope.SigningKeys => [it.Arn("kms", "key/*")],
        ActionScope.Rules => [it.Arn("events", "rule/*")],
        ActionScope.Topics => [it.Arn("sns", Anything)],
        ActionScope.Functions => [it.Arn("lambda", "function:*")],
        ActionScope.Pipelines => [it.Arn("codepipeline", Anything)],
        ActionScope.Roles or ActionScope.RolesForEvents => [it.IamArn("role/*")],
        ActionScope.AnyBucket => [it.BucketArn(Anything)],
        ActionScope.Principals => [it.IamArn("user/*"), it.IamArn("group/*"), it.IamArn("role/*")],
        ActionScope.InstanceProfiles => [it.IamArn("instance-profile/*")],
        _ => [Anything],
    };

    // Aliases are names, and a key behind one is looked at by the key's own right.
    private static List<string> Keys(PermissionEvidence it, ActionScope scope)
    {
        var named = (IEnumerable<string?>)[
            SessionPermissions.BucketKey(it)?.Resource,
            .. scope is ActionScope.BucketKey ? [] : new[] { SessionPermissions.ChannelKey(it)?.Resource, it.Preferences.LogGroup is { State: LookupState.Known, Facts.KmsKeyId: var key } ? key : null },
        ];
        var keys = named.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return keys.Count > 0 ? keys : MayBeKey(it) ? [it.Arn("kms", "key/*")] : [];
    }

    private static bool MayBeKey(PermissionEvidence it) =>
        it.Preferences.Bucket is { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked } or null || it.Preferences.LogGroup is { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked };

    private static IReadOnlyList<PolicyCondition> Condition(PermissionEvidence it, ActionScope scope) => scope switch
    {
        ActionScope.BucketKey => [SessionPermissions.ViaS3(it)],
        ActionScope.RolesForEvents => [PolicyCondition.Same("iam:PassedToService", "events.amazonaws.com")],
        _ => [],
    };

    private static string Purpose(ActionScope scope) => scope switch
    {
        ActionScope.Document => "The Session document and its versions.",
        ActionScope.Bucket or ActionScope.LogObjects => "The bucket of the preferences, and the logs in it.",
        ActionScope.AnyBucket or ActionScope.AnyKey => "Buckets, log groups and keys that logs could go to.",
        ActionScope.Principals => "What users, groups and roles may do.",
        ActionScope.LogGroup => "The log group of the preferences, and its streams.",
        ActionScope.Keys or ActionScope.BucketKey => "The keys of the channel, the bucket and the log group.",
        ActionScope.SigningKeys => "Keys that sign archives of logs.",
        ActionScope.Roles or ActionScope.InstanceProfiles or ActionScope.DefaultRoleSetting => "Roles, and which of them nodes have.",
        ActionScope.Anything or ActionScope.Trails => "Lists and looks that know no single resource.",
        _ => "What actions on session events are made of.",
    };
}
