namespace SessionLogging.Accounts;

/// <summary>The S3 buckets that the credentials can see.</summary>
public interface IBuckets
{
    /// <summary>The names of the account's own buckets, of all Regions (ListBuckets), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken);
}
