namespace SessionLogging.Sandbox.S3;

/// <summary>A bucket with its objects.</summary>
public sealed class Bucket
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private string[]? _sortedKeys;

    internal Bucket(string name, string accountId, string region, TimeProvider clock)
    {
        Name = name;
        AccountId = accountId;
        Region = region;
        Created = clock.GetUtcNow();
        _clock = clock;
    }

    /// <summary>The name, of all accounts and Regions.</summary>
    public string Name { get; }

    /// <summary>The owner.</summary>
    public string AccountId { get; }

    /// <summary>Where it lies.</summary>
    public string Region { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The default encryption. <see langword="null"/>: none is configured, which on AWS itself has not been possible since 2023.</summary>
    public BucketEncryption? Encryption { get; set; } = BucketEncryption.SseS3;

    /// <summary>The <c>LifecycleConfiguration</c>; <see langword="null"/>: there is none. Nothing expires by it.</summary>
    public XElement? Lifecycle { get; set; }

    /// <summary>The settings of the <c>PublicAccessBlockConfiguration</c> that are on; <see langword="null"/>: there is none. Nothing is blocked by it.</summary>
    public ImmutableHashSet<string>? BlockedAccess { get; set; } = [.. AccessBlocks];

    /// <summary><c>Enabled</c> or <c>Suspended</c>; <see langword="null"/>: it never was on. Old versions are not kept.</summary>
    public string? Versioning { get; set; }

    /// <summary>The bucket's policy as JSON text; <see langword="null"/>: there is none. It lets nobody in and keeps nobody out.</summary>
    public string? Policy { get; set; }

    /// <summary>The <c>ObjectLockConfiguration</c>; <see langword="null"/>: there is none. Nothing is locked by it.</summary>
    public XElement? ObjectLock { get; set; }

    /// <summary>What public access can be blocked; a new bucket blocks all of it.</summary>
    internal static readonly ImmutableArray<string> AccessBlocks = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

    /// <summary>Arranges an object of text or bytes.</summary>
    public StoredObject Put(string key, byte[] content) => Put(Describe(key, ContentSource.Of(content), Checksums.Md5(content)));

    /// <summary>Arranges an object that was put at a time.</summary>
    public StoredObject Put(string key, byte[] content, DateTimeOffset modified) =>
        Put(Describe(key, ContentSource.Of(content), Checksums.Md5(content)) with { Modified = modified });

    /// <summary>Arranges an object whose bytes are generated at each reading, so that a gigabyte costs no memory.</summary>
    public StoredObject Put(string key, ContentSource content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Put(Describe(key, content, Checksums.Md5(Encoding.UTF8.GetBytes($"{key}:{content.Length}"))));
    }

    /// <summary>An object, or <see langword="null"/>.</summary>
    public StoredObject? Find(string key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <summary>An object as it would lie in this bucket, dated now.</summary>
    internal StoredObject Describe(string key, ContentSource content, string md5, BucketEncryption? encryption = null)
    {
        encryption ??= Encryption;
        var etag = encryption is { UsesKms: true } ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(md5)))[..32] : md5;
        return new StoredObject(key, content, etag, _clock.GetUtcNow(), encryption);
    }

    internal StoredObject Put(StoredObject stored)
    {
        lock (_gate)
        {
            _sortedKeys = null;
            return _objects[stored.Key] = stored;
        }
    }

    internal void Delete(string key)
    {
        lock (_gate)
        {
            if (_objects.Remove(key))
            {
                _sortedKeys = null;
            }
        }
    }

    /// <summary>The objects whose keys begin with <paramref name="prefix"/> and come after <paramref name="after"/>, in S3's order.</summary>
    internal IEnumerable<StoredObject> From(string prefix, string after)
    {
        string[] keys;
        lock (_gate)
        {
            keys = _sortedKeys ??= [.. _objects.Keys.Order(KeyOrder.Instance)];
        }

        for (var index = Start(keys, prefix, after); index < keys.Length && keys[index].StartsWith(prefix, StringComparison.Ordinal); index++)
        {
            if (Find(keys[index]) is { } stored)
            {
                yield return stored;
            }
        }
    }

    private static int Start(string[] keys, string prefix, string after)
    {
        var first = KeyOrder.Instance.Compare(after, prefix) >= 0 ? after : prefix;
        var found = Array.BinarySearch(keys, first, KeyOrder.Instance);
        return found < 0 ? ~found : found + (first == after && after.Length > 0 ? 1 : 0);
    }
}

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

/// <summary>A bucket's default encryption.</summary>
/// <param name="Algorithm"><c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>.</param>
/// <param name="KmsKeyId">The key's ARN or id; <see langword="null"/>: the AWS managed key.</param>
/// <param name="BucketKeyEnabled">Whether a bucket key spares calls to KMS.</param>
public sealed record BucketEncryption(string Algorithm, string? KmsKeyId = null, bool BucketKeyEnabled = false)
{
    /// <summary>What every bucket has unless somebody chose another: SSE-S3.</summary>
    public static BucketEncryption SseS3 { get; } = new("AES256");

    internal static readonly string[] Algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];

    internal bool UsesKms => Algorithm != "AES256";
}

/// <summary>An object in a bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="ETag">The entity tag, without quotes: the MD5 of the content unless a KMS key encrypts it or it is generated.</param>
/// <param name="Modified">When it was put.</param>
/// <param name="Encryption">How it is encrypted; <see langword="null"/> where it is not.</param>
public sealed record StoredObject(string Key, ContentSource Content, string ETag, DateTimeOffset Modified, BucketEncryption? Encryption)
{
    /// <summary>The headers that it was put with and is given back with: type, encoding, metadata, storage class.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The checksums that it was put with, by the name of their header.</summary>
    public ImmutableDictionary<string, string> Checksums { get; init; } = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canned ACL that it was put with, for example <c>bucket-owner-full-control</c>.</summary>
    public string? Acl { get; init; }
}
