namespace SessionLogging.Checks;

/// <summary>Whether a bucket is one of the account's own.</summary>
internal sealed record BucketOwner(bool IsOwn)
{
    /// <summary>Looks whether a bucket is among the account's own (ListBuckets).</summary>
    /// <exception cref="AwsCallException">The list could not be read, or was denied.</exception>
    internal static async Task<LookupResult<BucketOwner>> LookAsync(IBuckets buckets, string name, CancellationToken cancellationToken)
    {
        await foreach (var page in buckets.ListNamesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (page.Contains(name))
            {
                return LookupResult.Known(new BucketOwner(IsOwn: true));
            }
        }

        return LookupResult.Known(new BucketOwner(IsOwn: false));
    }
}
