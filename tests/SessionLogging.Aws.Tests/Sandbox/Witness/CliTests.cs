using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class AccountCliTests : CliWitness
{
    internal override string Service => "account";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("ListRegions", "--region-opt-status-contains", "ENABLED", "--page-size", "1") { Query = "Regions[].[RegionName,RegionOptStatus]", Prints = "ap-east-1 ENABLED\neu-central-2 ENABLED" },
        new("ListRegions", "--region-opt-status-contains", "DISABLED", "ENABLED_BY_DEFAULT", "--page-size", "20") { Query = "length(Regions)", Prints = "20\n14" },
        new("ListRegions", "--region-opt-status-contains", "NONE") { Fails = "ValidationException" },
        new("ListRegions", "--account-id", "444455556666") { Fails = "AccessDeniedException" },
    ];
}

public sealed class CloudTrailCliTests : CliWitness
{
    internal override string Service => "cloudtrail";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeTrails") { Query = "trailList[].[Name,HomeRegion,IsMultiRegionTrail,TrailARN]", Prints = $"{ActionSeeds.Trail} us-east-1 True {ActionSeeds.TrailArn}" },
        new("DescribeTrails", "--no-include-shadow-trails") { Query = "length(trailList)", Prints = "0" },
        new("GetTrailStatus", "--name", ActionSeeds.TrailArn) { Query = "IsLogging", Prints = "True" },
        new("GetTrailStatus", "--name", ActionSeeds.Trail) { Fails = "TrailNotFoundException" },
        new("GetTrailStatus", "--name", "arn:aws:s3:::x") { Fails = "CloudTrailARNInvalidException" },
        new("GetEventSelectors", "--trail-name", ActionSeeds.TrailArn) { Query = "[TrailARN,EventSelectors[0].[ReadWriteType,IncludeManagementEvents]]", Prints = $"{ActionSeeds.TrailArn}\nAll True" },
        new("LookupEvents", "--lookup-attributes", "AttributeKey=EventName,AttributeValue=UpdateDocument") { Query = "length(Events)", Prints = "0" },
        new("LookupEvents", "--start-time", "2026-01-02", "--end-time", "2026-01-01") { Fails = "InvalidTimeRangeException" },
        new("LookupEvents", "--lookup-attributes", "AttributeKey=EventName,AttributeValue=StartSession", "AttributeKey=ReadOnly,AttributeValue=false") { Fails = "InvalidLookupAttributesException" },
        new("LookupEvents", "--next-token", "none") { Fails = "InvalidNextTokenException" },
        new("LookupEvents", "--lookup-attributes", "AttributeKey=Colour,AttributeValue=red") { Fails = "InvalidLookupAttributesException" },
        new("GetEventSelectors", "--trail-name", "a/b") { Fails = "InvalidTrailNameException" },
    ];
}

public sealed class CodePipelineCliTests : CliWitness
{
    internal override string Service => "codepipeline";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetPipeline", "--name", ActionSeeds.Pipeline) { Query = "[pipeline.name,pipeline.stages[0].actions[0].actionTypeId.provider,metadata.pipelineArn]", Prints = "review-session S3 arn:aws:codepipeline:eu-west-1:111122223333:review-session" },
        new("GetPipeline", "--name", "none") { Fails = "PipelineNotFoundException" },
    ];
}

public sealed class Ec2CliTests : CliWitness
{
    internal override string Service => "ec2";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeInstances", "--instance-ids", "i-02364c470a5f0bfd8") { Query = "Reservations[].Instances[].[InstanceId,State.Name]", Prints = "i-02364c470a5f0bfd8 running" },
        new("DescribeInstances", "--instance-ids", "i-0dead00000000beef") { Fails = "InvalidInstanceID.NotFound" },
        new("DescribeInstances", "--instance-ids", "x") { Fails = "InvalidInstanceID.Malformed" },
    ];
}

