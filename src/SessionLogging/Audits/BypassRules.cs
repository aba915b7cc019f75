using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Text;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Audits;

/// <summary>The rules on what goes round an account's preferences, each a row: other documents, sessions that nothing logs, and logs that are read unseen.</summary>
internal static class BypassRules
{
    private const string Choosing = "Systems Manager User Guide, Enforce a session document permission check: ssm:SessionDocumentAccessCheck";
    private const string Tunnels = "Systems Manager User Guide, Logging session activity: not available for sessions by port forwarding or SSH, because SSH encrypts all session data";
    private const string OfOwnPolicies =
        "What policies of the organization, a session's own policy and tags of nodes say: IAM was asked about the principal's own policies and permissions boundary alone.";
    private const int MostNamed = 5;

    private static readonly string[] Recording = [Control.RecordGeneration];
    private static readonly string[] Monitoring = [Control.RemoteAccessMonitoring];

    private static readonly Verdict NoPrincipal = Unknown("IAM knows no such principal.", "Give the ARN of a user, group or role that there is, with its path.");

    private static readonly Thing<BypassEvidence, OwnDocuments> Documents =
        new(["Session documents"], High, "sessions", _ => "the account's own Session documents", it => it.Documents) { Permissions = ["ssm:ListDocuments", "ssm:GetDocument"], Controls = Monitoring };

    private static readonly Thing<BypassEvidence, RememberedSessions> Sessions =
        new(["sessions"], Medium, "other documents", _ => "sessions of the last 30 days", it => it.Sessions) { Permissions = ["ssm:DescribeSessions"], Controls = Monitoring };

    private static readonly Thing<BypassEvidence, StartRights> Start =
        new(["principal"], High, "other documents", _ => "rights to start sessions", it => it.Start) { Permissions = ["iam:SimulatePrincipalPolicy"], Controls = Monitoring, DoesNotProve = OfOwnPolicies };

    private static readonly Thing<BypassEvidence, ReadRecording> Reads = new(["trails"], Medium, "CloudTrail", it => $"trails that reach {it.Preferences.Region}", it => it.Reads)
    {
        Unnamed = it => it.Preferences.Document[S3BucketName].State is SettingState.Reference ? Untold : NotApplicable,
        Permissions = ["cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors", "s3:ListAllMyBuckets"],
        Controls = Recording,
        DoesNotProve = "That reads of a log group, and reads that a trail's selectors leave out by other fields, are recorded.",
    };

    private static readonly Thing<BypassEvidence, RegisteredActions> Actions =
        new(["actions"], Medium, "sessions", _ => "registered actions", it => it.Actions) { Permissions = ["events:ListRules", "events:DescribeRule", "events:ListTargetsByRule"], Controls = [] };

