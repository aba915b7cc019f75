using System.Collections.Concurrent;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>The newest calls that wrote documents, asked once for each account, Region and operation and remembered, since CloudTrail allows 2 such questions a second. Safe for several threads.</summary>
public sealed class WriteHistory
{
    private readonly ConcurrentDictionary<(string? AccountId, string Region, string EventName), Lazy<Task<LookupResult<IReadOnlyList<RecordedCall>>>>> _asked = new();

    /// <summary>What the Event history of a document's account and Region has. A look that fails, or is denied, is not tried again.</summary>
    internal Task<LookupResult<IReadOnlyList<RecordedCall>>> NewestAsync(IAccount account, PreferenceTarget target, string eventName, CancellationToken cancellationToken) =>
        _asked.GetOrAdd(
            (target.AccountId, target.Region, eventName),
            _ => new(() => LookupResult.OrFailedAsync(AskAsync(account, eventName, cancellationToken)))).Value;

    private static async Task<LookupResult<IReadOnlyList<RecordedCall>>> AskAsync(IAccount account, string eventName, CancellationToken cancellationToken) =>
        LookupResult.Known(await account.Trails.ListNewestCallsAsync(eventName, cancellationToken).ConfigureAwait(false));
}