public sealed class EventsCliTests : CliWitness
{
    private const string Rule = "made-by-the-cli";
    private const string TopicArn = "arn:aws:sns:eu-west-1:111122223333:" + ActionSeeds.Topic;
    private const string Pattern = """{"source":["app"],"detail":{"n":[{"numeric":[">",1]}]}}""";
    private const string Event = """{"id":"1","account":"111122223333","source":"app","time":"2024-10-15T21:22:05Z","region":"eu-west-1","resources":[],"detail-type":"x","detail":{"n":2}}""";

    internal override string Service => "events";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("PutRule", "--name", Rule, "--event-pattern", Pattern, "--description", "mine", "--tags", "Key=a,Value=b") { Query = "RuleArn", Prints = "arn:aws:events:eu-west-1:111122223333:rule/" + Rule },
        new("PutRule", "--name", Rule, "--event-pattern", """{"source":"app"}""") { Fails = "InvalidEventPatternException" },
        new("DescribeRule", "--name", Rule) { Query = "[Name,State,Description,EventBusName,CreatedBy]", Prints = $"{Rule} ENABLED mine default 111122223333" },
        new("DescribeRule", "--name", "none") { Fails = "ResourceNotFoundException" },
        new("DescribeRule", "--name", Rule, "--event-bus-name", "other") { Fails = "ResourceNotFoundException" },
        new("DisableRule", "--name", Rule),
        new("ListRules", "--name-prefix", "made", "--page-size", "1") { Query = "Rules[].[Name,State]", Prints = $"{Rule} DISABLED" },
        new("EnableRule", "--name", Rule),
        new("PutTargets", "--rule", Rule, "--targets", $"Id=one,Arn={TopicArn}", "Id=two,Arn=arn:aws:sns:us-east-1:111122223333:elsewhere") { Query = "[FailedEntryCount,FailedEntries[0].[TargetId,ErrorCode]]", Prints = "1\ntwo ValidationException" },
        new("PutTargets", "--rule", Rule, "--targets", "Id=three,Arn=arn:aws:codepipeline:eu-west-1:111122223333:" + ActionSeeds.Pipeline) { Fails = "ValidationException" },
        new("ListTargetsByRule", "--rule", Rule, "--page-size", "1") { Query = "Targets[].[Id,Arn]", Prints = $"one {TopicArn}" },
        new("ListRuleNamesByTarget", "--target-arn", TopicArn) { Query = "RuleNames", Prints = Rule },
        new("TestEventPattern", "--event-pattern", Pattern, "--event", Event) { Query = "Result", Prints = "True" },
        new("TestEventPattern", "--event-pattern", Pattern, "--event", """{"source":"app"}""") { Fails = "ValidationException" },
        new("PutEvents", "--entries", """[{"Source":"app","DetailType":"x","Detail":"{\"n\":2}"},{"Source":"aws.ssm","DetailType":"x","Detail":"{}"}]""") { Query = "[FailedEntryCount,Entries[1].ErrorCode]", Prints = "1 NotAuthorizedForSourceException" },
        new("DeleteRule", "--name", Rule) { Fails = "ValidationException" },
        new("RemoveTargets", "--rule", Rule, "--ids", "one") { Query = "FailedEntryCount", Prints = "0" },
        new("DeleteRule", "--name", Rule) { Prints = "" },
    ];
}

public sealed class IamCliTests : CliWitness
{
    private const string AuditArn = "arn:aws:iam::111122223333:role/" + Seeds.AuditRole;

