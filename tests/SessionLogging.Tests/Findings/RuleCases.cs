using SessionLogging.Actions.Checks;
using SessionLogging.Audits;
using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Logs.Archive;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;
using SessionLogging.Tests.Permissions;
using SessionLogging.Tests.Preferences;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Findings;

/// <summary>The three cases of every rule, by its id.</summary>
internal static class RuleCases
{
    private const string Role = "arn:aws:iam::111122223333:role/events";
    private const string Open = """{"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":["kms:*","sts:AssumeRole"]}]}""";
    private const string Closed = """{"Statement":[]}""";

    private static readonly Never Readable = new("What stands in a document can be read.");
    private static readonly Never SaidByItself = new("The rule is what tells that a value cannot be told.");
    private static readonly Never ByTheTarget = new("What is given says it.");
    private static readonly Never Unread = new("What could not be read is another rule's.");
    private static readonly Never NotSeeing = new("Not to see a thing breaks nothing.");

    private static readonly AwsCallException Denial = new(AwsCallFailure.Denied, "S3", "GetBucketEncryption", "AccessDenied", requestId: null, httpStatus: 403, "no");

    private static readonly SessionAction Made = new()
    {
        AccountId = "111122223333", Region = "eu-west-1", Name = "a", RuleArn = "arn", State = "ENABLED", Events = [], Pattern = "{}", TargetKind = ActionTargetKind.Topic,
    };

    private const string TlsOnly = """{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}}""";

