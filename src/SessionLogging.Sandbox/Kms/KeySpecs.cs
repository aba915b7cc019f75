using System.Collections.Frozen;

namespace SessionLogging.Sandbox.Kms;

/// <summary>The kinds of keys and what each can be used for, by which algorithms.</summary>
internal static class KeySpecs
{
    public const string Symmetric = "SYMMETRIC_DEFAULT";
    public const string EncryptDecrypt = "ENCRYPT_DECRYPT";

    private const string SignVerify = "SIGN_VERIFY";
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

    public static IReadOnlyList<string> Usages { get; } = [.. Members.Keys];

    public static bool Fit(string spec, string usage) => Algorithms.ContainsKey((spec, usage));

    public static (string Member, IReadOnlyList<string> Algorithms) Of(KmsKey key)
        => (Members[key.Usage], Algorithms.GetValueOrDefault((key.Spec, key.Usage), []));
}