    internal override string Service => "iam";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetRole", "--role-name", ActionSeeds.EventBridgeRole) { Query = "Role.[Arn,AssumeRolePolicyDocument.Statement[0].Principal.Service[0]]", Prints = "arn:aws:iam::111122223333:role/EventBridgeActions events.amazonaws.com" },
        new("GetRole", "--role-name", Seeds.AuditWithExternalIdRole) { Query = "Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals.*", Prints = Seeds.ExternalId },
        new("GetRole", "--role-name", "None") { Fails = "NoSuchEntity" },
        new("GetInstanceProfile", "--instance-profile-name", Seeds.NodeRole) { Query = "InstanceProfile.[Arn,Roles[0].RoleName]", Prints = "arn:aws:iam::111122223333:instance-profile/SessionNodes SessionNodes" },
        new("GetInstanceProfile", "--instance-profile-name", "None") { Fails = "NoSuchEntity" },
        new("PutRolePolicy", "--role-name", Seeds.AuditRole, "--policy-name", "look", "--policy-document", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::a"},{"Effect":"Deny","Action":"s3:PutObject","Resource":"*"}]}"""),
        new("PutRolePolicy", "--role-name", Seeds.AuditRole, "--policy-name", "look", "--policy-document", "{}") { Fails = "MalformedPolicyDocument" },
        new("SimulatePrincipalPolicy", "--policy-source-arn", AuditArn, "--action-names", "s3:GetObject", "s3:PutObject", "--resource-arns", "arn:aws:s3:::a", "arn:aws:s3:::b", "--page-size", "1")
        {
            Query = "EvaluationResults[].[EvalActionName,EvalDecision,ResourceSpecificResults[1].EvalResourceDecision]", Prints = "s3:GetObject implicitDeny implicitDeny\ns3:PutObject explicitDeny explicitDeny",
        },
        new("SimulatePrincipalPolicy", "--policy-source-arn", "arn:aws:iam::111122223333:root", "--action-names", "s3:GetObject") { Fails = "InvalidInput" },
        new("DeleteRolePolicy", "--role-name", Seeds.AuditRole, "--policy-name", "look"),
        new("SimulatePrincipalPolicy", "--policy-source-arn", AuditArn, "--action-names", "s3:GetObject") { Query = "EvaluationResults[].[EvalDecision,EvalResourceName]", Prints = "implicitDeny *" },
    ];
}

public sealed class KmsCliTests : CliWitness
{
    internal override string Service => "kms";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeKey", "--key-id", Seeds.KeyAlias) { Query = "KeyMetadata.[Arn,KeyState,KeySpec]", Prints = $"{Seeds.KeyArn} Enabled SYMMETRIC_DEFAULT" },
        new("DescribeKey", "--key-id", "alias/none") { Fails = "NotFoundException" },
        new("CreateKey", "--description", "made by the CLI") { Query = "KeyMetadata.[Description,KeyUsage]", Prints = "made by the CLI ENCRYPT_DECRYPT" },
        new("CreateAlias", "--alias-name", "alias/made-by-the-cli", "--target-key-id", Seeds.KeyId),
        new("ListAliases", "--page-size", "3") { Query = "Aliases[].AliasName", Prints = "alias/aws/s3 alias/aws/sns alias/evidence\nalias/made-by-the-cli alias/session-manager alias/session-manager-disabled\nalias/session-manager-rsa alias/topics" },
        new("Sign", "--key-id", Seeds.EvidenceKeyAlias, "--message", "YXVkaXQ=", "--signing-algorithm", "ECDSA_SHA_256") { Query = "[KeyId,SigningAlgorithm]", Prints = $"{Seeds.EvidenceKeyArn} ECDSA_SHA_256" },
        new("Sign", "--key-id", Seeds.EvidenceKeyAlias, "--message", "YXVkaXQ=", "--message-type", "DIGEST", "--signing-algorithm", "ECDSA_SHA_256") { Fails = "ValidationException" },
        new("Sign", "--key-id", Seeds.KeyAlias, "--message", "YXVkaXQ=", "--signing-algorithm", "ECDSA_SHA_256") { Fails = "InvalidKeyUsageException" },
        new("GetPublicKey", "--key-id", Seeds.EvidenceKeyAlias) { Query = "[KeySpec,KeyUsage,SigningAlgorithms[0]]", Prints = "ECC_NIST_P256 SIGN_VERIFY ECDSA_SHA_256" },
        new("GetKeyPolicy", "--key-id", ActionSeeds.OpenKeyId, "--policy-name", "default") { Query = "PolicyName", Prints = "default" },
        new("GetKeyPolicy", "--key-id", Seeds.KeyAlias) { Fails = "NotFoundException" },
    ];
}

