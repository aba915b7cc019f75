using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;
using static SessionLogging.Accounts.ConnectionArguments;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Audits;

/// <summary>What a finding is mended in: a document of an account.</summary>
/// <param name="Finding">The finding, of a rule that is broken.</param>
/// <param name="Evidence">What was seen; <see langword="null"/> where there is no document.</param>
/// <param name="Target">Where it lies.</param>
internal sealed record Broken(Finding Finding, AuditEvidence? Evidence, PreferenceTarget Target)
{
    internal PreferenceDocument? Document => Evidence?.Document;

    internal string Text(PreferenceSetting setting) => Document?[setting].Text ?? "";

    internal bool IsOn(PreferenceSetting flag) => Document?[flag].Flag is true;
}

/// <summary>The commands that mend what rules find, by their ids. A variable in a command stands for what only its user can choose.</summary>
internal static class Mending
{
    private const string Set = "Set-SsmLoggingPreference";

    private static readonly Dictionary<string, Func<Broken, string?>> OfModule = new(StringComparer.Ordinal)
    {
        ["PreferencesMissing"] = _ => "Set-SsmS3Logging -BucketName $BucketName",
        ["LoggedNowhere"] = _ => "Set-SsmS3Logging -BucketName $BucketName",
        ["LoggedAtEndOnly"] = it => "Enable-SsmCloudWatchStreaming" + (it.Text(CloudWatchLogGroupName).Length > 0 ? "" : " -LogGroupName $LogGroupName"),
        ["BucketEncryptionNotRequired"] = it => IsEncryptedBucket(it) ? "Set-SsmS3Logging -RequireEncryption" : null,
        ["LogGroupEncryptionNotRequired"] = it => it.Evidence!.Preferences.LogGroup is { State: LookupState.Known, Facts.KmsKeyId: not null } ? $"{ToGroup(it)} -RequireEncryption" : null,
        ["IdleTimeoutLong"] = _ => $"{Set} -IdleSessionTimeout 15",
        ["MissingIdleTimeout"] = _ => $"{Set} -IdleSessionTimeout 15",
        ["IdleSessionTimeoutRange"] = _ => $"{Set} -IdleSessionTimeout 15",
        ["MaxSessionDurationRange"] = _ => $"{Set} -MaxSessionDuration 480",
        ["NoMaxDurationForJustInTime"] = _ => $"{Set} -MaxSessionDuration 480",
        ["NumberWhereString"] = WriteAgain,
        ["FlagNotParsable"] = WriteAgain,
        ["FlagAsString"] = WriteAgain,
        ["StreamingNotBoolean"] = WriteAgain,
        ["DefaultVersionDiffers"] = _ => $"{Set} -BaseVersion Latest",
        ["BucketNotAName"] = it => BucketAddress.NameIn(it.Text(S3BucketName)) is { } name ? $"Set-SsmS3Logging -BucketName {Quoted(name)}" : "Set-SsmS3Logging -BucketName $BucketName",
        ["BucketNameIsArn"] = it => BucketAddress.NameIn(it.Text(S3BucketName)) is { } name ? $"Set-SsmS3Logging -BucketName {Quoted(name)}" : null,
        ["BucketEncryptionNotAccepted"] = _ => "Set-SsmS3Logging -AllowUnencrypted",
        ["LogGroupNameIsArn"] = ToGroupInArn,
        ["LogGroupNotAName"] = it => ToGroupInArn(it) ?? $"{ToGroup(it)} -LogGroupName $LogGroupName",
        ["KeyMissing"] = WithoutKey,
        ["KmsKeyIdShape"] = WithoutKey,
        ["KeyInOtherRegion"] = WithoutKey,
        ["KeyNotSymmetric"] = WithoutKey,
        ["NothingUploadedWhereNotStreamed"] = _ => "Set-SsmS3Logging -BucketName $BucketName",
        ["RunAsWithoutUser"] = _ => $"{Set} -RunAsDefaultUser $User",
        ["RunAsUserIsAgents"] = _ => $"{Set} -RunAsDefaultUser $User",
        ["RunAsDefaultUserControlCharacters"] = _ => $"{Set} -RunAsDefaultUser $User",
        ["ShellProfileShows"] = it => $"{Set} -{it.Finding.Subject} ''",
    };

