namespace SessionLogging.Audits;

/// <summary>What AWS's page on logging session activity says of an account, sentence by sentence, and what answers it here: a cmdlet, rules, or that it is no goal.</summary>
internal static class PageStatements
{
    /// <summary>The statements in the page's order.</summary>
    internal static readonly IReadOnlyList<PageStatement> All =
    [
        new("Session logs hold the commands that ran and their output.", "`Get-SsmSessionLog` shows them.", ["LoggedNowhere"]),
        new("Hide what is typed and should not be logged: `stty -echo; read passwd; stty echo;`, `Read-Host -AsSecureString`.", "Said with where logs go.", ["LoggedNowhere", "ShellProfileShows"]),
        new("Logging is not available for sessions by port forwarding or SSH, because SSH encrypts all session data.", "`Get-SsmSessionReport` gives such sessions as `NotLoggable`; `Test-SsmLoggingPreference` counts those of 30 days, and `-PrincipalArn` asks who may start them.", ["SessionsNotLoggable", "PortSessionCanBeStarted", "LoggedAtEndOnly", "NotEverythingIsStreamed"]),
        new("The instance profile needs permissions for S3 or CloudWatch Logs.", "`Test-SsmLoggingPermission` asks IAM what the role's own policies say; `Get-SsmLoggingPermission -PolicyType NodeRole` gives the policy.", ["NodeWritesNoBucket", "NodeReadsNoBucketEncryption", "NodeFindsNoLogGroup", "NodeWritesNoLogGroup", "NodeUsesNoChannelKey", "NodeRightsNotChecked", "BucketKeyClosedToNodes"]),
        new("Logs can be streamed to CloudWatch Logs as JSON, with the user's id, the commands and times.", "`Enable-SsmCloudWatchStreaming` turns it on, `Get-SsmSessionLog` reads it.", ["LoggedAtEndOnly", "NothingUploadedWhereNotStreamed"]),
        new("Interactive commands are not streamed.", "Said with streaming.", ["LoggedAtEndOnly", "NotEverythingIsStreamed"]),
        new("Allow only encrypted CloudWatch log groups (recommended); clear it where the group is not encrypted.", "`Set-SsmCloudWatchLogging -RequireEncryption`, `-AllowUnencrypted`.", ["LogGroupEncryptionNotRequired", "LogGroupNotEncrypted", "LogGroupKeyNotUsable", "LogGroupKeyClosedToLogs"]),
        new("Pick a log group from the list, or enter one that exists.", "`Get-SsmLoggingDestination -Kind CloudWatch` lists them, with whether each is suitable.", ["LogGroupMissing", "LogGroupNotAName", "LogGroupNameIsArn"]),
        new("By default logs in S3 are encrypted, with the bucket's key, by KMS or AES-256.", "`Set-SsmS3Logging -RequireEncryption`.", ["BucketEncryptionNotRequired", "BucketNotEncrypted", "BucketEncryptionNotAccepted"]),
        new("Encryption must be allowed on the bucket.", "Looked at as the agent does.", ["BucketNotEncrypted", "BucketEncryptionNotAccepted"]),
        new("Periods in a bucket's name do not match the wildcard of its TLS certificate.", "Warned of.", ["BucketNameHasPeriods"]),
        new("For such buckets use HTTP, or write certificate verification of your own.", "No goal, ever: the module reads by path over TLS.", ["BucketAllowsPlainHttp"]),
        new("With a customer managed key the instance profile needs explicit permission to it; with an AWS managed key it does not.", "By the key's own policy at best a warning; `Test-SsmLoggingPermission` asks the role's.", ["BucketKeyNotUsable", "BucketKeyClosedToNodes", "NodeUsesNoBucketKey"]),
        new("Pick a bucket from the list, or enter one.", "`Get-SsmLoggingDestination -Kind S3` lists them, with whether each is suitable.", ["BucketMissing", "BucketNotAName", "BucketOfOtherAccount", "BucketInOtherRegion"]),
        new("A key prefix is optional.", "`Set-SsmS3Logging -KeyPrefix`.", ["KeyPrefixIsCleaned", "KeyPrefixLength"]),
        new("Logs can be sent to CloudWatch Logs at the end of sessions, with or without encryption.", "`Set-SsmCloudWatchLogging`.", ["LoggedAtEndOnly", "LogGroupEncryptionNotRequired"]),
    ];

    /// <summary>What else leaves or reads logs of sessions, or goes round them.</summary>
    internal static readonly IReadOnlyList<PageStatement> Beyond =
    [
        new("Sessions can name another Session document, which carries destinations of its own.", "`Test-SsmLoggingPreference` judges each document of the account by the same rules, and counts the sessions that named one.", ["CustomDocumentNotLogged", "CustomDocumentLogsElsewhere", "SessionsByOtherDocument"]),
        new("Who may start sessions with which document is a matter of `ssm:StartSession` on documents, and of `ssm:SessionDocumentAccessCheck`.", "`Test-SsmLoggingPreference -PrincipalArn`, by IAM's simulation; the statement that closes it is printed.", ["OtherDocumentCanBeStarted", "PortSessionCanBeStarted"]),
        new("Whoever may read the destination may read what was typed.", "Whether trails record reads of the bucket.", ["LogReadsNotRecorded", "LogGroupMasked"]),
        new("A session's owner is the name of a role's session.", "Whether trust policies let callers choose it.", ["SessionNamesOfCallersChoice"]),
        new("Notifications of sessions hang on a trail and on the policy of what they are handed to.", "`Test-SsmSessionAction`, which `Test-SsmLoggingPreference` asks for each registered action.", ["TrailRecordsSessions", "TargetLetsRuleIn", "ActionsNotSeen"]),
        new("Fleet Manager's sessions by RDP are recorded by another service, by preferences of its own (`ssm-guiconnect`).", "No goal: no Session document reaches them, and this module asks no service of theirs.", []),
        new("ECS Exec is logged by its cluster (`executeCommandConfiguration`).", "No goal: clusters are not asked. `Get-SsmSessionReport` tells such sessions from others.", []),
        new("A copy of the log stays on the node.", "No goal: nobody looks at nodes.", []),
    ];
}

/// <summary>A statement of AWS's page.</summary>
/// <param name="Text">What it says, shortened.</param>
/// <param name="Answer">What answers it.</param>
/// <param name="RuleIds">The rules that look at it.</param>
internal sealed record PageStatement(string Text, string Answer, IReadOnlyList<string> RuleIds);