public sealed class LambdaCliTests : CliWitness
{
    private const string Name = ActionSeeds.Function;
    private const string Alias = ActionSeeds.FunctionAlias;
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:" + Name;

    private static readonly string[] Grant = ["--statement-id", "events", "--action", "lambda:InvokeFunction", "--principal", "events.amazonaws.com"];

    internal override string Service => "lambda";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("ListFunctions", "--page-size", "1") { Query = "Functions[].[FunctionName,FunctionArn,State]", Prints = $"{Name} {Arn} None" },
        new("GetFunctionConfiguration", "--function-name", Arn, "--qualifier", Alias) { Query = "[FunctionName,FunctionArn,Version]", Prints = $"{Name} {Arn}:{Alias} 1" },
        new("GetFunctionConfiguration", "--function-name", "none") { Fails = "ResourceNotFoundException" },
        new("GetPolicy", "--function-name", Name) { Fails = "ResourceNotFoundException" },
        new("AddPermission", ["--function-name", Name, "--qualifier", Alias, "--source-arn", "arn:aws:events:eu-west-1:111122223333:rule/r", .. Grant]) { Query = "length(Statement)", Prints = "278" },
        new("AddPermission", ["--function-name", $"{Name}:{Alias}", .. Grant]) { Fails = "ResourceConflictException" },
        new("GetPolicy", "--function-name", Name, "--qualifier", Alias) { Query = "starts_with(Policy, '{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[')", Prints = "True" },
        new("RemovePermission", "--function-name", Name, "--qualifier", Alias, "--statement-id", "events") { Prints = "" },
        new("RemovePermission", "--function-name", Name, "--statement-id", "events") { Fails = "ResourceNotFoundException" },
        new("Invoke", "--function-name", Name, "--invocation-type", "DryRun", "{file}.out") { Query = "StatusCode", Prints = "204" },
        new("Invoke", "--function-name", Arn, "--invocation-type", "Event", "--payload", """{"a":1}""", "{file}.out") { Query = "[StatusCode,ExecutedVersion]", Prints = "202 $LATEST" },
        new("Invoke", "--function-name", Name, "--payload", "{", "{file}.out") { Fails = "InvalidRequestContentException" },
    ];
}

public sealed class LogsCliTests : CliWitness
{
    private const string Group = "/made/by-the-cli";
    private static readonly string Time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal override string Service => "logs";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("CreateLogGroup", "--log-group-name", Group),
        new("CreateLogGroup", "--log-group-name", Group) { Fails = "ResourceAlreadyExistsException" },
        new("PutRetentionPolicy", "--log-group-name", Group, "--retention-in-days", "14"),
        new("AssociateKmsKey", "--log-group-name", Group, "--kms-key-id", Seeds.KeyArn),
        new("DescribeLogGroups", "--log-group-name-prefix", "/made", "--page-size", "1") { Query = "logGroups[].[logGroupName,retentionInDays,kmsKeyId]", Prints = $"{Group} 14 {Seeds.KeyArn}" },
        new("CreateLogStream", "--log-group-name", Group, "--log-stream-name", "jdoe-1"),
        new("PutLogEvents", "--log-group-name", Group, "--log-stream-name", "jdoe-1", "--log-events", $"timestamp={Time},message=hello"),
        new("DescribeLogStreams", "--log-group-name", Group, "--order-by", "LastEventTime") { Query = "logStreams[].[logStreamName,lastEventTimestamp]", Prints = $"jdoe-1 {Time}" },
        new("GetLogEvents", "--log-group-name", Group, "--log-stream-name", "jdoe-1") { Query = "events[].[timestamp,message]", Prints = $"{Time} hello" },
        new("FilterLogEvents", "--log-group-name", Group, "--log-stream-names", "jdoe-1", "--start-time", Time, "--page-size", "1") { Query = "events[].[logStreamName,message,length(eventId)]", Prints = "jdoe-1 hello 56" },
        new("FilterLogEvents", "--log-group-name", Group, "--log-stream-names", "none") { Fails = "ResourceNotFoundException" },
        new("GetLogEvents", "--log-group-name", Group, "--log-stream-name", "jdoe-1", "--start-from-head", "--end-time", Time) { Query = "events", Prints = "" },
        new("PutDataProtectionPolicy", "--log-group-identifier", Group, "--policy-document", """{"Name":"mask","Version":"2021-06-01","Statement":[]}""") { Query = "logGroupIdentifier", Prints = Group },
        new("GetDataProtectionPolicy", "--log-group-identifier", Group) { Query = "policyDocument", Prints = """{"Name":"mask","Version":"2021-06-01","Statement":[]}""" },
        new("PutLogGroupDeletionProtection", "--log-group-identifier", Group, "--deletion-protection-enabled"),
        new("DescribeLogGroups", "--log-group-name-prefix", "/made") { Query = "logGroups[].[dataProtectionStatus,deletionProtectionEnabled,logGroupClass]", Prints = "ACTIVATED True STANDARD" },
        new("DeleteLogGroup", "--log-group-name", Group) { Fails = "InvalidParameterException" },
        new("PutLogGroupDeletionProtection", "--log-group-identifier", Group, "--no-deletion-protection-enabled"),
        new("DeleteLogGroup", "--log-group-name", Group),
    ];
}

