using System.Collections.Frozen;

namespace SessionLogging.Sandbox.Kms;

/// <summary>The keys and aliases of an account in a Region.</summary>
public sealed class KeyStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KmsKey> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, KmsAlias> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SigningMaterial> _material = new(StringComparer.Ordinal);
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

    /// <summary>The key pair of a key that signs, made when it is first used.</summary>
    internal SigningMaterial MaterialOf(KmsKey key)
    {
        lock (_gate)
        {
            return _material.TryGetValue(key.Id, out var material) ? material : _material[key.Id] = SigningMaterial.Of(key.Spec);
        }
    }

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

/// <summary>A KMS key: what is told of it, never its material.</summary>
/// <param name="Id">The id, for example <c>1234abcd-12ab-34cd-56ef-1234567890ab</c>.</param>
public sealed record KmsKey(string Id)
{
    /// <summary>The alias of the key that SNS makes for itself.</summary>
    internal const string SnsAlias = "alias/aws/sns";

    /// <summary>Who may use it; <see langword="null"/>: whom the account's own policies let, as a new key has it.</summary>
    public string? Policy { get; init; }

    /// <summary>What it is for, in its owner's words.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>Enabled</c>, <c>Disabled</c>, <c>PendingDeletion</c>, <c>PendingImport</c> or <c>Unavailable</c>.</summary>
    public string State { get; init; } = "Enabled";

    /// <summary><c>SYMMETRIC_DEFAULT</c>, <c>RSA_2048</c>, <c>ECC_NIST_P256</c>, <c>HMAC_256</c> and their like.</summary>
    public string Spec { get; init; } = KeySpecs.Symmetric;

    /// <summary><c>ENCRYPT_DECRYPT</c>, <c>SIGN_VERIFY</c>, <c>GENERATE_VERIFY_MAC</c> or <c>KEY_AGREEMENT</c>.</summary>
    public string Usage { get; init; } = KeySpecs.EncryptDecrypt;

    /// <summary><c>CUSTOMER</c>, or <c>AWS</c> for the keys that services make for themselves.</summary>
    public string Manager { get; init; } = "CUSTOMER";

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Whether services can encrypt with it: a session's channel, a log group.</summary>
    public bool Encrypts => State == "Enabled" && Spec == KeySpecs.Symmetric && Usage == KeySpecs.EncryptDecrypt;

    internal bool IsMultiRegion => Id.StartsWith("mrk-", StringComparison.Ordinal);
}

/// <summary>The kinds of keys and what each can be used for, by which algorithms.</summary>
internal static class KeySpecs
{
    public const string Symmetric = "SYMMETRIC_DEFAULT";
    public const string EncryptDecrypt = "ENCRYPT_DECRYPT";

    public const string SignVerify = "SIGN_VERIFY";

    private const string KeyAgreement = "KEY_AGREEMENT";
    private const string Mac = "GENERATE_VERIFY_MAC";

    private static readonly string[] RsaEncryption = ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"];

    private static readonly string[] RsaSigning =
        ["RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512", "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512"];

    private static readonly FrozenDictionary<(string Spec, string Usage), string[]> Algorithms = new Dictionary<(string, string), string[]>
    {
        [(Symmetric, EncryptDecrypt)] = ["SYMMETRIC_DEFAULT"],
        [("RSA_2048", EncryptDecrypt)] = RsaEncryption,
        [("RSA_3072", EncryptDecrypt)] = RsaEncryption,
        [("RSA_4096", EncryptDecrypt)] = RsaEncryption,
        [("RSA_2048", SignVerify)] = RsaSigning,
        [("RSA_3072", SignVerify)] = RsaSigning,
        [("RSA_4096", SignVerify)] = RsaSigning,
        [("ECC_NIST_P256", SignVerify)] = ["ECDSA_SHA_256"],
        [("ECC_NIST_P384", SignVerify)] = ["ECDSA_SHA_384"],
        [("ECC_NIST_P521", SignVerify)] = ["ECDSA_SHA_512"],
        [("ECC_SECG_P256K1", SignVerify)] = ["ECDSA_SHA_256"],
        [("ECC_NIST_P256", KeyAgreement)] = ["ECDH"],
        [("ECC_NIST_P384", KeyAgreement)] = ["ECDH"],
        [("ECC_NIST_P521", KeyAgreement)] = ["ECDH"],
        [("HMAC_224", Mac)] = ["HMAC_SHA_224"],
        [("HMAC_256", Mac)] = ["HMAC_SHA_256"],
        [("HMAC_384", Mac)] = ["HMAC_SHA_384"],
        [("HMAC_512", Mac)] = ["HMAC_SHA_512"],
    }.ToFrozenDictionary();

    /// <summary>The member of KeyMetadata that lists the algorithms of a usage.</summary>
    private static readonly FrozenDictionary<string, string> Members = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [EncryptDecrypt] = "EncryptionAlgorithms",
        [SignVerify] = "SigningAlgorithms",
        [KeyAgreement] = "KeyAgreementAlgorithms",
        [Mac] = "MacAlgorithms",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = [.. Algorithms.Keys.Select(pair => pair.Spec).Distinct(StringComparer.Ordinal)];

    /// <summary>Every algorithm that the model names, those of keys that the sandbox does not make among them.</summary>
    public static IReadOnlyList<string> SigningAlgorithms { get; } = [.. RsaSigning, "ECDSA_SHA_256", "ECDSA_SHA_384", "ECDSA_SHA_512", "SM2DSA", "ML_DSA_SHAKE_256", "ED25519_SHA_512", "ED25519_PH_SHA_512"];

    public static IReadOnlyList<string> Usages { get; } = [.. Members.Keys];

    public static bool Fit(string spec, string usage) => Algorithms.ContainsKey((spec, usage));

    public static (string Member, IReadOnlyList<string> Algorithms) Of(KmsKey key)
        => (Members[key.Usage], Algorithms.GetValueOrDefault((key.Spec, key.Usage), []));
}
