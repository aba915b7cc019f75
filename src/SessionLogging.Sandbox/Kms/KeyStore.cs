using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Kms;

/// <summary>The keys and aliases of an account in a Region.</summary>
public sealed class KeyStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KmsKey> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, KmsAlias> _aliases = new(StringComparer.Ordinal);
    private readonly RegionState _region;

    internal KeyStore(RegionState region) => _region = region;

    /// <summary>Arranges a key, or puts it in the place of the one of its id; it is dated now where it has no date.</summary>
    public KmsKey Put(KmsKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            return _keys[key.Id] = key.Created == default ? key with { Created = _region.Clock.GetUtcNow() } : key;
        }
    }

    /// <summary>Arranges an alias.</summary>
    /// <param name="name">The name with its <c>alias/</c>.</param>
    /// <param name="keyId">The id of the key that it stands for.</param>
    public void PutAlias(string name, string keyId)
    {
        lock (_gate)
        {
            _aliases[name] = new KmsAlias(name, keyId, _region.Clock.GetUtcNow());
        }
    }

    /// <summary>A key by id, ARN, alias or alias ARN, or <see langword="null"/> where it is not of this account and Region.</summary>
    public KmsKey? Find(string keyId)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        var own = _region.Arn("kms", "");
        var name = keyId.StartsWith(own, StringComparison.Ordinal) ? keyId[own.Length..] : keyId;
        lock (_gate)
        {
            if (name.StartsWith("alias/", StringComparison.Ordinal))
            {
                return _aliases.TryGetValue(name, out var alias) ? _keys.GetValueOrDefault(alias.TargetKeyId) : null;
            }

            return _keys.GetValueOrDefault(name.StartsWith("key/", StringComparison.Ordinal) && name != keyId ? name["key/".Length..] : name);
        }
    }

    internal string PolicyOf(KmsKey key) => key.Policy ??
        $$$"""{"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{_region.Account.Id}}}:root"},"Action":"kms:*","Resource":"*"}]}""";

    internal string ArnOf(KmsKey key) => _region.Arn("kms", "key/" + key.Id);

    internal IReadOnlyList<KmsAlias> Aliases()
    {
        lock (_gate)
        {
            return [.. _aliases.Values];
        }
    }

    internal void CreateAlias(string name, KmsKey target)
    {
        lock (_gate)
        {
            if (!_aliases.TryAdd(name, new KmsAlias(name, target.Id, _region.Clock.GetUtcNow())))
            {
                throw new AwsServiceException("AlreadyExistsException", 400, $"An alias with the name {_region.Arn("kms", name)} already exists");
            }
        }
    }
}

/// <summary>Another name of a key.</summary>
internal sealed record KmsAlias(string Name, string TargetKeyId, DateTimeOffset Created);

/// <summary>What KMS adds to an account's Region.</summary>
public static class KmsRegion
{
    extension(RegionState region)
    {
        /// <summary>The keys of the account in this Region.</summary>
        public KeyStore Keys => region.Of(() => new KeyStore(region));
    }
}