public sealed class OrganizationsCliTests : CliWitness
{
    private const string Second = "444455556666";

    internal override string Service => "organizations";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("ListRoots") { Query = "Roots[].[Id,Name]", Prints = $"{Organization.RootId} Root" },
        new("ListAccounts", "--page-size", "3") { Query = "Accounts[].[Id,Name,State,Status]", Prints = $"111122223333 management ACTIVE ACTIVE\n{Second} workload-second ACTIVE ACTIVE\n{Organization.IdOf(1)} workload-0001 ACTIVE ACTIVE\n{Organization.IdOf(2)} workload-0002 SUSPENDED SUSPENDED" },
        new("ListAccountsForParent", "--parent-id", Organization.Production) { Query = "Accounts[].Id", Prints = Second },
        new("ListAccountsForParent", "--parent-id", "ou-5box-nothing1") { Fails = "ParentNotFoundException" },
        new("ListAccountsForParent", "--parent-id", "Production") { Fails = "InvalidInputException" },
        new("ListOrganizationalUnitsForParent", "--parent-id", Organization.RootId, "--page-size", "1") { Query = "OrganizationalUnits[].[Id,Name]", Prints = $"{Organization.Workloads} Workloads\n{Organization.Closing} Closing" },
        new("ListParents", "--child-id", Second) { Query = "Parents[].[Id,Type]", Prints = $"{Organization.Production} ORGANIZATIONAL_UNIT" },
        new("ListParents", "--child-id", Organization.Workloads) { Query = "Parents[].[Id,Type]", Prints = $"{Organization.RootId} ROOT" },
        new("ListParents", "--child-id", "999999999999") { Fails = "ChildNotFoundException" },
        new("DescribeAccount", "--account-id", Second) { Query = "Account.[Id,Name,Email]", Prints = $"{Second} workload-second workload-second@example.com" },
        new("DescribeAccount", "--account-id", "999999999999") { Fails = "AccountNotFoundException" },
    ];

    protected override SandboxOptions Options => new() { Organization = new OrganizationOptions { Accounts = 1, Inactive = 1 } };
}

