using SessionLogging.Checks;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Audits;

/// <summary>What was seen of the bucket and the log group beyond what decides whether sessions start: who keeps logs from being lost, changed or read.</summary>
/// <param name="Preferences">The document, the bucket and the log group.</param>
internal sealed record DestinationEvidence(PreferenceEvidence Preferences)
{
    /// <summary>When it was looked.</summary>
    internal DateTimeOffset Now { get; init; }

    /// <summary>For how many days logs have to be kept; <see langword="null"/>: nobody asks for it.</summary>
    internal int? RetentionDays { get; init; }

    internal LookupResult<BucketOwner>? Owner { get; init; }

    internal LookupResult<PublicAccessBlock>? PublicAccess { get; init; }

    internal LookupResult<BucketVersioning>? Versioning { get; init; }

    internal LookupResult<BucketPolicy>? Policy { get; init; }

    internal LookupResult<ObjectLock>? Lock { get; init; }

    internal LookupResult<BucketLifecycle>? Lifecycle { get; init; }

    /// <summary>The key that the bucket names; <see langword="null"/> where it names none.</summary>
    internal LookupResult<KeyFacts>? BucketKey { get; init; }

    /// <summary>The policy of a customer's key; <see langword="null"/> where there is no such key.</summary>
    internal LookupResult<KeyPolicy>? BucketKeyPolicy { get; init; }

    /// <summary>The key of the log group; <see langword="null"/> where it has none.</summary>
    internal LookupResult<KeyFacts>? GroupKey { get; init; }

    /// <inheritdoc cref="BucketKeyPolicy"/>
    internal LookupResult<KeyPolicy>? GroupKeyPolicy { get; init; }

    internal PreferenceDocument Document => Preferences.Document;

    /// <summary>What can be told without a call.</summary>
    internal static DestinationEvidence Unseen(PreferenceEvidence preferences) => preferences.Bucket is not { State: LookupState.NotLooked }
        ? new DestinationEvidence(preferences)
        : new DestinationEvidence(preferences)
        {
            Owner = LookupResult.NotLooked<BucketOwner>(),
            PublicAccess = LookupResult.NotLooked<PublicAccessBlock>(),
            Versioning = LookupResult.NotLooked<BucketVersioning>(),
            Policy = LookupResult.NotLooked<BucketPolicy>(),
            Lock = LookupResult.NotLooked<ObjectLock>(),
            Lifecycle = LookupResult.NotLooked<BucketLifecycle>(),
        };

    /// <summary>Looks with the caller's rights; a look that fails is evidence too.</summary>
    internal static async Task<DestinationEvidence> CollectAsync(
        IAccount account, PreferenceEvidence preferences, int? retentionDays, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bucket = BucketAsync(account, new DestinationEvidence(preferences) { Now = now, RetentionDays = retentionDays }, cancellationToken);
        var group = KeyAsync(account, preferences.LogGroup is { State: LookupState.Known, Facts.KmsKeyId: { } key } ? key : null, account.Region, cancellationToken);
        var (groupKey, groupKeyPolicy) = await group.ConfigureAwait(false);
        return (await bucket.ConfigureAwait(false)) with { GroupKey = groupKey, GroupKeyPolicy = groupKeyPolicy };
    }

    /// <summary>Looks at what decides whether logs come to one of an account's own destinations, and how long they stay: keys and expiry, and not who may read or change them.</summary>
    internal static async Task<DestinationEvidence> CollectToChooseAsync(IAccount account, PreferenceEvidence preferences, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var evidence = new DestinationEvidence(preferences) { Now = now };
        if (preferences.LogGroup is { State: LookupState.Known } group)
        {
            var (groupKey, groupKeyPolicy) = await KeyAsync(account, group.Facts.KmsKeyId, account.Region, cancellationToken).ConfigureAwait(false);
            return evidence with { GroupKey = groupKey, GroupKeyPolicy = groupKeyPolicy };
        }

        if (preferences.Bucket is not { State: LookupState.Known or LookupState.Denied or LookupState.Failed } bucket)
        {
            return evidence;
        }

        var lifecycle = LookupResult.OrFailedAsync(account.LogObjects.LookAtLifecycleAsync(preferences.Text(PreferenceSetting.S3BucketName), cancellationToken));
        var (key, keyPolicy) = await KeyAsync(account, bucket is { State: LookupState.Known, Facts.KmsKeyId: { } id } ? id : null, bucket.Region, cancellationToken).ConfigureAwait(false);
        return evidence with { Lifecycle = await lifecycle.ConfigureAwait(false), BucketKey = key, BucketKeyPolicy = keyPolicy };
    }

    private static async Task<DestinationEvidence> BucketAsync(IAccount account, DestinationEvidence evidence, CancellationToken cancellationToken)
    {
        if (evidence.Preferences.Bucket is not { State: LookupState.Known or LookupState.Denied or LookupState.Failed } bucket)
        {
            return evidence;
        }

        var name = evidence.Preferences.Text(PreferenceSetting.S3BucketName);
        var owner = LookupResult.OrFailedAsync(BucketOwner.LookAsync(account.Buckets, name, cancellationToken));
        var access = LookupResult.OrFailedAsync(account.Buckets.LookAtPublicAccessAsync(name, cancellationToken));
        var versioning = LookupResult.OrFailedAsync(account.Buckets.LookAtVersioningAsync(name, cancellationToken));
        var policy = LookupResult.OrFailedAsync(account.Buckets.LookAtPolicyAsync(name, cancellationToken));
        var locked = LookupResult.OrFailedAsync(account.Buckets.LookAtLockAsync(name, cancellationToken));
        var lifecycle = LookupResult.OrFailedAsync(account.LogObjects.LookAtLifecycleAsync(name, cancellationToken));
        var (key, keyPolicy) = await KeyAsync(account, bucket is { State: LookupState.Known, Facts.KmsKeyId: { } id } ? id : null, bucket.Region, cancellationToken).ConfigureAwait(false);
        return evidence with
        {
            Owner = await owner.ConfigureAwait(false),
            PublicAccess = await access.ConfigureAwait(false),
            Versioning = await versioning.ConfigureAwait(false),
            Policy = await policy.ConfigureAwait(false),
            Lock = await locked.ConfigureAwait(false),
            Lifecycle = await lifecycle.ConfigureAwait(false),
            BucketKey = key,
            BucketKeyPolicy = keyPolicy,
        };
    }

    // A key without an ARN is one of the Region of what it encrypts, and only the connection's own is asked then.
    private static async Task<(LookupResult<KeyFacts>? Key, LookupResult<KeyPolicy>? Policy)> KeyAsync(
        IAccount account, string? keyId, string? region, CancellationToken cancellationToken)
    {
        if (keyId is null)
        {
            return (null, null);
        }

        if (!keyId.StartsWith("arn:", StringComparison.Ordinal) && region != account.Region)
        {
            return (LookupResult.NotLooked<KeyFacts>(), LookupResult.NotLooked<KeyPolicy>());
        }

        var key = await LookupResult.OrFailedAsync(account.Keys.LookAsync(keyId, cancellationToken)).ConfigureAwait(false);
        return key is { State: LookupState.Known, Facts: { IsAwsManaged: false, Arn: var arn } }
            ? (key, await LookupResult.OrFailedAsync(account.Keys.LookAtPolicyAsync(arn, cancellationToken)).ConfigureAwait(false))
            : (key, null);
    }
}
