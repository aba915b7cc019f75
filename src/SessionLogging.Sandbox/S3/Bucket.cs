using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using SessionLogging.Sandbox.Wire;

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
