using SessionLogging.Findings;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Audits;

/// <summary>A Session document that was asked for.</summary>
internal sealed record DocumentLook(PreferenceTarget Target, LookupResult<LoggingPreference> Result);

/// <summary>The rules on preferences as they stand, each a row: what is logged, how, and for how long sessions stay open. A change is judged by others.</summary>
internal static class AuditRules
{
    private const string Logging = "Systems Manager User Guide, Logging session activity";
    private const string Idle = "Systems Manager User Guide, Specify an idle session timeout value: security agencies ask for at most 15 minutes";

    // What AWS's page cites.
    private const int LongestIdle = 15;
    private const int DefaultIdle = 20;

    private static readonly Thing<DocumentLook, LoggingPreference> Preferences =
        new(["Document"], High, "sessions", it => $"Session document {it.Target}", it => it.Result) { Permissions = ["ssm:GetDocument"] };

    private static readonly Thing<AuditEvidence, JustInTimeSessions> JustInTime =
        new([nameof(MaxSessionDuration)], Medium, "just-in-time access", _ => "sessions of just-in-time access", it => it.JustInTime)
        {
            Unnamed = it => it.Document[MaxSessionDuration].State is SettingState.Reference ? Untold : NotApplicable,
            Permissions = ["ssm:DescribeSessions"],
        };

    internal static readonly Rule<DocumentLook>[] OfDocument =
    [
        Preferences.Looked("PreferencesMissing", "Systems Manager API Reference, GetDocument: InvalidDocument", (it, look) => look.State is LookupState.Known
            ? Passed($"There is a {Preferences.Name(it)}.")
            : Fail($"There is no {Preferences.Name(it)}: its sessions run with AWS's defaults and are logged nowhere.", "Make one with Set-SsmS3Logging or Set-SsmCloudWatchLogging.")),
        Preferences.NotSeen("PreferencesNotSeen", "Systems Manager API Reference, GetDocument"),
    ];

