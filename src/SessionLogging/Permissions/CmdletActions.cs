using SessionLogging.Preferences.Document;
using static SessionLogging.Permissions.ActionScope;

namespace SessionLogging.Permissions;

/// <summary>What an action of the caller's is done on.</summary>
internal enum ActionScope
{
    /// <summary>No policy has to allow it.</summary>
    Nothing,

    /// <summary>It knows no resources, or its resources are not known beforehand.</summary>
    Anything,

    /// <summary>A role that the caller names, which no policy made from preferences can know.</summary>
    NamedRole,

    /// <summary>The Session document.</summary>
    Document,

    /// <summary>Documents that commands are run by.</summary>
    CommandDocuments,

    /// <summary>The service setting of the nodes' default role.</summary>
    DefaultRoleSetting,

    /// <summary>The bucket.</summary>
    Bucket,

    /// <summary>Buckets that logs could go to.</summary>
    AnyBucket,

    /// <summary>The logs in the bucket.</summary>
    LogObjects,

    /// <summary>The log group and its streams.</summary>
    LogGroup,

    /// <summary>The keys of the channel, the bucket and the log group.</summary>
    Keys,

    /// <summary>The bucket's key, as S3 uses it.</summary>
    BucketKey,

    /// <summary>Keys of buckets and log groups that logs could go to.</summary>
    AnyKey,

    /// <summary>The customer's keys that topics are encrypted with.</summary>
    TopicKeys,

    /// <summary>Keys that sign.</summary>
    SigningKeys,

    /// <summary>EventBridge's rules.</summary>
    Rules,

    /// <summary>SNS's topics.</summary>
    Topics,

    /// <summary>Lambda's functions.</summary>
    Functions,

    /// <summary>CodePipeline's pipelines.</summary>
    Pipelines,

    /// <summary>Trails of any account and Region.</summary>
    Trails,

    /// <summary>The account's roles.</summary>
    Roles,

    /// <summary>The account's users, groups and roles.</summary>
    Principals,

    /// <summary>Roles that are handed to EventBridge.</summary>
    RolesForEvents,

    /// <summary>The account's instance profiles.</summary>
    InstanceProfiles,
}

/// <summary>An action that a cmdlet needs.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Scope">What it is done on.</param>
internal sealed record ActionNeed(string Action, ActionScope Scope)
{
    /// <summary>Whether it changes, starts, sends or signs something: no auditor needs it.</summary>
    internal bool IsChange { get; init; }
}

/// <summary>Which actions each cmdlet of the module needs: the one table of them.</summary>
public static class CmdletActions
{
    private static readonly ActionNeed[] Nobody = [];

    private static readonly ActionNeed[] Connected =
    [
        new("sts:GetCallerIdentity", Nothing),
        new("sts:AssumeRole", NamedRole),
        new("account:ListRegions", Anything),
        new("organizations:ListAccounts", Anything),
        new("organizations:ListAccountsForParent", Anything),
        new("organizations:ListOrganizationalUnitsForParent", Anything),
    ];

    private static readonly ActionNeed[] Reading = [.. Connected, new("ssm:GetDocument", Document), new("ssm:DescribeDocument", Document)];

    private static readonly ActionNeed[] Looking = [new("s3:GetEncryptionConfiguration", Bucket), new("logs:DescribeLogGroups", Anything), new("kms:DescribeKey", Keys)];

    private static readonly ActionNeed[] Changing =
    [
        .. Reading,
        Change("ssm:CreateDocument", Document),
        Change("ssm:UpdateDocument", Document),
        Change("ssm:UpdateDocumentDefaultVersion", Document),
        .. Looking,
        new("cloudtrail:LookupEvents", Anything),
    ];

    private static readonly ActionNeed[] Versions = [new("ssm:DescribeDocument", Document), new("ssm:GetDocument", Document), new("ssm:ListDocumentVersions", Document)];

    private static readonly ActionNeed[] LogReading =
    [
        .. Connected,
        new("s3:GetObject", LogObjects),
        new("s3:ListBucket", Bucket),
        new("kms:Decrypt", BucketKey),
        new("logs:GetLogEvents", LogGroup),
        new("logs:DescribeLogGroups", Anything),
        .. Versions,
    ];

    private static readonly ActionNeed[] Actions = [.. Connected, new("events:DescribeRule", Rules), new("events:ListTargetsByRule", Rules)];

    private static readonly ActionNeed[] Switching = [.. Actions, Change("events:EnableRule", Rules), Change("events:DisableRule", Rules)];