    private static readonly DestinationEvidence Where = new(Seen(Bucket("aws:kms"), Group("key"))) { Now = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero), RetentionDays = 365 };

    private static readonly LoggingPreference Stood = new() { Region = "eu-west-1", DocumentName = Edits.Name, Exists = true };

    private static readonly DateTimeOffset Written = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static RecordedCall Call(string userAgent) => new() { EventTime = Written, UserAgent = userAgent, Request = new() { Name = Edits.Name } };

    public static readonly IReadOnlyList<RuleCase> All =
    [
        // Settings.
        RuleCase.Of("StreamingNotBoolean", Stands("CloudWatchStreamingEnabled", "true"), Stands("CloudWatchStreamingEnabled", "\"true\""), Readable),
        RuleCase.Of("FlagNotParsable", Stands("RunAsEnabled", "\"1\""), Stands("RunAsEnabled", "\"yes\""), Stands("RunAsEnabled", "\"{{run}}\"")),
        RuleCase.Of("FlagAsString", Stands("RunAsEnabled", "true"), Stands("RunAsEnabled", "\"true\""), Readable),
        RuleCase.Of("NotText", Stands("KmsKeyId", "\"k\""), Stands("KmsKeyId", "5"), Readable),
        RuleCase.Of("NumberWhereString", Stands("IdleSessionTimeout", "\"20\""), Stands("IdleSessionTimeout", "20"), Readable),
        RuleCase.Of("IdleSessionTimeoutRange", New("IdleSessionTimeout", "60"), New("IdleSessionTimeout", "61"), New("IdleSessionTimeout", "{{idle}}")),
        RuleCase.Of("MaxSessionDurationRange", Stands("MaxSessionDuration", "\"1440\""), Stands("MaxSessionDuration", "\"1441\""), Stands("MaxSessionDuration", "\"{{max}}\"")),
        RuleCase.Of("ReferenceNotChecked", New("S3BucketName", "logs"), New("S3BucketName", "{{ssm:bucket}}"), SaidByItself),
        RuleCase.Of("MissingIdleTimeout", Stands("IdleSessionTimeout", "\"20\""), Stands("IdleSessionTimeout", null), Readable),
        OfText("UnknownPlaceholder", "S3KeyPrefix", "eu-west-1", "{Stage}"),
        OfText("BucketNameIsArn", "S3BucketName", "logs", "arn:aws:s3:::logs"),
        OfText("BucketNameLength", "S3BucketName", "abc", "ab"),
        OfText("BucketNameCharacters", "S3BucketName", "my.logs-1", "my_logs"),
        OfText("BucketNameEnds", "S3BucketName", "logs", "logs-"),
        OfText("BucketNameAdjacentPeriods", "S3BucketName", "my.logs", "my..logs"),
        OfText("BucketNameIsAddress", "S3BucketName", "192.168.5.x", "192.168.5.4"),
        OfText("BucketNameReservedPrefix", "S3BucketName", "logs", "xn--logs"),
        OfText("BucketNameReservedSuffix", "S3BucketName", "logs", "logs-s3alias"),
        OfText("BucketNameHasPeriods", "S3BucketName", "logs", "my.logs"),
        OfText("KeyPrefixIsArn", "S3KeyPrefix", "logs", "s3://logs/a"),
        OfText("KeyPrefixControlCharacters", "S3KeyPrefix", "a b", "a\tb"),
        OfText("KeyPrefixLength", "S3KeyPrefix", new string('x', 923), new string('x', 924)),
        OfText("KeyPrefixIsCleaned", "S3KeyPrefix", "a/b/", "a//b"),
        OfText("KeyPrefixDotSegments", "S3KeyPrefix", "a/..b", "../a"),
        OfText("KeyPrefixLeadingSlash", "S3KeyPrefix", "a/b", "/a"),
        OfText("KeyPrefixDiscouragedCharacters", "S3KeyPrefix", "a-b", "a\\b"),
        OfText("LogGroupNameIsArn", "CloudWatchLogGroupName", "/logs", "arn:aws:logs:eu-west-1:111122223333:log-group:/logs"),
        OfText("LogGroupNameLength", "CloudWatchLogGroupName", new string('x', 512), new string('x', 513)),
        OfText("LogGroupNameCharacters", "CloudWatchLogGroupName", "/a.b#1", "a b"),
        OfText("LogGroupNameReservedPrefix", "CloudWatchLogGroupName", "/aws/ssm", "aws/ssm"),
        OfText("KmsKeyIdShape", "KmsKeyId", "alias/k", "k"),
        OfText("RunAsDefaultUserControlCharacters", "RunAsDefaultUser", "me", "me\n"),
        OfText("ShellProfileControlCharacters", "LinuxShellProfile", "ls\n", "echo \u001b[0m"),

        // Documents.
        RuleCase.Of("DuplicateKey", Text("""{"a":1}"""), Text("""{"a":1,"a":2}"""), Readable),
        RuleCase.Of("NotAnObject", Text("""{"inputs":{}}"""), Text("""{"inputs":1}"""), Readable),
        RuleCase.Of("KeyInOtherCase", Text("""{"inputs":{}}"""), Text("""{"Inputs":{}}"""), Readable),
        RuleCase.Of("MissingSessionType", Text("""{"sessionType":"Standard_Stream"}"""), Text("{}"), Readable),
        RuleCase.Of("UpdateMethodInContent", Text("{}"), Text("""{"UpdateMethod":"NewVersion"}"""), Readable),
        RuleCase.Of("NotPreferences", Text("""{"sessionType":"Standard_Stream"}"""), Text("""{"sessionType":"Port"}"""), Readable),
        RuleCase.Of("DefaultVersionDiffers", new DocumentVersions("4", "4", "4"), new DocumentVersions("4", "3", "4"), new DocumentVersions("3", "3", Latest: null)),

        // What preferences name.
        OfBucket("BucketMissing", Bucket("AES256"), LookupResult.Missing<BucketFacts>()),
        OfBucket("BucketNotAName", LookupResult.Missing<BucketFacts>(), LookupResult.NotAName<BucketFacts>()),
        OfBucket("BucketNotEncrypted", Bucket("AES256"), Bucket(algorithm: null)),
        OfBucket("BucketEncryptionNotAccepted", Bucket("aws:kms"), Bucket("aws:kms:dsse")),
        RuleCase.Of("BucketNotSeen", Seen(bucket: Bucket("AES256")), NotSeeing, Seen(bucket: LookupResult.Failed<BucketFacts>(Denial))),
        OfBucket("BucketInOtherRegion", Bucket("AES256").In("eu-west-1"), Bucket("AES256").In("us-east-1")),
        OfGroup("LogGroupMissing", Group("key"), LookupResult.Missing<LogGroupFacts>()),
        OfGroup("LogGroupNotAName", LookupResult.Missing<LogGroupFacts>(), LookupResult.NotAName<LogGroupFacts>()),
        OfGroup("LogGroupNotEncrypted", Group("key"), Group(key: null)),
        RuleCase.Of("LogGroupNotSeen", Seen(group: Group("key")), NotSeeing, Seen(group: LookupResult.Denied<LogGroupFacts>(Denial))),
        OfKey("KeyMissing", Key(), LookupResult.Missing<KeyFacts>()),
        OfKey("KeyInOtherRegion", Key(), Key(region: "us-east-1")),
        OfKey("KeyNotEnabled", Key(), Key(state: "Disabled")),
        OfKey("KeyNotSymmetric", Key(), Key(isSymmetric: false)),
        RuleCase.Of("KeyNotSeen", Seen(key: Key()), NotSeeing, Seen(key: LookupResult.Denied<KeyFacts>(Denial))),
        RuleCase.Of("RunAsWithoutUser", RunAs("true", "me"), RunAs("true", ""), RunAs("\"{{run}}\"", "me")),

        // Preferences as they stand.
        RuleCase.Of("UnknownKey", Text("""{"inputs":{"s3BucketName":""}}"""), Text("""{"inputs":{"s3Bucket":""}}"""), Readable),
        RuleCase.Of("SchemaVersionNotKnown", Text("""{"schemaVersion":"1.0"}"""), Text("""{"schemaVersion":"2.2"}"""), Readable),
        RuleCase.Of("PreferencesMissing", Looked(LookupResult.Known(Stood)), Looked(LookupResult.Missing<LoggingPreference>()), Looked(LookupResult.Denied<LoggingPreference>(Denial))),
        RuleCase.Of("PreferencesNotSeen", Looked(LookupResult.Missing<LoggingPreference>()), NotSeeing, Looked(LookupResult.Failed<LoggingPreference>(Denial))),
        RuleCase.Of("LoggedNowhere", Standing("S3BucketName=a"), Standing(""), Standing("S3BucketName={{ssm:a}}")),
        RuleCase.Of(
            "LoggedAtEndOnly",
            Standing("CloudWatchLogGroupName=g;CloudWatchStreamingEnabled=true"),
            Standing("S3BucketName=a;CloudWatchStreamingEnabled=true"),
            Standing("CloudWatchLogGroupName=g;CloudWatchStreamingEnabled={{stream}}")),
        RuleCase.Of("BucketEncryptionNotRequired", Standing("S3BucketName=a;S3EncryptionEnabled=true"), Standing("S3BucketName=a"), Standing("S3BucketName=a;S3EncryptionEnabled={{ssm:a}}")),
        RuleCase.Of(
            "LogGroupEncryptionNotRequired",
            Standing("CloudWatchLogGroupName=a;CloudWatchEncryptionEnabled=true"),
            Standing("CloudWatchLogGroupName=a"),
            Standing("CloudWatchLogGroupName=a;CloudWatchEncryptionEnabled={{ssm:a}}")),
        RuleCase.Of("IdleTimeoutLong", Standing("IdleSessionTimeout=15"), Standing("IdleSessionTimeout="), Standing("IdleSessionTimeout={{idle}}")),
        RuleCase.Of("NoMaxDurationForJustInTime", Sessions(found: null), Sessions("jdoe-1"), Standing("")),
        RuleCase.Of("JustInTimeNotSeen", Sessions(found: null), NotSeeing, Standing("")),
        RuleCase.Of("ChannelKeyAsks", Standing(""), Standing("KmsKeyId=alias/k"), Standing("KmsKeyId={{ssm:k}}")),
        RuleCase.Of("RunAsUserIsAgents", Standing("RunAsEnabled=true;RunAsDefaultUser=me"), Standing("RunAsEnabled=true;RunAsDefaultUser=ssm-user"), Standing("RunAsEnabled=true;RunAsDefaultUser={{ssm:u}}")),
        RuleCase.Of("ShellProfileShows", Standing(""), Standing("LinuxShellProfile=date"), Readable),

        // Where logs lie.
        OfLook("BucketOfOtherAccount", it => it with { Owner = LookupResult.Known(new BucketOwner(IsOwn: true)) }, it => it with { Owner = LookupResult.Known(new BucketOwner(IsOwn: false)) }, it => it with { Owner = LookupResult.Denied<BucketOwner>(Denial) }),
        OfLook("BucketKeyNotUsable", it => it with { BucketKey = Key() }, it => it with { BucketKey = Key(state: "PendingDeletion") }, it => it with { BucketKey = LookupResult.Denied<KeyFacts>(Denial) }),
        OfLook(
            "BucketKeyClosedToNodes",
            it => it with { BucketKey = LookupResult.Known(new KeyFacts("arn", "eu-west-1", "Enabled", IsSymmetric: true) { IsAwsManaged = true }) },
            it => it with { BucketKey = Key(), BucketKeyPolicy = LookupResult.Known(new KeyPolicy(Closed)) },
            it => it with { BucketKey = Key(), BucketKeyPolicy = LookupResult.Denied<KeyPolicy>(Denial) }),
        OfLook("BucketPublicAccessOpen", it => it with { PublicAccess = LookupResult.Known(new PublicAccessBlock([])) }, it => it with { PublicAccess = LookupResult.Known(new PublicAccessBlock(["BlockPublicAcls"])) }, it => it with { PublicAccess = LookupResult.Failed<PublicAccessBlock>(Denial) }),
        OfLook("BucketAllowsPlainHttp", it => it with { Policy = LookupResult.Known(new BucketPolicy(TlsOnly)) }, it => it with { Policy = LookupResult.Known(new BucketPolicy(Text: null)) }, it => it with { Policy = LookupResult.Denied<BucketPolicy>(Denial) }),
        OfLook("BucketNotVersioned", it => it with { Versioning = LookupResult.Known(new BucketVersioning("Enabled")) }, it => it with { Versioning = LookupResult.Known(new BucketVersioning("Suspended")) }, it => it with { Versioning = LookupResult.Denied<BucketVersioning>(Denial) }),
        OfLook("BucketNotLocked", it => it with { Lock = LookupResult.Known(new ObjectLock(IsOn: true, "COMPLIANCE", 30)) }, it => it with { Lock = LookupResult.Known(new ObjectLock(IsOn: true, Mode: null, Days: null)) }, it => it with { Lock = LookupResult.Denied<ObjectLock>(Denial) }),
        OfLook("BucketLogsExpire", it => Expires(it, 366), it => Expires(it, 363), it => it with { Lifecycle = LookupResult.Denied<BucketLifecycle>(Denial) }),
        OfLook("LogGroupKeyNotUsable", it => it with { GroupKey = Key() }, it => it with { GroupKey = LookupResult.Missing<KeyFacts>() }, it => it with { GroupKey = LookupResult.Denied<KeyFacts>(Denial) }),
        OfLook(
            "LogGroupKeyClosedToLogs",
            it => it with { GroupKeyPolicy = LookupResult.Known(new KeyPolicy(Open.Replace("events.amazonaws.com", "logs.eu-west-1.amazonaws.com", StringComparison.Ordinal))) },
            it => it with { GroupKeyPolicy = LookupResult.Known(new KeyPolicy(Open.Replace("events.amazonaws.com", "logs.us-east-1.amazonaws.com", StringComparison.Ordinal))) },
            it => it with { GroupKeyPolicy = LookupResult.Denied<KeyPolicy>(Denial) }),
        OfGroupFacts("LogGroupEventsExpire", group => group with { RetentionInDays = 365 }, group => group with { RetentionInDays = 30 }),
        OfGroupFacts("LogGroupClassLimited", group => group, group => group with { Class = "INFREQUENT_ACCESS" }),
        OfGroupFacts("LogGroupDeletable", group => group with { IsDeletionProtected = true }, group => group),
        OfGroupFacts("LogGroupMasked", group => group, group => group with { IsMasked = true }),
        RuleCase.Of(
            "NothingUploadedWhereNotStreamed",
            Standing("S3BucketName=a;CloudWatchLogGroupName=g;CloudWatchStreamingEnabled=true").Destinations,
            Standing("CloudWatchLogGroupName=g;CloudWatchStreamingEnabled=true").Destinations,
            Standing("S3BucketName={{ssm:b}};CloudWatchLogGroupName=g;CloudWatchStreamingEnabled=true").Destinations),
        RuleCase.Of("DestinationNotSeen", Where with { Versioning = LookupResult.Known(new BucketVersioning("Enabled")) }, NotSeeing, Where with { Policy = LookupResult.Denied<BucketPolicy>(Denial) }),

        // What goes round preferences.
        OfDocuments("CustomDocumentNotLogged", Own("a"), Own("a") with { Findings = [Broken] }, Own("a") with { Failure = Denial }),
        OfDocuments("CustomDocumentLogsElsewhere", Own("b"), Own("c"), Own("b") with { IsReadable = false }),
        RuleCase.Of("CustomDocumentsNotSeen", Round with { Documents = LookupResult.Known(new OwnDocuments([])) }, NotSeeing, Round with { Documents = LookupResult.Denied<OwnDocuments>(Denial) }),
        OfSessions("SessionsByOtherDocument", "Mine"),
        OfSessions("SessionsNotLoggable", "AWS-StartSSHSession"),
        RuleCase.Of("SessionsNotSeen", Round with { Sessions = Started() }, NotSeeing, Round with { Sessions = LookupResult.Failed<RememberedSessions>(Denial) }),
        OfStart("OtherDocumentCanBeStarted", right => new StartRights(Role, [right], [])),
        OfStart("PortSessionCanBeStarted", right => new StartRights(Role, [], [right])),
        RuleCase.Of("StartRightsNotSeen", Round with { Start = LookupResult.Known(new StartRights(Role, [], [])) }, NotSeeing, Round with { Start = LookupResult.Denied<StartRights>(Denial) }),
        RuleCase.Of("LogReadsNotRecorded", Read(records: true), Read(records: false), Read(records: null)),
        RuleCase.Of("LogReadsNotSeen", Read(records: true), NotSeeing, Round with { Reads = LookupResult.Denied<ReadRecording>(Denial) }),
        RuleCase.Of("SessionNamesOfCallersChoice", Trusting(NamedByCaller), Trusting(NamedAtWill), Round with { Roles = [new SessionRole("ops", LookupResult.Denied<RoleFacts>(Denial))] }),
        RuleCase.Of("ActionsNotSeen", Round with { Actions = LookupResult.Known(new RegisteredActions(0, [])) }, NotSeeing, Round with { Actions = LookupResult.Denied<RegisteredActions>(Denial) }),

        // Changes.
        RuleCase.Of("NothingIsLogged", Plan("S3BucketName=a;CloudWatchLogGroupName=b", "S3BucketName="), Plan("S3BucketName=a", "S3BucketName="), Readable),
        RuleCase.Of("StoredAsYaml", Plan("", "", isYaml: false), Plan("", "", isYaml: true), Plan("", "", isYaml: null)),
        RuleCase.Of("CustomDocument", Plan("", ""), Plan("", "", name: "My-Document"), ByTheTarget),
        RuleCase.Of("NodeUsersNotChecked", Plan("", "S3BucketName=a"), new Never("Nobody looks at nodes."), Plan("", "RunAsEnabled=true;RunAsDefaultUser=me")),
        RuleCase.Of("RunAsUserNotOnNewNodes", Plan("", "RunAsDefaultUser=me"), Plan("", "RunAsDefaultUser=ssm-user"), Plan("", "RunAsDefaultUser={{user}}")),
        RuleCase.Of("NotEverythingIsStreamed", Plan("", "CloudWatchLogGroupName=a"), Plan("", "CloudWatchLogGroupName=a;CloudWatchStreamingEnabled=true"), Plan("", "CloudWatchStreamingEnabled={{stream}}")),
        RuleCase.Of(
            "StreamingTurnedOff",
            Plan("CloudWatchLogGroupName=a;CloudWatchStreamingEnabled=true", "IdleSessionTimeout=5"),
            Plan("CloudWatchLogGroupName=a;CloudWatchStreamingEnabled=true", "CloudWatchStreamingEnabled=false"),
            Plan("", "CloudWatchStreamingEnabled={{stream}}")),
        RuleCase.Of("ReferenceReplaced", Plan("S3BucketName={{ssm:a}}", "S3BucketName={{ssm:a}}"), Plan("S3BucketName={{ssm:a}}", "S3BucketName=a"), Readable),
        RuleCase.Of(
            "ManagedElsewhere",
            DocumentWriter.OfCalls(Edits.Target, Written, [Call("aws-cli/2.15")]),
            DocumentWriter.OfCalls(Edits.Target, Written, [Call("APN/1.0 HashiCorp/1.0 Terraform/1.9.0")]),
            DocumentWriter.OfCalls(Edits.Target, Written, [])),
        RuleCase.Of("NodeRightsNotChecked", "", new Never("Nobody looks at the nodes' roles."), "newly need: s3:PutObject."),
        RuleCase.Of("LatestOnly", Receipt(latestOnly: false), Receipt(latestOnly: true), ByTheTarget),

        // What actions are handed to.
        OfTopic("TopicMissing", Topic(), LookupResult.Missing<TopicFacts>()),
        RuleCase.Of("TopicNotSeen", Target(Topic()), NotSeeing, Target(LookupResult.Denied<TopicFacts>(Denial))),
        OfTopic("TopicIsFifo", Topic(), Topic(isFifo: true)),
        RuleCase.Of("TopicKeyIsAwsManaged", TopicWith(Key()), Target(Topic("alias/aws/sns")), TopicWith(LookupResult.Denied<KeyFacts>(Denial))),
        OfTopicKey("TopicKeyMissing", Key(), LookupResult.Missing<KeyFacts>()),
        OfTopicKey("TopicKeyNotEnabled", Key(), Key(state: "Disabled")),
        RuleCase.Of("TopicKeyNotSeen", TopicWith(Key()), NotSeeing, TopicWith(Key(), LookupResult.Denied<KeyPolicy>(Denial))),
        RuleCase.Of(
            "TopicKeyClosed",
            TopicWith(Key(), LookupResult.Known(new KeyPolicy(Open))),
            TopicWith(Key(), LookupResult.Known(new KeyPolicy(Closed))),
            TopicWith(Key(), LookupResult.Failed<KeyPolicy>(Denial))),
        RuleCase.Of("PipelineMissing", Target(pipeline: LookupResult.Known(new PipelineFacts("p"))), Target(pipeline: LookupResult.Missing<PipelineFacts>()), Target(pipeline: LookupResult.Denied<PipelineFacts>(Denial))),
        RuleCase.Of("PipelineNotSeen", Target(pipeline: LookupResult.Known(new PipelineFacts("p"))), NotSeeing, Target(pipeline: LookupResult.Denied<PipelineFacts>(Denial))),
        RuleCase.Of("CommandDocumentMissing", Target(document: Document("Command")), Target(document: LookupResult.Missing<DocumentDescription>()), Target(document: LookupResult.Denied<DocumentDescription>(Denial))),
        RuleCase.Of("NotACommandDocument", Target(document: Document("Command")), Target(document: Document("Session")), Target(document: LookupResult.Denied<DocumentDescription>(Denial))),
        RuleCase.Of("CommandDocumentNotSeen", Target(document: Document("Command")), NotSeeing, Target(document: LookupResult.Denied<DocumentDescription>(Denial))),
        OfRole("RoleMissing", LookupResult.Known(new RoleFacts(Role, Open)), LookupResult.NotAName<RoleFacts>()),
        OfRole("RoleNotTrusting", LookupResult.Known(new RoleFacts(Role, Open)), LookupResult.Known(new RoleFacts(Role, Closed))),
        RuleCase.Of("RoleNotSeen", Target(role: LookupResult.Missing<RoleFacts>()), NotSeeing, Target(role: LookupResult.Denied<RoleFacts>(Denial))),

        // Actions.
        RuleCase.Of("RuleEnabled", Action(), Action() with { Action = Made with { State = "DISABLED" } }, Readable),
        RuleCase.Of("TrailRecordsSessions", Action(new TrailEvidence("t", Records: true)), Action(new TrailEvidence("t", Records: false)), Action() with { TrailsFailure = Denial }),
        RuleCase.Of("PatternMatchesAsIntended", Tried(isMatch: true), Tried(isMatch: false), Tried(isMatch: null)),
        RuleCase.Of("RuleAsRegistered", Action(), Action() with { Action = Made with { Problems = ["The rule has no target."] } }, Readable),
        RuleCase.Of("TargetLetsRuleIn", Handed() with { IsGranted = true }, Handed() with { IsGranted = false }, Handed() with { GrantFailure = Denial }),
        RuleCase.Of("TargetAnswers", Handed() with { WasTried = true, Answer = "id" }, Handed() with { WasTried = true, TryFailure = Denial }, new Never("It answers or it does not.")),

        // What a node's role may do.
        RuleCase.Of("NodeRoleMissing", Node(StatementId.SessionChannel, PolicyEffect.Allowed), Without(LookupResult.Missing<NodeRole>()), Without(LookupResult.Denied<NodeRole>(Denial))),
        RuleCase.Of("NodeRoleNotSeen", Without(LookupResult.Missing<NodeRole>()), NotSeeing, Without(LookupResult.Denied<NodeRole>(Denial))),
        OfNode("NodeOpensNoChannel", StatementId.SessionChannel),
        OfNode("NodeFindsNoLogGroup", StatementId.FindLogGroup),
        OfNode("NodeWritesNoLogGroup", StatementId.WriteLogGroup),
        OfNode("NodeReadsNoBucketEncryption", StatementId.ReadBucketEncryption),
        OfNode("NodeWritesNoBucket", StatementId.WriteBucket),
        OfNode("NodeUsesNoBucketKey", StatementId.UseBucketKey),
        OfNode("NodeUsesNoChannelKey", StatementId.OpenChannel),
        RuleCase.Of("NodeRightsNotSeen", Node(StatementId.SessionChannel, PolicyEffect.Allowed), NotSeeing, Node(StatementId.SessionChannel, LookupResult.Failed<PolicySimulation>(Denial))),

        // Archives of logs.
        RuleCase.Of("ManifestMissing", Archive(), Archive() with { Manifests = [Manifest(2)] }, Readable),
        RuleCase.Of("ManifestChanged", Archive(), Archive() with { Manifests = [Manifest(1) with { Problem = "it is no JSON" }] }, Readable),
        RuleCase.Of("ArchiveFileChanged", Archive(), Archive() with { Changed = [new FileFault("a.log", "it is a link now")] }, Unread),
        RuleCase.Of("ArchiveFileMissing", Archive(), Archive() with { Missing = ["a.log"] }, Unread),
        RuleCase.Of("ArchiveFileExtra", Archive(), Archive() with { Extra = ["a.log"] }, Unread),
        RuleCase.Of("ArchiveFileNotRead", Archive(), NotSeeing, Archive() with { Unread = [new FileFault("a.log", "access is denied")] }),
        RuleCase.Of("SignatureBroken", Archive() with { GoodSignatures = 1 }, Archive() with { BrokenSignatures = [new FileFault("manifest-000001.jsonl.p7s", "it is missing")] }, Unread),
        RuleCase.Of("ManifestNotVouchedFor", Archive() with { Anchor = new ArchiveAnchor(), ReachedTo = 1 }, Archive() with { Anchor = new ArchiveAnchor() }, new Never("Without anything that vouches it does not apply.")),
    ];

    private const string NamedAtWill = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}]}""";

    private const string NamedByCaller =
        """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole","Condition":{"StringLike":{"sts:RoleSessionName":"${aws:username}"} } }]}""";

    private static BypassEvidence Round => new(Seen(Bucket("AES256"))) { Owner = LookupResult.Known(new BucketOwner(IsOwn: true)) };

    private static Finding Broken => new()
    {
        RuleId = "LoggedNowhere", Severity = FindingSeverity.High, Status = FindingStatus.Fail, Subject = "s", Message = "m", Remediation = "r", Reference = "f",
    };

    private static OwnDocument Own(string bucket) => new("Mine") { SessionType = "Standard_Stream", BucketName = bucket, LogGroupName = "g" };

    private static RuleCase OfDocuments(string id, OwnDocument passes, OwnDocument fails, OwnDocument cannotBeTold) => RuleCase.Of(
        id,
        Round with { Documents = LookupResult.Known(new OwnDocuments([passes])) },
        Round with { Documents = LookupResult.Known(new OwnDocuments([fails])) },
        Round with { Documents = LookupResult.Known(new OwnDocuments([cannotBeTold])) });

    private static LookupResult<RememberedSessions> Started(string? document = null)
    {
        var sessions = new RememberedSessions();
        sessions.Add(new Session { SessionId = "one" });
        sessions.Add(new Session { SessionId = "two", DocumentName = document });
        return LookupResult.Known(sessions);
    }

    private static RuleCase OfSessions(string id, string document) =>
        RuleCase.Of(id, Round with { Sessions = Started() }, Round with { Sessions = Started(document) }, Round with { Sessions = LookupResult.Denied<RememberedSessions>(Denial) });

    private static RuleCase OfStart(string id, Func<StartRight, StartRights> rights)
    {
        return RuleCase.Of(id, Decided(PolicyEffect.ExplicitDeny), Decided(PolicyEffect.Allowed), Decided(PolicyEffect.ImplicitDeny, "aws:ResourceTag/a"));

        BypassEvidence Decided(PolicyEffect effect, params string[] missing) =>
            Round with { Start = LookupResult.Known(rights(new StartRight("Mine", new PolicyDecision("ssm:StartSession", "arn", effect) { MissingContext = missing }))) };
    }

    private static BypassEvidence Read(bool? records) => Round with { Reads = LookupResult.Known(new ReadRecording([new TrailEvidence("t", records)], 1, "eu-west-1")) };

    private static BypassEvidence Trusting(string policy) => Round with { Roles = [new SessionRole("ops", LookupResult.Known(new RoleFacts(Role, policy)))] };

    private static RuleCase OfNode(string id, StatementId statement) => RuleCase.Of(
        id, Node(statement, PolicyEffect.Allowed), Node(statement, PolicyEffect.ImplicitDeny), Node(statement, LookupResult.Denied<PolicySimulation>(Denial)));

    private static NodeRights Node(StatementId statement, PolicyEffect effect)
    {
        var asked = new NodeRights(PermissionBench.Seen(), "Nodes", LookupResult.Known(new NodeRole("arn:aws:iam::111122223333:role/Nodes", ""))).Question(statement)!;
        return Node(statement, LookupResult.Known(new PolicySimulation([.. asked.Actions.Select(action => new PolicyDecision(action, asked.Resources[0], effect))])));
    }

    private static NodeRights Node(StatementId statement, LookupResult<PolicySimulation> answer) =>
        new(PermissionBench.Seen(), "Nodes", LookupResult.Known(new NodeRole("arn:aws:iam::111122223333:role/Nodes", "")))
        {
            Answers = new Dictionary<StatementId, LookupResult<PolicySimulation>> { [statement] = answer },
        };

    private static NodeRights Without(LookupResult<NodeRole> role) => new(PermissionBench.Seen(), "Nodes", role);

    private static RuleCase OfText(string id, string setting, string passes, string fails) => RuleCase.Of(id, New(setting, passes), New(setting, fails), New(setting, "{{ssm:later}}"));

    private static RuleCase OfBucket(string id, LookupResult<BucketFacts> passes, LookupResult<BucketFacts> fails) =>
        RuleCase.Of(id, Seen(bucket: passes), Seen(bucket: fails), Seen(bucket: LookupResult.Denied<BucketFacts>(Denial)));

    private static RuleCase OfGroup(string id, LookupResult<LogGroupFacts> passes, LookupResult<LogGroupFacts> fails) =>
        RuleCase.Of(id, Seen(group: passes), Seen(group: fails), Seen(group: LookupResult.Failed<LogGroupFacts>(Denial)));

    private static RuleCase OfKey(string id, LookupResult<KeyFacts> passes, LookupResult<KeyFacts> fails) =>
        RuleCase.Of(id, Seen(key: passes), Seen(key: fails), Seen(key: LookupResult.Denied<KeyFacts>(Denial)));

    private static RuleCase OfTopic(string id, LookupResult<TopicFacts> passes, LookupResult<TopicFacts> fails) =>
        RuleCase.Of(id, Target(passes), Target(fails), Target(LookupResult.Failed<TopicFacts>(Denial)));

    private static RuleCase OfTopicKey(string id, LookupResult<KeyFacts> passes, LookupResult<KeyFacts> fails) =>
        RuleCase.Of(id, TopicWith(passes), TopicWith(fails), TopicWith(LookupResult.Denied<KeyFacts>(Denial)));

    private static RuleCase OfRole(string id, LookupResult<RoleFacts> passes, LookupResult<RoleFacts> fails) =>
        RuleCase.Of(id, Target(role: passes), Target(role: fails), Target(role: LookupResult.Denied<RoleFacts>(Denial)));

    private static GivenSetting New(string setting, string text) => GivenSetting.New(new SettingValue(SettingNames.Find(setting), text));

    private static GivenSetting Stands(string setting, string? token)
    {
        var found = SettingNames.Find(setting);
        var document = PreferenceDocument.Parse(token is null ? """{"inputs":{}}""" : $$"""{"inputs":{"{{found.Keys[0]}}":{{token}} } }""");
        return new GivenSetting(found, document[found], IsNew: false);
    }

    private static DocumentText Text(string json) => new(PreferenceDocument.Parse(json));

    private static PreferenceEvidence Seen(LookupResult<BucketFacts>? bucket = null, LookupResult<LogGroupFacts>? group = null, LookupResult<KeyFacts>? key = null) => new(
        "eu-west-1",
        PreferenceDocument.Parse(
            """{"inputs":{"s3BucketName":"b","s3EncryptionEnabled":true,"cloudWatchLogGroupName":"g","cloudWatchEncryptionEnabled":true,"kmsKeyId":"alias/k"}}"""),
        bucket,
        group,
        key);

    private static RuleCase OfLook(string id, Func<DestinationEvidence, DestinationEvidence> passes, Func<DestinationEvidence, DestinationEvidence> fails, Func<DestinationEvidence, DestinationEvidence> cannotBeTold) =>
        RuleCase.Of(id, passes(Where), fails(Where), cannotBeTold(Where));

    private static RuleCase OfGroupFacts(string id, Func<LogGroupFacts, LogGroupFacts> passes, Func<LogGroupFacts, LogGroupFacts> fails) => RuleCase.Of(
        id,
        Where with { Preferences = Seen(group: LookupResult.Known(passes(Group("key").Facts))) },
        Where with { Preferences = Seen(group: LookupResult.Known(fails(Group("key").Facts))) },
        Where with { Preferences = Seen(group: LookupResult.Denied<LogGroupFacts>(Denial)) });

    private static DestinationEvidence Expires(DestinationEvidence it, int days) =>
        it with { Lifecycle = LookupResult.Known(new BucketLifecycle([new ExpirationRule("", days, Date: null)])), Versioning = LookupResult.Known(new BucketVersioning(Status: null)) };

    private static DocumentLook Looked(LookupResult<LoggingPreference> look) => new(Edits.Target, look);

    private static AuditEvidence Standing(string settings) => AuditEvidence.Unseen("eu-west-1", PreferenceDocument.Parse(Edits.Document([.. Pairs(settings)])));

    private static AuditEvidence Sessions(string? found) =>
        Standing("") with { JustInTime = LookupResult.Known(new JustInTimeSessions(found is null ? null : new Session { SessionId = found, AccessType = "JustInTime" })) };

    private static PreferenceEvidence RunAs(string flag, string user) =>
        new("eu-west-1", PreferenceDocument.Parse($$"""{"inputs":{"runAsEnabled":{{flag}},"runAsDefaultUser":"{{user}}"} }"""), Bucket: null, LogGroup: null, Key: null);

    private static LookupResult<BucketFacts> Bucket(string? algorithm) => LookupResult.Known(new BucketFacts("b", algorithm, KmsKeyId: null));

    private static LookupResult<LogGroupFacts> Group(string? key) => LookupResult.Known(new LogGroupFacts("g", key, RetentionInDays: null));

    private static LookupResult<KeyFacts> Key(string region = "eu-west-1", string state = "Enabled", bool isSymmetric = true) => LookupResult.Known(new KeyFacts("arn", region, state, isSymmetric));

    /// <summary>A change of a document; that it is YAML is not known where DescribeDocument was denied.</summary>
    private static PreferencePlan Plan(string before, string edit, bool? isYaml = false, string name = Edits.Name)
    {
        var present = PreferenceDocument.Parse(Edits.Document([.. Pairs(before)]));
        var change = Pairs(edit).Aggregate(PreferenceEdit.Empty, (all, pair) => all.Then(Edits.Of(pair.Setting, pair.Value)));
        var content = new DocumentContent(present.Text, "1", "Active", "Session", CreatedDate: null);
        var state = isYaml is { } known
            ? PreferenceState.Of(new DocumentDescription(name, "111122223333", "1", "1", "Session", "Active", CreatedDate: null, known), content)
            : PreferenceState.Of(content, content);
        return new PreferencePlan(Edits.Target with { DocumentName = name }, state, present, change, present.With(change), dropsLatest: false, []);
    }

    private static IEnumerable<(string Setting, string Value)> Pairs(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));

    private static PreferenceChange Receipt(bool latestOnly) => new()
    {
        AccountId = "111122223333", Region = "eu-west-1", DocumentName = Edits.Name, Result = PreferenceChangeResult.Changed, NewVersion = "2", LatestOnly = latestOnly, Reason = "Denied.", UndoCommand = "undo",
    };

    private static LookupResult<TopicFacts> Topic(string? key = null, bool isFifo = false) => LookupResult.Known(new TopicFacts("arn", "111122223333", "{}", key, isFifo));

    private static LookupResult<DocumentDescription> Document(string type) => LookupResult.Known(new DocumentDescription("d", "111122223333", "1", "1", type, "Active", CreatedDate: null, StoredAsYaml: false));

    private static TargetEvidence Target(
        LookupResult<TopicFacts>? topic = null, LookupResult<PipelineFacts>? pipeline = null, LookupResult<DocumentDescription>? document = null, LookupResult<RoleFacts>? role = null) =>
        new("arn:aws:ssm:eu-west-1:111122223333:document/d", Role) { Topic = topic, Pipeline = pipeline, Document = document, Role = role };

    private static TargetEvidence TopicWith(LookupResult<KeyFacts> key, LookupResult<KeyPolicy>? policy = null) => Target(Topic("alias/k")) with { Key = key, KeyPolicy = policy };

    private static ActionEvidence Action(params TrailEvidence[] trails) => new(Made, new ActionPlace("111122223333", "eu-west-1", "aws")) { Trails = trails };

    private static ActionEvidence Tried(bool? isMatch) => Action() with { Samples = [(new SampleEvent("StartSession as intended", "{}", IsIntended: true), isMatch)] };

    private static ArchiveEvidence Archive() => new() { Folder = "evidence", Manifests = [Manifest(1)], Listed = 1 };

    private static ManifestFile Manifest(int number) => new() { Number = number, Name = ManifestFile.NameOf(number), Sha256 = "0" };

    private static ActionEvidence Handed() => Action() with { Target = Target() };
}
