using System.Collections.Concurrent;

namespace SessionLogging.Checks;

/// <summary>What was seen of buckets, asked once for each identity: one bucket often takes the logs of all Regions of an account. Safe for several threads.</summary>
public sealed class BucketLooks
{
    private readonly ConcurrentDictionary<(string? Role, string Bucket), Lazy<Task<LookupResult<BucketFacts>>>> _seen = new();

    /// <summary>What an account's identity sees of a bucket. A look that fails otherwise than by being denied is tried again by the next who asks.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    internal async Task<LookupResult<BucketFacts>> LookAsync(IAccount account, string bucket, CancellationToken cancellationToken)
    {
        var key = (account.Connection.RoleArn, bucket);
        var look = _seen.GetOrAdd(key, _ => new(() => account.Buckets.LookAsync(bucket, cancellationToken)));
        try
        {
            return await look.Value.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is AwsCallException or OperationCanceledException)
        {
            ((ICollection<KeyValuePair<(string?, string), Lazy<Task<LookupResult<BucketFacts>>>>>)_seen).Remove(new(key, look));
            throw;
        }
    }
}