    internal static readonly Rule<AuditEvidence>[] All =
    [
        new("LoggedNowhere", High, [nameof(S3BucketName), nameof(CloudWatchLogGroupName)], Logging, _ => "Destinations", it => Destinations(it) switch
        {
            { Count: > 0 } named => Passed($"Logs are to go to {string.Join(" and ", named)}."),
            _ when IsOpen(it, S3BucketName) || IsOpen(it, CloudWatchLogGroupName) => Untold,
            _ => Fail("No bucket and no log group is named: sessions leave no log.", "Name one with Set-SsmS3Logging or Set-SsmCloudWatchLogging."),
        })
        {
            Note = "What is typed and shown stands in the log, so secrets are to be typed hidden: stty -echo; read passwd; stty echo; in a shell, Read-Host -AsSecureString in PowerShell.",
            DoesNotProve = "That a log arrives: Get-SsmSessionReport -CheckLog looks for that of each session.",
        },
        new("LoggedAtEndOnly", Medium, [nameof(CloudWatchStreamingEnabled)], "amazon-ssm-agent: logs are uploaded when a session ends; only streaming hands them on while it runs", _ => nameof(CloudWatchStreamingEnabled), it => it switch
        {
            _ when Destinations(it).Count == 0 => IsOpen(it, S3BucketName) || IsOpen(it, CloudWatchLogGroupName) ? Untold : NotApplicable,
            _ when IsOpen(it, CloudWatchLogGroupName) || it.Document[CloudWatchStreamingEnabled].Flag is null => Untold,
            _ when Text(it, CloudWatchLogGroupName).Length > 0 && it.Document[CloudWatchStreamingEnabled].Flag is true => Pass,
            _ => Warning(
                "Logs are handed on when a session ends, and only then: that of a node that is stopped or dies before is lost.",
                "Stream them to a log group while sessions run, with Enable-SsmCloudWatchStreaming."),
        })
        {
            Note = "Interactive and non-interactive command sessions are never streamed; port forwarding and SSH sessions are never logged at all.",
            DoesNotProve = "That nodes can stream: that needs agent 3.0.356.0 and, on Windows, PowerShell 5.1 without a transcription policy.",
        },
        Encrypted("BucketEncryptionNotRequired", "bucket", S3BucketName, S3EncryptionEnabled, Low),
        Encrypted("LogGroupEncryptionNotRequired", "log group", CloudWatchLogGroupName, CloudWatchEncryptionEnabled, Medium),
        new("IdleTimeoutLong", Information, [nameof(IdleSessionTimeout)], Idle, _ => nameof(IdleSessionTimeout), it => it.Document[IdleSessionTimeout] switch
        {
            { State: SettingState.Reference or SettingState.Malformed } => Untold,
            { State: SettingState.Value, Minutes: null } => Untold,
            { Minutes: <= LongestIdle } => Pass,
            { Minutes: { } minutes } => LongIdle(FormattableString.Invariant($"Sessions end after {minutes} idle minutes.")),
            _ => LongIdle(FormattableString.Invariant($"Sessions end after {DefaultIdle} idle minutes, AWS's default.")),
        }),
        JustInTime.Known("NoMaxDurationForJustInTime", "Systems Manager User Guide, Just-in-time node access: it does not end sessions", (_, sessions) => sessions.Found is { } found
            ? Warning(
                $"Sessions have no longest duration, and there are some of just-in-time access, for example '{found.SessionId}': its approval runs out, and the session stays open.",
                "End every session after 8 hours, with Set-SsmLoggingPreference -MaxSessionDuration 480.")
            : Passed("Sessions have no longest duration, and none of the last 30 days was of just-in-time access, which would need one.")),
        JustInTime.NotSeen("JustInTimeNotSeen", "Systems Manager API Reference, DescribeSessions: AccessType"),
        new("ChannelKeyAsks", Information, [nameof(KmsKeyId)], "Systems Manager User Guide, Turn on KMS key encryption of session data", _ => nameof(KmsKeyId), it => it.Document[KmsKeyId] switch
        {
            { State: SettingState.Reference } => Untold,
            { State: SettingState.Value, Text: { Length: > 0 } key } => Warning(
                $"With the key {Unicode.Quote(key)} every user needs kms:GenerateDataKey and every node kms:Decrypt, or a session ends at its start; what they may do was not looked at.",
                "Allow both in the key's policy or in the roles, and try one session as a user of each kind."),
            _ => Passed("No key is named, so neither users nor nodes need a right to one."),
        })
        {
            Note = "A condition of the key's policy can rely on the encryption context aws:ssm:SessionId and aws:ssm:TargetId; at the challenge aws:ssm:RandomChallenge is in it too. The key encrypts the channel and no log.",
        },
        new("RunAsUserIsAgents", Critical, [nameof(RunAsEnabled), nameof(RunAsDefaultUser)], "amazon-ssm-agent: creates ssm-user only while run as is off", _ => nameof(RunAsDefaultUser), it => it switch
        {
            _ when it.Document[RunAsEnabled].Flag is false => NotApplicable,
            _ when !RunAsUser.IsAgents(it.Document) => IsOpen(it, RunAsDefaultUser) ? Untold : Pass,
            _ when it.Document[RunAsEnabled].Flag is null => Untold,
            _ => RunAsUser.NotOnNewNodes,
        })
        {
            DoesNotProve = "That the nodes have the user: nobody looks at nodes.",
        },
        new("ShellProfileShows", Information, [nameof(LinuxShellProfile), nameof(WindowsShellProfile)], "Systems Manager User Guide, Allow configurable shell profiles", _ => "ShellProfile", it =>
            from setting in new[] { LinuxShellProfile, WindowsShellProfile }
            where Text(it, setting).Length > 0
            select Warning(
                "The text is typed into the terminal when a session starts, so it shows on the screen and stands in every log.",
                "Keep secrets out of it: let it call a script that lies on the node.") with { Place = setting.Name }),
    ];

    private static Rule<AuditEvidence> Encrypted(string id, string noun, PreferenceSetting name, PreferenceSetting flag, FindingSeverity severity) =>
        new(id, severity, [flag.Name], Logging + ": allow only encrypted destinations", _ => flag.Name, it => it switch
        {
            _ when it.Document[name].State is SettingState.Absent or SettingState.Empty or SettingState.Malformed => NotApplicable,
            _ when it.Document[flag].Flag is null => Untold,
            _ when it.Document[flag].Flag is true => Pass,
            _ => Warning(
                $"Encryption of the {noun} is not required: logs go there also where it has lost its encryption, and nobody is told.",
                $"Require it once the {noun} is encrypted."),
        })
        {
            Controls = [Control.RecordProtection],
            DoesNotProve = $"That the {noun} is encrypted: other rules look at it.",
        };

    private static Verdict LongIdle(string what) => Warning(
        FormattableString.Invariant($"{what} Security agencies that AWS cites ask for at most {LongestIdle}."),
        FormattableString.Invariant($"Set it with Set-SsmLoggingPreference -IdleSessionTimeout {LongestIdle}."));

    private static List<string> Destinations(AuditEvidence it) =>
    [
        .. from destination in new[] { (Setting: S3BucketName, Word: "bucket"), (Setting: CloudWatchLogGroupName, Word: "log group") }
           where it.Document[destination.Setting] is { State: SettingState.Value, Text.Length: > 0 }
           select $"the {destination.Word} {Unicode.Quote(Text(it, destination.Setting))}",
    ];

    private static string Text(AuditEvidence it, PreferenceSetting setting) => it.Document[setting].Text ?? "";

    // What it will be is not known before a session starts, or cannot be read.
    private static bool IsOpen(AuditEvidence it, PreferenceSetting setting) => it.Document[setting].State is SettingState.Reference or SettingState.Malformed;
}
