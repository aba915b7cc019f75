# Lays out objects of every type that a cmdlet gives, in tables of several widths, and says what should stand in each column.
param([string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module

$start = [DateTimeOffset]'2026-03-15T22:30:15Z'
$account = '111122223333'
$region = 'ap-southeast-1'
$node = 'mi-0123456789abcdef0'
$session = 'jane.doe@example.com-0123456789abcdef0'

function Get-Session([hashtable] $With) {
    $values = @{
        AccountId = $account; Region = $region; SessionId = $session; Owner = "arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jane.doe@example.com"
        UserName = 'jane.doe@example.com'; Target = $node; TargetName = 'web-server production 01'; Status = 'Terminated'; StartDate = $start; EndDate = $start.AddSeconds(86364)
        LogStatus = 'NotConfigured'; ObservedAt = $start.AddHours(30)
    }
    foreach ($name in $With.Keys) { $values[$name] = $With[$name] }
    [SessionLogging.Sessions.SessionRecord] $values
}

function Add-Variant($Object, [string] $Variant) {
    $shown = [psobject]::new($Object)
    $shown.PSObject.TypeNames.Insert(0, "$($Object.GetType().FullName)#$Variant")
    $shown
}

$whole = [ordered]@{ 'Started (UTC)' = '2026-03-15 22:30'; Duration = '23:59:24'; User = 'jane.doe@example.com'; Target = $node; Log = 'NotConfigured'; Region = $region; Name = 'web-server production 01' }
function Select-Cell([string[]] $Header) { $cells = [ordered]@{}; foreach ($name in $Header) { $cells[$name] = $whole[$name] }; $cells }

$finding = @{
    AccountId = $account; Region = $region; RuleId = 'PatternMatchesAsIntended'; Severity = 'High'; Status = 'NotApplicable'; Subject = 'the pattern'
    Message = 'Sessions of arn:aws:iam::111122223333:role/Operations are not matched, because the pattern asks for other events.'; Remediation = 'Register it anew.'; Reference = 'EventBridge'
}
$failing = $finding.Clone()
$failing.Status = 'Fail'
$preference = @{
    AccountId = $account; Region = $region; DocumentName = 'SSM-SessionManagerRunShell'; DocumentVersion = '1234567'; DefaultVersion = '1234566'; Exists = $true
    S3BucketName = 'session-logs-111122223333-ap'; S3KeyPrefix = 'production/sessions'; CloudWatchLogGroupName = '/session-manager/encrypted'; CloudWatchStreamingEnabled = $true
    Problems = [SessionLogging.Findings.Finding[]] @([SessionLogging.Findings.Finding] $finding)
}
$changes = [SessionLogging.Preferences.Document.SettingChange[]] @(
    [SessionLogging.Preferences.Document.SettingChange]::new('CloudWatchEncryptionEnabled', $false, $true)
    [SessionLogging.Preferences.Document.SettingChange]::new('S3BucketName', 'audit-logs', 'audit-logs-kms')
)
$action = @{
    AccountId = $account; Region = $region; Name = 'notify-operations-of-production-sessions'; State = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'
    Events = [SessionLogging.Actions.SessionEvent[]] @('Start', 'Terminate'); TargetKind = 'Topic'; TargetArn = "arn:aws:sns:${region}:${account}:session-activity"
    RuleArn = "arn:aws:events:${region}:${account}:rule/x"; Pattern = '{}'
}
$statement = [SessionLogging.Permissions.PolicyStatement]::new('ReadBucketEncryption', 'Allow', [string[]] @('s3:GetEncryptionConfiguration', 's3:GetObject'), [string[]] @('arn:aws:s3:::audit-logs'))
$summary = 1..3 | ForEach-Object { Get-Session @{ SessionId = "s-$_"; LogStatus = 'Missing'; UserName = 'jane doe' } } | Measure-SsmSession -By UserName

$cases = @(
    @{ Object = [SessionLogging.Preferences.LoggingPreference] $preference; Row = [ordered]@{
        Account = $account; Region = $region; Version = '1234567'; Default = '1234566'; Problems = '1'; S3 = 'session-logs-111122223333-ap/production/sessions'; CloudWatch = 'Stream: /session-manager/encrypted' } }
    @{ Object = [SessionLogging.Preferences.LoggingPreference] @{ Region = $region; DocumentName = 'x' }; Row = [ordered]@{
        Account = ''; Region = $region; Version = 'none'; Default = ''; Problems = ''; S3 = 'off'; CloudWatch = 'off' } }
    @{ Object = [SessionLogging.Preferences.PreferenceChange] @{ AccountId = $account; Region = $region; DocumentName = 'x'; Result = 'Unchanged'; PreviousVersion = '999'; NewVersion = '1000'; Changes = $changes }; Row = [ordered]@{
        Account = $account; Region = $region; Result = 'Unchanged'; Version = '999 -> 1000'; Changes = "CloudWatchEncryptionEnabled: false -> true S3BucketName: 'audit-logs' -> 'audit-logs-kms'" } }
    @{ Object = [SessionLogging.Preferences.PreferenceDeviation]::new($account, $region, 'x', 'CloudWatchEncryptionEnabled', $null, '/session-manager/encrypted logs'); Row = [ordered]@{
        Account = $account; Region = $region; Setting = 'CloudWatchEncryptionEnabled'; Reference = ''; Difference = '/session-manager/encrypted logs' } }
    @{ Object = Get-Session @{}; Row = Select-Cell 'Started (UTC)', Duration, User, Target, Log }
    @{ Object = Get-Session @{ EndDate = $null; Status = 'Connected'; UserName = "J$([char]0x00FC)rgen $([char]0x4E2D)$([char]0x6587) $([char]0x202E)x"; LogStatus = 'Pending' }; Row = [ordered]@{
        'Started (UTC)' = '2026-03-15 22:30'; Duration = '30:00+'; User = "J$([char]0x00FC)rgen $([char]0x4E2D)$([char]0x6587) \u202Ex"; Target = $node; Log = 'Pending' } }
    @{ Object = Get-Session @{ EndDate = $start.AddDays(123.5); LogStatus = $null; UserName = $null }; Row = [ordered]@{ 'Started (UTC)' = '2026-03-15 22:30'; Duration = '123d 12h'; User = ''; Target = $node; Log = '' } }
    @{ Object = Add-Variant (Get-Session @{}) Duration; Row = Select-Cell 'Started (UTC)', Duration, User, Target }
    @{ Object = Add-Variant (Get-Session @{}) Name; Row = Select-Cell 'Started (UTC)', Duration, User, Target, Name }
    @{ Object = Add-Variant (Get-Session @{}) NameLog; Row = Select-Cell 'Started (UTC)', User, Target, Name, Log }
    @{ Object = Add-Variant (Get-Session @{}) Region; Row = Select-Cell 'Started (UTC)', Region, User, Target, Log }
    @{ Object = Add-Variant (Get-Session @{}) RegionDuration; Row = Select-Cell 'Started (UTC)', Duration, Region, User, Target }
    @{ Object = Add-Variant (Get-Session @{}) RegionName; Row = Select-Cell 'Started (UTC)', Region, User, Target, Name }
    @{ Object = [SessionLogging.Sessions.Origins.SessionAttempt] @{ AccountId = $account; Region = $region; EventTime = $start; Outcome = 'Denied'; UserName = 'jane.doe@example.com'; SourceIPAddress = '2001:db8::a2e:1'; Target = $node }; Row = [ordered]@{
        'Time (UTC)' = '2026-03-15 22:30'; Outcome = 'Denied'; User = 'jane.doe@example.com'; Source = '2001:db8::a2e:1'; Target = $node } }
    @{ Object = [SessionLogging.Preferences.Histories.LoggingPreferenceChange] @{ AccountId = $account; Region = $region; DocumentName = 'x'; Time = $start; Event = 'UpdateDocumentDefaultVersion'; DocumentVersion = '1234567'; UserName = 'jane.doe'; Changes = $changes }; Row = [ordered]@{
        'Time (UTC)' = '2026-03-15 22:30'; Event = 'Default'; Version = '1234567'; User = 'jane.doe'; Changes = "CloudWatchEncryptionEnabled: false -> true S3BucketName: 'audit-logs' -> 'audit-logs-kms'" } }
    @{ Object = [SessionLogging.Sessions.SessionReportCoverage] @{ AccountId = $account; Region = $region; After = $start; Before = $start.AddDays(1); Complete = $false; Sessions = 12345678 }; Row = [ordered]@{
        Account = $account; Region = $region; 'After (UTC)' = '2026-03-15 22:30'; 'Before (UTC)' = '2026-03-16 22:30'; Complete = 'False'; Sessions = '12345678' } }
    @{ Object = $summary; Row = [ordered]@{ Count = '3'; Key = 'jane doe'; Hours = '72.0'; Found = '0'; HalfLost = '0'; Lost = '3'; Unknown = '0'; Expected = '0' } }
    @{ Object = [SessionLogging.Actions.SessionAction] $action; Row = [ordered]@{
        Account = $account; Region = $region; Name = $action.Name; State = $action.State; Events = 'Start Terminate'; Target = 'Topic session-activity' } }
    @{ Object = [SessionLogging.Findings.Finding] $finding; Row = [ordered]@{
        Status = 'NotApplicable'; Rule = 'PatternMatchesAsIntended'; Message = "the pattern: $($finding.Message) $($finding.Remediation)" } }
    @{ Object = [SessionLogging.Audits.RuleDescription] @{ RuleId = 'CloudWatchGroupKeyCannotBeUsedYet'; Severity = 'Information'; LooksAt = [string[]] @('S3BucketName', 'the bucket') }; Row = [ordered]@{
        RuleId = 'CloudWatchGroupKeyCannotBeUsedYet'; Severity = 'Information'; LooksAt = 'S3BucketName, the bucket' } }
    @{ Object = [SessionLogging.Permissions.LoggingPermission] @{ AccountId = $account; Region = $region; DocumentName = 'x'; PolicyType = 'Administrator'; Subject = 'who runs Get-SsmSessionReport'; Statement = [SessionLogging.Permissions.PolicyStatement[]] @($statement) }; Row = [ordered]@{
        Region = $region; PolicyType = 'Administrator'; Subject = 'who runs Get-SsmSessionReport'; Statement = 'ReadBucketEncryption' } }
    @{ Object = $statement; Row = [ordered]@{ Sid = 'ReadBucketEncryption'; Effect = 'Allow'; Action = 's3:GetEncryptionConfiguration s3:GetObject'; Resource = 'arn:aws:s3:::audit-logs' } }
    @{ Object = [SessionLogging.Audits.LoggingDestination] @{ Region = $region; Kind = 'CloudWatch'; LogGroupName = '/session-manager/encrypted'; Suitable = $false; Findings = [SessionLogging.Findings.Finding[]] @([SessionLogging.Findings.Finding] $failing) }; Row = [ordered]@{
        Kind = 'CloudWatch'; Name = '/session-manager/encrypted'; Suitable = 'False'; Reason = $finding.RuleId } }
    @{ Object = [SessionLogging.Logs.Archive.SessionLogSave] @{ Manifest = 'manifest-20260315.json'; Saved = 12345678; Kept = 0; WithoutLog = 7; Failed = 1; SignedBy = 'CN=Audit Department' }; Row = [ordered]@{
        Manifest = 'manifest-20260315.json'; Saved = '12345678'; Kept = '0'; WithoutLog = '7'; Failed = '1'; SignedBy = 'CN=Audit Department' } }
    @{ Object = [SessionLogging.Logs.SessionLogLine] @{ LineNumber = 12345678; Text = 'total 12 drwxr-xr-x 2 root root 4096 and so on, in a line that is longer than any screen here, by some words and a few more'; Marks = 'Hidden' }; Row = [ordered]@{
        Line = '12345678'; '!' = '!'; Text = 'total 12 drwxr-xr-x 2 root root 4096 and so on, in a line that is longer than any screen here, by some words and a few more' } }
    @{ Object = Add-Variant ([SessionLogging.Logs.SessionLogLine] @{ LineNumber = 1; Text = 'ls'; Time = $start }) Time; Row = [ordered]@{ Line = '1'; 'Time (UTC)' = '22:30:15'; '!' = ''; Text = 'ls' } }
    @{ Object = [SessionLogging.Logs.SessionLogEvent] @{ EventTime = $start; RunAsUser = 'ssm-user'; SessionId = $session; SessionData = [string[]] @('a', 'b') }; Row = [ordered]@{
        'Time (UTC)' = '2026-03-15 22:30:15'; RunAsUser = 'ssm-user'; Entries = '2'; SessionId = $session } }
    @{ Object = [SessionLogging.Logs.SessionTranscript] @{ Form = 'WindowsTranscript'; EndMarker = 'EndMarkerSeen'; Source = "/var/log/sessions/$session.log" }; Row = [ordered]@{
        Form = 'WindowsTranscript'; EndMarker = 'EndMarkerSeen'; Lines = '0'; Source = "/var/log/sessions/$session.log" } }
)

$shown = foreach ($case in $cases) {
    # What a person at the screen could type after having seen the headers.
    $columns = foreach ($header in $case.Row.Keys) { $null -ne $case.Object.PSObject.Members[$header] }
    @{
        Type = $case.Object.PSObject.TypeNames[0]
        Headers = @($case.Row.Keys)
        Cells = @($case.Row.Values)
        AreProperties = @($columns)
        Tables = @(foreach ($width in 80, 100, 120) { @{ Width = $width; Text = ($case.Object | Format-Table | Out-String -Width $width) -replace "`r", '' } })
        List = ($case.Object | Format-List | Out-String -Width 80) -replace "`r", ''
        Names = @($case.Object | Select-Object * | ForEach-Object { $_.PSObject.Properties.Name })
        Enumerations = @($case.Object.PSObject.Properties | Where-Object { $_.Value -is [enum] } | ForEach-Object { $_.Name })
        Json = $case.Object | ConvertTo-Json -Depth 3 -Compress -WarningAction Ignore
        Csv = @($case.Object | ConvertTo-Csv -NoTypeInformation)[1]
    }
}

$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
$constrained = ($cases[0].Object | Format-Table | Out-String -Width 80) + ($cases[0].Object | Format-List | Out-String -Width 80)

@{ Cases = @($shown); Constrained = $constrained } | ConvertTo-Json -Depth 6 -Compress