    internal static readonly Rule<BypassEvidence>[] All =
    [
        new("CustomDocumentNotLogged", High, Documents.LooksAt, "Systems Manager User Guide, Session document schema: a document carries its own inputs", Documents.Name, it => it.Documents switch
        {
            null => [NotApplicable],
            { State: LookupState.Known, Facts.All: { Count: 0 } } => [Passed("The account has no Session document of its own beside its preferences.")],
            { State: LookupState.Known, Facts.All: var all } => NotLogged(all),
            _ => [Untold],
        })
        {
            Permissions = Documents.Permissions,
            Controls = Monitoring,
            DoesNotProve = "That nobody may start sessions with documents of AWS or of other accounts: -PrincipalArn asks what one principal may start.",
        },
        new("CustomDocumentLogsElsewhere", Medium, Documents.LooksAt, "Systems Manager User Guide, Session document schema: a document carries its own inputs", Documents.Name, it => it.Documents switch
        {
            null => [NotApplicable],
            { State: LookupState.Known, Facts.All: var all } => Elsewhere(it, all),
            _ => [Untold],
        })
        {
            Permissions = Documents.Permissions,
            Controls = Monitoring,
        },
        Documents.NotSeen("CustomDocumentsNotSeen", "Systems Manager API Reference, ListDocuments"),
        Sessions.Known("SessionsByOtherDocument", "Systems Manager API Reference, DescribeSessions: DocumentName", (_, sessions) => sessions.ByOtherDocument.Count == 0
            ? Passed(FormattableString.Invariant($"None of the {sessions.Count} sessions that are known named a document that says by itself where logs go."))
            : Warning(
                FormattableString.Invariant($"{sessions.ByOtherDocument.Values.Sum()} of the {sessions.Count} sessions that are known named another document, so what these preferences say did not hold for them: {Counted(sessions.ByOtherDocument)}."),
                "Look with Get-SsmSessionReport -CheckLog what became of their logs, and ask with -PrincipalArn who may start such sessions.")),
        Sessions.Known("SessionsNotLoggable", Tunnels, (_, sessions) => sessions.Forwarding + sessions.Ssh == 0
            ? Passed(FormattableString.Invariant($"None of the {sessions.Count} sessions that are known forwarded a port or carried SSH."))
            : Warning(
                FormattableString.Invariant($"Of the {sessions.Count} sessions that are known {sessions.Forwarding} forwarded a port and {sessions.Ssh} carried SSH. They leave no log by design: Session Manager only hands on what the two ends say, and SSH encrypts it."),
                "Log on the node itself what has to be known of them, or deny documents of the type Port: -PrincipalArn prints the statement.")),
        Sessions.NotSeen("SessionsNotSeen", "Systems Manager API Reference, DescribeSessions"),
        Start.Looked("OtherDocumentCanBeStarted", Choosing, (it, start) => start.State is LookupState.Missing ? NoPrincipal : Judged(it, start.Facts.PrincipalArn, start.Facts.Other, "that says by itself where logs go")),
        Start.Looked("PortSessionCanBeStarted", Choosing, (it, start) => start.State is LookupState.Missing ? NoPrincipal : Judged(it, start.Facts.PrincipalArn, start.Facts.Port, "whose sessions are never logged")),
        Start.NotSeen("StartRightsNotSeen", "IAM API Reference, SimulatePrincipalPolicy"),
        Reads.Known("LogReadsNotRecorded", "CloudTrail User Guide, Logging data events: AWS::S3::Object", ReadsRecorded),
        Reads.NotSeen("LogReadsNotSeen", "CloudTrail API Reference, DescribeTrails"),
        new("SessionNamesOfCallersChoice", Low, ["roles"], "IAM User Guide, IAM and AWS STS condition context keys: sts:RoleSessionName, sts:SourceIdentity", _ => "roles that start sessions", it => it.Roles switch
        {
            null => [it.Sessions is null ? NotApplicable : Untold],
            { Count: 0 } => [NotApplicable],
            var roles => Names(roles),
        })
        {
            Permissions = ["ssm:DescribeSessions", "iam:GetRole"],
            Controls = Recording,
            DoesNotProve = "That the name is a person's: only the trust policies of roles that have started sessions were read, and no role of IAM Identity Center, which names sessions itself.",
        },
        Actions.NotSeen("ActionsNotSeen", "EventBridge API Reference, ListRules"),
    ];

    private static List<Verdict> NotLogged(IReadOnlyList<OwnDocument> documents)
    {
        var verdicts = documents.Select(Logged).Where(verdict => verdict.Status is not FindingStatus.Pass).ToList();
        return verdicts.Count > 0 ? verdicts : [Passed(FormattableString.Invariant($"Each of the account's {documents.Count} other Session documents names a destination, and no rule finds that its sessions are refused or their logs lost."))];
    }