public sealed class S3CliTests : CliWitness
{
    internal override string Service => "s3api";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("ListBuckets", "--page-size", "2") { Query = "Buckets[].Name", Prints = "audit-logs audit-logs-dsse\naudit-logs-kms audit-logs-plain\naudit-logs-us" },
        new("CreateBucket", "--bucket", "made-by-the-cli", "--create-bucket-configuration", "LocationConstraint=eu-west-1") { Query = "Location", Prints = "/made-by-the-cli" },
        new("HeadBucket", "--bucket", Seeds.VirginiaBucket) { Query = "BucketRegion", Prints = "us-east-1" },
        new("GetBucketLocation", "--bucket", "made-by-the-cli") { Query = "LocationConstraint", Prints = "eu-west-1" },
        new("PutBucketEncryption", "--bucket", "made-by-the-cli", "--server-side-encryption-configuration", """{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"alias/x"},"BucketKeyEnabled":true}]}"""),
        new("GetBucketEncryption", "--bucket", "made-by-the-cli") { Query = "ServerSideEncryptionConfiguration.Rules[0].[ApplyServerSideEncryptionByDefault.SSEAlgorithm,ApplyServerSideEncryptionByDefault.KMSMasterKeyID,BucketKeyEnabled]", Prints = "aws:kms alias/x True" },
        new("GetBucketEncryption", "--bucket", Seeds.PlainBucket) { Fails = "ServerSideEncryptionConfigurationNotFoundError" },
        new("PutBucketLifecycleConfiguration", "--bucket", "made-by-the-cli", "--lifecycle-configuration", """{"Rules":[{"ID":"old","Filter":{"Prefix":"sessions/"},"Status":"Enabled","Expiration":{"Days":30}}]}"""),
        new("GetBucketLifecycleConfiguration", "--bucket", "made-by-the-cli") { Query = "Rules[].[ID,Filter.Prefix,Status,Expiration.Days]", Prints = "old sessions/ Enabled 30" },
        new("GetBucketLifecycleConfiguration", "--bucket", Seeds.Bucket) { Fails = "NoSuchLifecycleConfiguration" },
        new("GetPublicAccessBlock", "--bucket", Seeds.Bucket) { Query = "PublicAccessBlockConfiguration.[BlockPublicAcls,RestrictPublicBuckets]", Prints = "True True" },
        new("PutPublicAccessBlock", "--bucket", "made-by-the-cli", "--public-access-block-configuration", "BlockPublicAcls=true,IgnorePublicAcls=false"),
        new("GetPublicAccessBlock", "--bucket", "made-by-the-cli") { Query = "PublicAccessBlockConfiguration.[BlockPublicAcls,IgnorePublicAcls]", Prints = "True False" },
        new("GetObjectLockConfiguration", "--bucket", "made-by-the-cli") { Fails = "ObjectLockConfigurationNotFoundError" },
        new("PutObjectLockConfiguration", "--bucket", "made-by-the-cli", "--object-lock-configuration", "ObjectLockEnabled=Enabled") { Fails = "InvalidBucketState" },
        new("GetBucketVersioning", "--bucket", "made-by-the-cli") { Prints = "" },
        new("PutBucketVersioning", "--bucket", "made-by-the-cli", "--versioning-configuration", "Status=Enabled"),
        new("GetBucketVersioning", "--bucket", "made-by-the-cli") { Query = "Status", Prints = "Enabled" },
        new("PutObjectLockConfiguration", "--bucket", "made-by-the-cli", "--object-lock-configuration", """{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"COMPLIANCE","Days":30}}}"""),
        new("GetObjectLockConfiguration", "--bucket", "made-by-the-cli") { Query = "ObjectLockConfiguration.[ObjectLockEnabled,Rule.DefaultRetention.Mode,Rule.DefaultRetention.Days]", Prints = "Enabled COMPLIANCE 30" },
        new("GetBucketPolicy", "--bucket", "made-by-the-cli") { Fails = "NoSuchBucketPolicy" },
        new("PutBucketPolicy", "--bucket", "made-by-the-cli", "--policy", "no json") { Fails = "MalformedPolicy" },
        new("PutBucketPolicy", "--bucket", "made-by-the-cli", "--policy", """{"Statement":[]}"""),
        new("GetBucketPolicy", "--bucket", "made-by-the-cli") { Query = "Policy", Prints = """{"Statement":[]}""" },
        new("PutObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log", "--body", "{file}", "--acl", "bucket-owner-full-control", "--checksum-algorithm", "SHA256") { Query = "ServerSideEncryption", Prints = "AES256" },
        new("HeadObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log") { Query = "[ContentLength,ServerSideEncryption]", Prints = "15 AES256" },
        new("GetObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log", "--range", "bytes=7-", "{file}.part") { Query = "[ContentRange,ContentLength]", Prints = "bytes 7-14/15 8" },
        new("ListObjectsV2", "--bucket", Seeds.Bucket, "--prefix", "logs/") { Query = "Contents[].[Key,Size]", Prints = "logs/a b+ü.log 15" },
        new("DeleteObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log"),
    ];
}

