using SessionLogging.Checks;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Permissions;

/// <summary>Preferences that permissions are worked out for, and what was seen of what they name.</summary>
/// <param name="Target">Where they belong.</param>
/// <param name="Partition">The partition of the Region.</param>
/// <param name="Preferences">The document and the things that it names.</param>
public sealed record PermissionEvidence(PreferenceTarget Target, AwsPartition Partition, PreferenceEvidence Preferences)
{
    // What an ARN may say where the account is not known.
    private const string AnyAccount = "*";

    /// <summary>Whether the bucket is the account's own; <see langword="null"/> where none is named, or it is not there.</summary>
    internal LookupResult<BucketOwner>? Owner { get; init; }

    /// <summary>The key that the bucket encrypts with; <see langword="null"/> where it names none.</summary>
    internal LookupResult<KeyFacts>? BucketKey { get; init; }

    /// <summary>What else there is to say of where the preferences come from.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    internal string Account => Target.AccountId ?? AnyAccount;

    internal string Region => Target.Region;

    /// <summary>The bucket's name; <see langword="null"/> where none is named that there can be.</summary>
    internal string? Bucket => Name(PreferenceSetting.S3BucketName, PossibleName.IsBucket);

    /// <summary>The log group's name; <see langword="null"/> where none is named that there can be.</summary>
    internal string? LogGroup => Name(PreferenceSetting.CloudWatchLogGroupName, PossibleName.IsLogGroup);

    /// <summary>The channel's key as the document names it; <see langword="null"/> where none is named that there can be.</summary>
    internal string? ChannelKeyId => Name(PreferenceSetting.KmsKeyId, PossibleName.IsKey);

    /// <summary>The Region of the bucket, as far as it was seen.</summary>
    internal string BucketRegion => Preferences.Bucket?.Region ?? Region;

    /// <summary>Whether the bucket is another account's; <see langword="null"/> where that was not seen.</summary>
    internal bool? IsBucketOthers => Owner is { State: LookupState.Known, Facts: var owner } ? !owner.IsOwn : null;

    /// <summary>What every key of a log begins with, as the agent makes it.</summary>
    internal string LogFolder
    {
        get
        {
            const string file = "x";
            var key = SessionLogKey.For(Preferences.Document[PreferenceSetting.S3KeyPrefix].State is SettingState.Value ? Preferences.Text(PreferenceSetting.S3KeyPrefix) : "", file);
            return key.Substring(0, key.Length - $"{file}.log".Length);
        }
    }

    /// <summary>Looks at the bucket, the log group and the keys, with the caller's rights; a look that fails is evidence too.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">Where the preferences belong.</param>
    /// <param name="partition">The partition of the Region.</param>
    /// <param name="preference">The preferences; where there is no document, nothing is logged.</param>
    /// <param name="buckets">The looks of the command, which several documents share.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="PreferenceFormatException">The document is no JSON object.</exception>
    public static async Task<PermissionEvidence> CollectAsync(
        IAccount account, PreferenceTarget target, AwsPartition partition, LoggingPreference preference, BucketLooks buckets, CancellationToken cancellationToken)
    {
        var preferences = await PreferenceEvidence.CollectAsync(account, DocumentOf(preference), buckets, cancellationToken).ConfigureAwait(false);
        var evidence = new PermissionEvidence(target, partition, preferences) { Notes = [.. NotesOn(preference)] };
        if (evidence.Bucket is not { } bucket)
        {
            return evidence;
        }

        var owner = LookupResult.OrFailedAsync(BucketOwner.LookAsync(account.Buckets, bucket, cancellationToken));
        var key = preferences.Bucket is { State: LookupState.Known, Facts.KmsKeyId: { } id }
            ? await BucketKeyAsync(account, id, evidence.BucketRegion, cancellationToken).ConfigureAwait(false)
            : null;
        return evidence with { Owner = await owner.ConfigureAwait(false), BucketKey = key };
    }

    /// <summary>What can be told without a call.</summary>
    /// <param name="target">Where the preferences belong.</param>
    /// <param name="partition">The partition of the Region.</param>
    /// <param name="preference">The preferences.</param>
    /// <exception cref="PreferenceFormatException">The document is no JSON object.</exception>
    public static PermissionEvidence Unseen(PreferenceTarget target, AwsPartition partition, LoggingPreference preference)
    {
        var preferences = PreferenceEvidence.Unseen(target.Region, DocumentOf(preference));
        var evidence = new PermissionEvidence(target, partition, preferences) { Notes = [.. NotesOn(preference)] };
        return evidence.Bucket is null ? evidence : evidence with { Owner = LookupResult.NotLooked<BucketOwner>() };
    }

    /// <summary>An ARN in the account, Region and partition.</summary>
    internal string Arn(string service, string resource) => $"arn:{Partition.Name}:{service}:{Region}:{Account}:{resource}";

    /// <summary>The ARN of the Session document; one of another account is named by it already.</summary>
    internal string DocumentArn => Target.DocumentName.StartsWith("arn:", StringComparison.Ordinal) ? Target.DocumentName : Arn("ssm", $"document/{Target.DocumentName}");

    /// <summary>An ARN of IAM, which has no Region.</summary>
    internal string IamArn(string resource) => $"arn:{Partition.Name}:iam::{Account}:{resource}";

    /// <summary>The ARN of a bucket, or of objects in it.</summary>
    internal string BucketArn(string resource) => $"arn:{Partition.Name}:s3:::{resource}";

    /// <summary>The name by which policies know a service of a Region.</summary>
    internal string ServiceIn(string service, string region) => $"{service}.{region}.{Partition.DnsSuffix}";

    // A key without an ARN is one of the bucket's Region, and only the connection's own is asked then.
    private static async Task<LookupResult<KeyFacts>> BucketKeyAsync(IAccount account, string keyId, string region, CancellationToken cancellationToken) =>
        !PossibleName.IsKey(keyId) ? LookupResult.NotAName<KeyFacts>()
        : keyId.StartsWith("arn:", StringComparison.Ordinal) || region == account.Region
            ? await LookupResult.OrFailedAsync(account.Keys.LookAsync(keyId, cancellationToken)).ConfigureAwait(false)
        : LookupResult.NotLooked<KeyFacts>();

    private static PreferenceDocument DocumentOf(LoggingPreference preference) => PreferenceDocument.Parse(preference.Document ?? "{}");

    private static IEnumerable<string> NotesOn(LoggingPreference preference)
    {
        if (preference.Document is null)
        {
            yield return $"There is no document {preference.DocumentName}: nothing is logged, and nothing for logs is allowed.";
        }
        else if (preference is { DefaultVersion: { } byDefault, DocumentVersion: { } version } && byDefault != version)
        {
            yield return $"These are the permissions of version {version} of the document; version {byDefault} is the default.";
        }
    }

    private string? Name(PreferenceSetting setting, Func<string, bool> canBeName) =>
        Preferences.Document[setting] is { State: SettingState.Value, Text: { Length: > 0 } name } && canBeName(name) ? name : null;
}
