namespace SessionLogging.Accounts;

/// <summary>The S3 buckets that the credentials can see.</summary>
public interface IBuckets
{
    /// <summary>The names of the account's own buckets, of all Regions (ListBuckets), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken);

    /// <summary>Looks at a bucket of any account and Region, as the agent on a node does before a session (GetBucketEncryption). Where it lies is known also where the look is denied.</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<BucketFacts>> LookAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What matters of a bucket for session logs.</summary>
/// <param name="Name">The bucket's name.</param>
/// <param name="DefaultEncryption">The algorithm of the first encryption rule, as the API spells it (<c>AES256</c>, <c>aws:kms</c>, <c>aws:kms:dsse</c>); <see langword="null"/> where the bucket has none.</param>
/// <param name="KmsKeyId">The first rule's key, where one is named.</param>
public sealed record BucketFacts(string Name, string? DefaultEncryption, string? KmsKeyId);