public sealed class SessionCliTests : CliWitness
{
    internal override string Service => "ssm";

    /// <summary>start-session hands what it was answered to this.</summary>
    internal override string Helper => "session-manager-plugin";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeSessions", "--state", "Active") { Query = "Sessions[].Status", Prints = "Connected Connected Disconnected Connected Connected" },
        new("DescribeSessions", "--state", "History", "--page-size", "20") { Query = "length(Sessions)", Prints = "20\n20\n10" },
        new("DescribeSessions", "--state", "History", "--filters", "key=InvokedAfter,value=2024-10-15T21:00:00Z", "key=InvokedBefore,value=2024-10-15T21:00:01Z") { Query = "length(Sessions)", Prints = "0" },
        new("DescribeSessions", "--state", "History", "--filters", "key=Wrong,value=x") { Fails = "ValidationException" },
        new("DescribeSessions", "--state", "History", "--starting-token", "eyJOZXh0VG9rZW4iOiAieCJ9") { Fails = "InvalidNextToken" },
        new("ResumeSession", "--session-id", "o'neil_2-h7jk76rm183vrzvv4uanyer6cc") { Query = "contains(StreamUrl, 'h7jk76rm183vrzvv4uanyer6cc?role=publish_subscribe&cell-number=AAEAA')", Prints = "True" },
        new("ResumeSession", "--session-id", "none") { Fails = "DoesNotExistException" },
        new("TerminateSession", "--session-id", "o'neil_2-h7jk76rm183vrzvv4uanyer6cc") { Query = "SessionId", Prints = "o'neil_2-h7jk76rm183vrzvv4uanyer6cc" },
        new("StartSession", "--target", "i-02364c470a5f0bfd8", "--reason", "to see") { Prints = "" },
        new("StartSession", "--target", "i-none") { Fails = "TargetNotConnected" },
        new("DescribeSessions", "--state", "Active", "--filters", "key=Target,value=i-02364c470a5f0bfd8") { Query = "Sessions[].[Status,Owner,Reason]", Prints = "Connecting arn:aws:iam::111122223333:user/sandbox to see" },
        new("DescribeInstanceInformation", "--page-size", "50") { Query = "length(InstanceInformationList)", Prints = "50\n14" },
    ];

    protected override SandboxOptions Options => new()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero)),
        Sessions = 55,
        SessionRules = new SessionRules { CallsPerSecond = 0 },
    };
}

public sealed class SnsCliTests : CliWitness
{
    private const string Root = "arn:aws:sns:eu-west-1:111122223333:";
    private const string Mine = Root + "made-by-the-cli";

    internal override string Service => "sns";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("CreateTopic", "--name", "made-by-the-cli", "--attributes", "DisplayName=Mine") { Query = "TopicArn", Prints = Mine },
        new("CreateTopic", "--name", "made-by-the-cli.fifo", "--attributes", "FifoTopic=true") { Query = "TopicArn", Prints = Mine + ".fifo" },
        new("CreateTopic", "--name", "a.b") { Fails = "InvalidParameter" },
        new("ListTopics") { Query = "length(Topics)", Prints = "7" },
        new("SetTopicAttributes", "--topic-arn", Mine, "--attribute-name", "KmsMasterKeyId", "--attribute-value", Seeds.KeyAlias),
        new("SetTopicAttributes", "--topic-arn", Mine, "--attribute-name", "Policy", "--attribute-value", "no policy") { Fails = "InvalidParameter" },
        new("GetTopicAttributes", "--topic-arn", Mine) { Query = "Attributes.[DisplayName,KmsMasterKeyId,Owner]", Prints = $"Mine {Seeds.KeyAlias} 111122223333" },
        new("GetTopicAttributes", "--topic-arn", Root + "none") { Fails = "NotFound" },
        new("Publish", "--topic-arn", Mine, "--message", "hello", "--subject", "s") { Query = "length(MessageId)", Prints = "36" },
        new("Publish", "--topic-arn", Mine + ".fifo", "--message", "hello") { Fails = "InvalidParameter" },
        new("DeleteTopic", "--topic-arn", Mine) { Prints = "" },
    ];
}