    private static Verdict Logged(OwnDocument document)
    {
        var name = Unicode.Quote(document.Name);
        var verdict = document switch
        {
            { Failure: { Kind: AwsCallFailure.Denied } denied } => Unknown($"The Session document {name} could not be read, since {denied.Action} was denied.", $"Allow {denied.Action}, or look with other credentials."),
            { Failure: { } failure } => Unknown($"The Session document {name} could not be read. {failure.Message}", failure.RecommendedAction ?? "Look at it with Get-SsmLoggingPreference.") with { FailedLook = failure },
            { IsReadable: false } => Unknown($"The Session document {name} is no JSON object, so what its sessions leave is not known.", "Look at it in Systems Manager."),
            { SessionType: "Port" } => Warning($"Sessions that name the document {name} forward a port, and leave no log by design.", "Delete it where nobody needs it, or deny documents of the type Port: -PrincipalArn prints the statement."),
            _ when document.Findings.Where(finding => finding.Status is FindingStatus.Fail).Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } broken => Fail(
                $"Sessions that name the document {name} leave no log, or are refused: {string.Join(", ", broken)}.", $"Look with Test-SsmLoggingPreference -DocumentName {document.Name}, which says why and prints what mends it."),
            _ when document.Findings.Any(finding => finding.Status is FindingStatus.Unknown) => Unknown(
                $"Whether sessions that name the document {name} are logged is not known.", $"Look with Test-SsmLoggingPreference -DocumentName {document.Name} what could not be looked at."),
            _ => Pass,
        };
        return verdict with { Place = $"document '{document.Name}'" };
    }

    private static IEnumerable<Verdict> Elsewhere(BypassEvidence it, IReadOnlyList<OwnDocument> documents)
    {
        var (bucket, group) = (it.Preferences.Text(S3BucketName), it.Preferences.Text(CloudWatchLogGroupName));
        foreach (var document in documents.Where(document => document is { Failure: null, IsReadable: true } && document.SessionType != "Port" && (document.BucketName + document.LogGroupName).Length > 0))
        {
            if (document.BucketName != bucket || document.LogGroupName != group)
            {
                yield return Warning(
                    $"Sessions that name the document {Unicode.Quote(document.Name)} log to {Named(document.BucketName, document.LogGroupName)}, and those of the account's preferences to {Named(bucket, group)}.",
                    "See that whoever keeps the logs keeps both, or let the document log to the same place.") with { Place = $"document '{document.Name}'" };
            }
        }

        if (documents.Any(document => document is { Failure: not null } or { IsReadable: false }))
        {
            yield return Untold;
        }
    }

    private static string Named(string bucket, string group)
    {
        var named = new[] { bucket.Length > 0 ? $"the bucket {Unicode.Quote(bucket)}" : "", group.Length > 0 ? $"the log group {Unicode.Quote(group)}" : "" }.Where(text => text.Length > 0).ToList();
        return named.Count > 0 ? string.Join(" and ", named) : "nowhere";
    }

    private static string Counted(IReadOnlyDictionary<string, int> counts)
    {
        var most = counts.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).ToList();
        return string.Join(", ", most.Take(MostNamed).Select(each => FormattableString.Invariant($"{Unicode.Quote(each.Key)} {each.Value}"))) + (most.Count > MostNamed ? " and others" : "");
    }

    private static Verdict Judged(BypassEvidence it, string principal, IReadOnlyList<StartRight> rights, string kind)
    {
        var allowed = rights.Where(right => right.IsAllowed is true).Select(right => right.DocumentName).ToList();
        var open = rights.Where(right => right.IsAllowed is null).ToList();
        var who = Unicode.Quote(principal);
        return allowed.Count > 0 ? Fail($"The own policies of {who} let it start sessions with a document {kind}: {string.Join(", ", allowed)}.", Closing(it))
            : open.Count > 0 ? Unknown(
                $"Whether {who} may start sessions with a document {kind} hangs on what IAM was not told: {string.Join(", ", open.SelectMany(right => right.Decision?.MissingContext ?? []).Distinct(StringComparer.Ordinal))}.",
                "Look at the conditions of its policies.")
            : Passed(FormattableString.Invariant($"The own policies of {who} allow none of the {rights.Count} documents {kind} that IAM was asked about."));
    }

    // A session needs every resource that its call names: the node, and the document.
    private static string Closing(BypassEvidence it)
    {
        var partition = it.Start!.Facts.PrincipalArn.Split(':')[1];
        return "Deny it by this statement, in a policy of the principal or, for a whole organization, in a service control policy: "
            + $$"""{"Sid":"OnlyLoggedSessions","Effect":"Deny","Action":"ssm:StartSession","NotResource":["arn:{{partition}}:ec2:*:*:instance/*","arn:{{partition}}:ssm:*:*:managed-instance/*","arn:{{partition}}:ecs:*:*:task/*","arn:{{partition}}:ssm:*:*:document/{{SessionDocumentName.AccountPreferences}}"]}"""
            + ". And give ssm:StartSession on that document and the nodes alone, with the condition "
            + """{"BoolIfExists":{"ssm:SessionDocumentAccessCheck":"true"}}.""";
    }

    private static Verdict ReadsRecorded(BypassEvidence it, ReadRecording reads)
    {
        var bucket = it.Preferences.Text(S3BucketName);
        return reads.Trails.FirstOrDefault(trail => trail.Records is true) is { } trail ? it.Owner is { State: LookupState.Known, Facts.IsOwn: true }
                ? Passed($"The trail '{trail.Arn}' is on and records who reads objects of the bucket '{bucket}' where logs lie.")
                : Unknown($"The bucket '{bucket}' is another account's, or may be: who reads it is recorded by that account's trails, which were not looked at.", "Look at the trails of the bucket's account.")
            : reads.Trails.Any(trail => trail.Records is null) ? Unknown(string.Join(" ", reads.Trails.Where(trail => trail.Records is null).Select(trail => trail.Doubt)), "Look at the trail's event selectors.")
            : reads.Region != it.Preferences.Region ? Unknown(
                $"No trail that reaches {it.Preferences.Region} records who reads the bucket '{bucket}'; it lies in {reads.Region}, and trails of that Region alone were not looked at.", $"Look at the trails of {reads.Region}.")
            : Warning(
                FormattableString.Invariant($"None of the {reads.Count} trails that reach {reads.Region} is on and records data events of reads of the bucket '{bucket}': who has read a log is not known."),
                $"Add an event selector to a trail that records data events of the type AWS::S3::Object for the bucket '{bucket}', reads among them, beside the selectors that it has.");
    }

    private static IEnumerable<Verdict> Names(IReadOnlyList<SessionRole> roles)
    {
        var free = roles.Where(role => role.Look.State is LookupState.Known).Select(role => (role.Name, Choosers: PolicyText.NameChoosers(role.Look.Facts.TrustPolicy))).Where(role => role.Choosers.Count > 0).ToList();
        var unseen = roles.Where(role => role.Look.State is LookupState.Denied or LookupState.Failed or LookupState.NotLooked).ToList();
        foreach (var (name, choosers) in free)
        {
            yield return Warning(
                $"The role '{name}' has started sessions, and {string.Join(", ", choosers.Take(MostNamed).Select(Unicode.Quote))}{(choosers.Count > MostNamed ? " and others" : "")} may name its sessions as they like: the owner of a session is who they say.",
                "Ask in the role's trust policy for sts:RoleSessionName or sts:SourceIdentity to follow from the caller, for example by StringLike with ${aws:username}.") with { Place = $"role '{name}'" };
        }

        if (unseen.Count > 0)
        {
            var failure = unseen.Select(role => role.Look).FirstOrDefault(look => look.State is LookupState.Denied or LookupState.Failed)?.Failure;
            yield return Unknown(
                FormattableString.Invariant($"Whether callers choose the names of sessions of {unseen.Count} roles is not known, {string.Join(", ", unseen.Take(MostNamed).Select(role => Unicode.Quote(role.Name)))}{(unseen.Count > MostNamed ? " among them" : "")}: ")
                    + (failure is null ? "there are too many to look at." : failure.Kind is AwsCallFailure.Denied ? $"{failure.Action} was denied." : failure.Message),
                failure is { Kind: AwsCallFailure.Denied } ? $"Allow {failure.Action}, or look with other credentials." : "Look at their trust policies.");
        }

        if (free.Count + unseen.Count == 0)
        {
            yield return Passed(FormattableString.Invariant($"The trust policies of the {roles.Count} roles that have started sessions, as far as they are there, let nobody choose the name of a session."));
        }
    }
}