    private static readonly ActionNeed[] TargetLooks =
    [
        new("sns:GetTopicAttributes", Topics),
        new("lambda:GetPolicy", Functions),
        new("iam:GetRole", Roles),
        new("kms:DescribeKey", TopicKeys),
        new("kms:GetKeyPolicy", TopicKeys),
        new("codepipeline:GetPipeline", Pipelines),
        new("ssm:DescribeDocument", CommandDocuments),
    ];

    private static readonly ActionNeed[] ActionLooks = [new("events:DescribeRule", Rules), new("events:ListTargetsByRule", Rules), new("events:TestEventPattern", Anything), .. TargetLooks];

    private static readonly ActionNeed[] TrailLooks =
    [
        new("cloudtrail:DescribeTrails", Anything), new("cloudtrail:GetTrailStatus", Trails), new("cloudtrail:GetEventSelectors", Trails),
    ];

    private static readonly ActionNeed[] RuleChanges =
    [
        Change("events:PutRule", Rules), Change("events:PutTargets", Rules), Change("events:RemoveTargets", Rules), Change("events:DeleteRule", Rules),
        Change("sns:SetTopicAttributes", Topics), Change("lambda:AddPermission", Functions), Change("lambda:RemovePermission", Functions),
    ];

    private static readonly Dictionary<string, ActionNeed[]> ByCmdlet = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Compare-SsmLoggingPreference"] = Connected,
        ["Disable-SsmCloudWatchLogging"] = Changing,
        ["Disable-SsmCloudWatchStreaming"] = Changing,
        ["Disable-SsmS3Logging"] = Changing,
        ["Disable-SsmSessionAction"] = Switching,
        ["Enable-SsmCloudWatchStreaming"] = Changing,
        ["Enable-SsmSessionAction"] = Switching,
        ["Export-SsmLoggingFinding"] = Nobody,
        ["Export-SsmLoggingPreference"] = Reading,
        ["Export-SsmSessionReport"] = Nobody,
        ["Get-SsmLoggingDestination"] =
        [
            .. Connected,
            new("s3:ListAllMyBuckets", Anything),
            new("logs:DescribeLogGroups", Anything),
            new("s3:GetEncryptionConfiguration", AnyBucket),
            new("s3:GetLifecycleConfiguration", AnyBucket),
            new("kms:DescribeKey", AnyKey),
            new("kms:GetKeyPolicy", AnyKey),
        ],
        ["Get-SsmLoggingPermission"] = [.. Reading, .. Looking, new("s3:ListAllMyBuckets", Anything)],
        ["Get-SsmLoggingPreference"] = [.. Reading, new("ssm:ListDocumentVersions", Document)],
        ["Get-SsmLoggingPreferenceChange"] = [.. Reading, new("ssm:ListDocumentVersions", Document), new("cloudtrail:LookupEvents", Anything)],
        ["Get-SsmLoggingRule"] = Nobody,
        ["Get-SsmSessionAction"] = [.. Actions, new("events:ListRules", Anything)],
        ["Get-SsmSessionAttempt"] = [.. Connected, new("cloudtrail:LookupEvents", Anything)],
        ["Get-SsmSessionLog"] =
        [
            .. LogReading,
            new("logs:DescribeLogStreams", LogGroup),
            new("logs:FilterLogEvents", LogGroup),
            new("ssm:DescribeSessions", Anything),
        ],
        ["Get-SsmSessionReport"] =
        [
            .. Connected,
            new("ssm:DescribeSessions", Anything),
            .. Versions,
            new("s3:GetObject", LogObjects),
            new("s3:ListBucket", Bucket),
            new("kms:Decrypt", BucketKey),
            new("s3:GetLifecycleConfiguration", Bucket),
            new("logs:DescribeLogStreams", LogGroup),
            new("logs:DescribeLogGroups", Anything),
            new("ssm:DescribeInstanceInformation", Anything),
            new("cloudtrail:LookupEvents", Anything),
        ],
        ["Measure-SsmSession"] = Nobody,
        ["Register-SsmSessionAction"] = [.. Actions, .. RuleChanges, .. TargetLooks, Change("iam:PassRole", RolesForEvents)],
        ["Save-SsmSessionLog"] = [.. LogReading, new("kms:GetPublicKey", SigningKeys), Change("kms:Sign", SigningKeys)],
        ["Set-SsmCloudWatchLogging"] = Changing,
        ["Set-SsmLoggingPreference"] = Changing,
        ["Set-SsmS3Logging"] = Changing,
        ["Test-SsmLoggingPermission"] =
        [
            .. Reading,
            .. Looking,
            new("s3:ListAllMyBuckets", Anything),
            new("iam:GetRole", Roles),
            new("iam:SimulatePrincipalPolicy", Principals),
            new("iam:GetInstanceProfile", InstanceProfiles),
            new("ec2:DescribeInstances", Anything),
            new("ssm:DescribeInstanceInformation", Anything),
            new("ssm:GetServiceSetting", DefaultRoleSetting),
        ],
        ["Test-SsmLoggingPreference"] =
        [
            .. Reading,
            .. Looking,
            new("s3:GetBucketPublicAccessBlock", Bucket),
            new("s3:GetBucketVersioning", Bucket),
            new("s3:GetBucketPolicy", Bucket),
            new("s3:GetBucketObjectLockConfiguration", Bucket),
            new("s3:GetLifecycleConfiguration", Bucket),
            new("s3:ListAllMyBuckets", Anything),
            new("kms:GetKeyPolicy", Keys),
            new("ssm:DescribeSessions", Anything),
            new("ssm:ListDocuments", Anything),
            .. TrailLooks,
            new("events:ListRules", Anything),
            .. ActionLooks,
            new("iam:SimulatePrincipalPolicy", Principals),
        ],
        ["Test-SsmSessionAction"] =
        [
            .. Connected,
            .. ActionLooks,
            .. TrailLooks,
            Change("sns:Publish", Topics),
            Change("lambda:InvokeFunction", Functions),
        ],
        ["Test-SsmSessionLogArchive"] = [.. Connected, new("kms:GetPublicKey", SigningKeys)],
        ["Unregister-SsmSessionAction"] = [.. Actions, .. RuleChanges, new("sns:GetTopicAttributes", Topics), new("lambda:GetPolicy", Functions)],
    };

    // Whoever makes actions on events is no auditor of logs, but looks whether they are carried out.
    private static readonly string[] OfAuditors =
    [
        "Get-SsmLoggingDestination", "Get-SsmLoggingPermission", "Get-SsmLoggingPreference", "Get-SsmLoggingPreferenceChange", "Get-SsmSessionAction", "Get-SsmSessionAttempt", "Get-SsmSessionLog", "Get-SsmSessionReport", "Save-SsmSessionLog",
        "Test-SsmLoggingPermission", "Test-SsmLoggingPreference", "Test-SsmSessionAction", "Test-SsmSessionLogArchive",
    ];

    /// <summary>The cmdlets' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByCmdlet.Keys.OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>What an auditor's policy holds: all that reading cmdlets need, but for what changes, sends or signs.</summary>
    internal static IReadOnlyList<ActionNeed> OfAuditor { get; } = [.. OfAuditors.SelectMany(name => ByCmdlet[name]).Where(need => !need.IsChange).Distinct()];

    /// <summary>The IAM actions that a cmdlet needs, those that only some of its parameters need included; none where it asks nobody.</summary>
    /// <param name="cmdlet">Its name; the case does not count.</param>
    /// <exception cref="PreferenceRuleException">There is no such cmdlet (<c>CmdletNotKnown</c>).</exception>
    public static IReadOnlyList<string> Of(string cmdlet) => [.. For(cmdlet).Select(need => need.Action).Distinct(StringComparer.Ordinal)];

    /// <summary>What a cmdlet needs; <see langword="null"/>: all of them.</summary>
    internal static IReadOnlyList<ActionNeed> For(string? cmdlet) => [.. (cmdlet is null ? ByCmdlet.Values.SelectMany(needs => needs) : ByCmdlet[NameOf(cmdlet)]).Distinct()];

    /// <summary>A cmdlet's name as the module spells it.</summary>
    /// <exception cref="PreferenceRuleException">There is no such cmdlet (<c>CmdletNotKnown</c>).</exception>
    internal static string NameOf(string cmdlet) => ByCmdlet.Keys.FirstOrDefault(name => string.Equals(name, cmdlet, StringComparison.OrdinalIgnoreCase))
        ?? throw new PreferenceRuleException("CmdletNotKnown", "Cmdlet", $"This module has no cmdlet {Text.Unicode.Quote(cmdlet)}.", "Name one of those that Get-Command -Module SsmSessionLogging lists.");

    private static ActionNeed Change(string action, ActionScope scope) => new(action, scope) { IsChange = true };
}
