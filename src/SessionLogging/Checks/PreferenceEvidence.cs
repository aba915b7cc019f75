using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Checks;

/// <summary>A Session document and what was seen of the things that it names.</summary>
/// <param name="Region">The Region of the document, and of the nodes that use it.</param>
/// <param name="Document">The document.</param>
/// <param name="Bucket">The bucket; <see langword="null"/> where none is named, or a reference.</param>
/// <param name="LogGroup">The log group; <see langword="null"/> where none is named, or a reference.</param>
/// <param name="Key">The channel's key; <see langword="null"/> where none is named, or a reference.</param>
public sealed record PreferenceEvidence(
    string Region,
    PreferenceDocument Document,
    LookupResult<BucketFacts>? Bucket,
    LookupResult<LogGroupFacts>? LogGroup,
    LookupResult<KeyFacts>? Key)
{
    /// <summary>Looks at everything that a document names, at once, with the caller's rights. What can be no name is not asked about, and a look that fails is evidence too: whether it matters hangs on what is changed.</summary>
    /// <param name="account">The document's account and Region.</param>
    /// <param name="document">The document.</param>
    /// <param name="buckets">What others have seen of buckets already.</param>
    /// <param name="cancellationToken">Cancels the looks.</param>
    public static async Task<PreferenceEvidence> CollectAsync(IAccount account, PreferenceDocument document, BucketLooks buckets, CancellationToken cancellationToken)
    {
        var bucket = LookAsync(document, PreferenceSetting.S3BucketName, PossibleName.IsBucket, name => buckets.LookAsync(account, name, cancellationToken));
        var logGroup = LookAsync(
            document, PreferenceSetting.CloudWatchLogGroupName, PossibleName.IsLogGroup, name => account.LogGroups.LookAsync(name, cancellationToken));
        var key = LookAsync(document, PreferenceSetting.KmsKeyId, PossibleName.IsKey, id => account.Keys.LookAsync(id, cancellationToken));
        await Task.WhenAll(bucket, logGroup, key).ConfigureAwait(false);
        return new PreferenceEvidence(
            account.Region, document, await bucket.ConfigureAwait(false), await logGroup.ConfigureAwait(false), await key.ConfigureAwait(false));
    }

    /// <summary>A document of which nothing that it names is looked at; what can be no name is told all the same.</summary>
    /// <param name="region">The Region; empty where none is known.</param>
    /// <param name="document">The document.</param>
    public static PreferenceEvidence Unseen(string region, PreferenceDocument document) => new(
        region,
        document,
        Unseen<BucketFacts>(document, PreferenceSetting.S3BucketName, PossibleName.IsBucket),
        Unseen<LogGroupFacts>(document, PreferenceSetting.CloudWatchLogGroupName, PossibleName.IsLogGroup),
        Unseen<KeyFacts>(document, PreferenceSetting.KmsKeyId, PossibleName.IsKey));

    /// <summary>The text of a setting.</summary>
    internal string Text(PreferenceSetting setting) => Document[setting].Text ?? "";

    private static async Task<LookupResult<T>?> LookAsync<T>(
        PreferenceDocument document, PreferenceSetting setting, Func<string, bool> canBeName, Func<string, Task<LookupResult<T>>> look)
        where T : class
    {
        var name = NameIn(document, setting);
        return name is null ? null
            : canBeName(name) ? await LookupResult.OrFailedAsync(look(name)).ConfigureAwait(false)
            : LookupResult.NotAName<T>();
    }

    private static LookupResult<T>? Unseen<T>(PreferenceDocument document, PreferenceSetting setting, Func<string, bool> canBeName)
        where T : class => NameIn(document, setting) is not { } name ? null
        : canBeName(name) ? LookupResult.NotLooked<T>()
        : LookupResult.NotAName<T>();

    private static string? NameIn(PreferenceDocument document, PreferenceSetting setting) =>
        document[setting] is { State: SettingState.Value, Text: { Length: > 0 } name } ? name : null;
}