public sealed class SsmCliTests : CliWitness
{
    private const string Name = "SSM-SessionManagerRunShell";
    private const string Before = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"a"}}""";
    private const string After = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"b"}}""";

    internal override string Service => "ssm";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeDocument", "--name", Name) { Fails = "InvalidDocument" },
        new("CreateDocument", "--name", Name, "--document-type", "Session", "--content", Before) { Query = "DocumentDescription.[Name,Owner,Status,DocumentVersion,DocumentType,DocumentFormat,SchemaVersion]", Prints = $"{Name} 111122223333 Creating 1 Session JSON 1.0" },
        new("UpdateDocument", "--name", Name, "--document-version", "1", "--content", After) { Query = "DocumentDescription.[Status,DocumentVersion,LatestVersion,DefaultVersion]", Prints = "Updating 2 2 1" },
        new("UpdateDocumentDefaultVersion", "--name", Name, "--document-version", "2") { Query = "Description.[Name,DefaultVersion]", Prints = $"{Name} 2" },
        new("DescribeDocument", "--name", Name) { Query = "Document.[Status,LatestVersion,DefaultVersion]", Prints = "Active 2 2" },
        new("GetDocument", "--name", Name, "--document-version", "1") { Query = "[DocumentVersion,DocumentFormat,Content]", Prints = "1 JSON " + Before },
        new("ListDocumentVersions", "--name", Name, "--page-size", "1") { Query = "DocumentVersions[].[DocumentVersion,IsDefaultVersion,Status]", Prints = "2 True Active\n1 False Active" },
        new("ListDocuments", "--filters", "Key=Owner,Values=Self", "Key=DocumentType,Values=Session", "--page-size", "1") { Query = "DocumentIdentifiers[].[Name,Owner,DocumentType,DocumentVersion]", Prints = $"{Name} 111122223333 Session 2" },
        new("ListDocuments", "--filters", "Key=Owner,Values=Amazon", "Key=Name,Values=AWS-", "Key=DocumentType,Values=Session") { Query = "DocumentIdentifiers[].Name", Prints = Seeds.AwsDocument },
        new("ListDocuments", "--filters", "Key=Colour,Values=red") { Fails = "InvalidFilterKey" },
        new("DeleteDocument", "--name", Name) { Prints = "" },
        new("GetServiceSetting", "--setting-id", "/ssm/managed-instance/default-ec2-instance-management-role") { Query = "ServiceSetting.[SettingValue,Status]", Prints = "$None Default" },
    ];
}

public sealed class StsCliTests : CliWitness
{
    internal override string Service => "sts";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetCallerIdentity") { Query = "[Account,Arn]", Prints = "111122223333 arn:aws:iam::111122223333:user/sandbox" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role/" + Seeds.AuditRole, "--role-session-name", "me") { Query = "AssumedRoleUser.Arn", Prints = "arn:aws:sts::444455556666:assumed-role/Audit/me" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role" + Seeds.SsoPath + Seeds.SsoRole, "--role-session-name", "me") { Query = "AssumedRoleUser.Arn", Prints = $"arn:aws:sts::444455556666:assumed-role/{Seeds.SsoRole}/me" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role/" + Seeds.SsoRole, "--role-session-name", "me") { Fails = "AccessDenied" },
        new("GetFederationToken", "--name", "visitor") { Query = "FederatedUser.[FederatedUserId,Arn]", Prints = "111122223333:visitor arn:aws:sts::111122223333:federated-user/visitor" },
        new("AssumeRole", "--role-arn", "arn:aws:iam::444455556666:role/Missing", "--role-session-name", "me") { Fails = "AccessDenied" },
    ];
}