    private static readonly Dictionary<string, Func<Broken, string?>> OfCli = new(StringComparer.Ordinal)
    {
        ["BucketMissing"] = it => $"aws s3api create-bucket --bucket {Quoted(it.Text(S3BucketName))}"
            + (it.Target.Region == "us-east-1" ? "" : $" --create-bucket-configuration LocationConstraint={it.Target.Region}"),
        ["BucketNotEncrypted"] = it => $"aws s3api put-bucket-encryption --bucket {Quoted(it.Text(S3BucketName))} "
            + "--server-side-encryption-configuration 'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=AES256}}]'",
        ["LogGroupMissing"] = it => $"aws logs create-log-group --log-group-name {Quoted(it.Text(CloudWatchLogGroupName))}",
        ["LogGroupNotEncrypted"] = it => $"aws logs associate-kms-key --log-group-name {Quoted(it.Text(CloudWatchLogGroupName))} --kms-key-id $KeyArn",
        ["KeyNotEnabled"] = it => EnableKey(it, it.Evidence!.Preferences.Key),
        ["BucketKeyNotUsable"] = it => EnableKey(it, it.Evidence!.Destinations.BucketKey),
        ["LogGroupKeyNotUsable"] = it => EnableKey(it, it.Evidence!.Destinations.GroupKey),
        ["BucketPublicAccessOpen"] = it => $"aws s3api put-public-access-block --bucket {Quoted(it.Text(S3BucketName))} "
            + "--public-access-block-configuration 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true'",
        ["BucketNotVersioned"] = it => $"aws s3api put-bucket-versioning --bucket {Quoted(it.Text(S3BucketName))} --versioning-configuration Status=Enabled",
        ["LogGroupDeletable"] = it => $"aws logs put-log-group-deletion-protection --log-group-identifier {Quoted(it.Text(CloudWatchLogGroupName))} --deletion-protection-enabled",
        ["LogGroupEventsExpire"] = KeepEvents,
    };

    /// <summary>The ids of the rules that have a command of this module.</summary>
    internal static IEnumerable<string> ModuleRuleIds => OfModule.Keys;

    /// <summary>The ids of the rules that have a command.</summary>
    internal static IEnumerable<string> RuleIds => OfModule.Keys.Concat(OfCli.Keys);

    /// <summary>The command; <see langword="null"/> where there is none, or it could reach another account.</summary>
    /// <param name="broken">What is to be mended.</param>
    /// <param name="baseVersion">The version that a change has to start from, where latest and default differ.</param>
    internal static string? CommandFor(Broken broken, BaseVersion? baseVersion)
    {
        if (OfModule.TryGetValue(broken.Finding.RuleId, out var ours) && ours(broken) is { } command)
        {
            var version = baseVersion is { } given && !command.Contains("-BaseVersion") ? $" -BaseVersion {given}" : "";
            return broken.Target.Command(command + version);
        }

        return OfCli.TryGetValue(broken.Finding.RuleId, out var cli) && cli(broken) is { } option ? broken.Target.CliCommand(option) : null;
    }

    // The CLI asks in the Region of the sessions, where a key of another one is not known.
    private static string? EnableKey(Broken it, LookupResult<KeyFacts>? key) =>
        key is { State: LookupState.Known, Facts: { State: "Disabled", Arn: var arn, Region: var region } } && region == it.Target.Region ? $"aws kms enable-key --key-id {arn}" : null;

    private static string KeepEvents(Broken it)
    {
        var group = Quoted(it.Text(CloudWatchLogGroupName));
        return LogRetention.AtLeast(it.Evidence!.Destinations.RetentionDays ?? 1) is { } days
            ? FormattableString.Invariant($"aws logs put-retention-policy --log-group-name {group} --retention-in-days {days}")
            : $"aws logs delete-retention-policy --log-group-name {group}";
    }

    // What is not known to be encrypted is not asked to be: sessions would be refused.
    private static bool IsEncryptedBucket(Broken it) => it.Evidence!.Preferences.Bucket is { State: LookupState.Known, Facts.DefaultEncryption: { } algorithm } && PreferenceChecks.AcceptedAlgorithms.Contains(algorithm);

    private static string WithoutKey(Broken it) => $"{Set} -KmsKeyId ''";

    private static string ToGroup(Broken it) => it.IsOn(CloudWatchStreamingEnabled) ? "Enable-SsmCloudWatchStreaming" : "Set-SsmCloudWatchLogging";

    private static string? ToGroupInArn(Broken it) =>
        LogGroupArn.NameIn(it.Text(CloudWatchLogGroupName)) is { } name ? $"{ToGroup(it)} -LogGroupName {Quoted(name)}" : null;

    // What it means stays where that is known; where it is not, the safe side: encryption required where there is a destination, off what is unused.
    private static string? WriteAgain(Broken it)
    {
        var setting = PreferenceSetting.All.First(setting => setting.Name == it.Finding.Subject);
        var reading = it.Document![setting];
        if (setting == S3EncryptionEnabled)
        {
            return it.Text(S3BucketName).Length == 0 ? null : $"Set-SsmS3Logging -{(reading.Flag is false ? "AllowUnencrypted" : "RequireEncryption")}";
        }

        if (setting == CloudWatchEncryptionEnabled)
        {
            return it.Text(CloudWatchLogGroupName).Length == 0 ? null : $"{ToGroup(it)} -{(reading.Flag is false ? "AllowUnencrypted" : "RequireEncryption")}";
        }

        if (setting == CloudWatchStreamingEnabled)
        {
            return it.Text(CloudWatchLogGroupName).Length == 0 ? "Disable-SsmCloudWatchStreaming" : reading.Flag is false ? "Set-SsmCloudWatchLogging" : "Enable-SsmCloudWatchStreaming";
        }

        return setting == RunAsEnabled ? $"{Set} -RunAsEnabled ${(reading.Flag is true ? "true" : "false")}"
            : setting.Kind is SettingKind.Minutes && reading.Minutes is { } minutes ? FormattableString.Invariant($"{Set} -{setting.Name} {minutes}")
            : null;
    }
}
