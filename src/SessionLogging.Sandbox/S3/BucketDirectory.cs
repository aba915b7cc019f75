using System.Collections.Concurrent;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.S3;

/// <summary>Every bucket: names are global over accounts and Regions.</summary>
public sealed class BucketDirectory
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    internal BucketDirectory(TimeProvider clock) => _clock = clock;

    /// <summary>Arranges a bucket.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Bucket Add(string name, string accountId, string region, BucketEncryption? encryption)
    {
        var bucket = new Bucket(name, accountId, region, _clock) { Encryption = encryption };
        return _buckets.TryAdd(name, bucket) ? bucket : throw new ArgumentException($"There is a bucket {name} already.", nameof(name));
    }

    /// <summary>A bucket of whatever account and Region, or <see langword="null"/>.</summary>
    public Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    internal bool TryAdd(string name, string accountId, string region) => _buckets.TryAdd(name, new Bucket(name, accountId, region, _clock));

    internal IEnumerable<Bucket> Of(string accountId)
        => _buckets.Values.Where(bucket => bucket.AccountId == accountId).OrderBy(bucket => bucket.Name, StringComparer.Ordinal);
}

/// <summary>What S3 adds to the whole sandbox.</summary>
public static class S3Cloud
{
    extension(Cloud cloud)
    {
        /// <summary>Every bucket.</summary>
        public BucketDirectory Buckets => cloud.Of(() => new BucketDirectory(cloud.Clock));
    }
}
