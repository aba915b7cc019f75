using System.Formats.Asn1;
using System.Security.Cryptography;

namespace SessionLogging.Logs.Archive;

/// <summary>Has KMS sign manifests: the key never leaves it. Beside the signature lies the public key, by which it is checked without KMS.</summary>
public sealed class KmsManifestSigner : IManifestSigner
{
    private const string SignVerify = "SIGN_VERIFY";

    private readonly IKeys _keys;
    private readonly PublicKey _key;
    private readonly string _algorithm;

    private KmsManifestSigner(IKeys keys, PublicKey key, string algorithm) => (_keys, _key, _algorithm, Signer) = (keys, key, algorithm, KmsSignature.SignerOf(key.Bytes));

    /// <inheritdoc/>
    public string Suffix => KmsSignature.Suffix;

    /// <inheritdoc/>
    public string Signer { get; }

    /// <inheritdoc/>
    public string Name => _key.KeyArn;

    /// <summary>Asks for the key's public half (GetPublicKey), so that one that cannot sign is known before anything is saved.</summary>
    /// <param name="keys">The keys of the account and Region.</param>
    /// <param name="keyId">A key id, key ARN, alias name or alias ARN.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArchiveException"><c>SigningKeyNotUsable</c>.</exception>
    /// <exception cref="AwsCallException">The call failed or was denied.</exception>
    public static async Task<KmsManifestSigner> OpenAsync(IKeys keys, string keyId, CancellationToken cancellationToken)
    {
        var key = await keys.GetPublicKeyAsync(keyId, cancellationToken).ConfigureAwait(false);
        return key.Usage != SignVerify ? throw ArchiveException.SigningKeyNotUsable(keyId, $"its usage is {key.Usage}")
            : KmsSignature.AlgorithmOf(key.Algorithms) is { } algorithm ? new KmsManifestSigner(keys, key, algorithm)
            : throw ArchiveException.SigningKeyNotUsable(keyId, $"its algorithms are {string.Join(", ", key.Algorithms)}");
    }

    /// <summary>The public half of a key as <see cref="ArchiveAnchor.Signer"/> takes it (GetPublicKey).</summary>
    /// <param name="keys">The keys of the account and Region.</param>
    /// <param name="keyId">A key id, key ARN, alias name or alias ARN.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed or was denied.</exception>
    public static async Task<string> SignerAsync(IKeys keys, string keyId, CancellationToken cancellationToken) =>
        KmsSignature.SignerOf((await keys.GetPublicKeyAsync(keyId, cancellationToken).ConfigureAwait(false)).Bytes);

    /// <inheritdoc/>
    /// <exception cref="ArchiveException"><c>SigningKeyNotUsable</c>: what came back is no signature by the key, as from emulators that hash a digest once more.</exception>
    public async Task<ManifestSignature> SignAsync(byte[] manifest, CancellationToken cancellationToken)
    {
        var signature = await _keys.SignAsync(_key.KeyArn, _algorithm, KmsSignature.Digest(_algorithm, manifest), cancellationToken).ConfigureAwait(false);
        var file = new KmsSignature(_key.KeyArn, _algorithm, _key.Bytes, signature).Write();
        return new KmsSignatureVerifier().Verify(manifest, file).Problem is null
            ? new ManifestSignature(file, Timestamp: null)
            : throw ArchiveException.SigningKeyNotUsable(_key.KeyArn, "what came back as its signature does not hold by its own public key");
    }
}

/// <summary>Checks signatures that KMS made, by the public key that lies beside each: whether it is the right one the manifest says, and whoever asks KMS for it.</summary>
public sealed class KmsSignatureVerifier : ISignatureVerifier
{
    /// <inheritdoc/>
    public string Suffix => KmsSignature.Suffix;

    /// <inheritdoc/>
    public SignatureCheck Verify(byte[] manifest, byte[] signature)
    {
        try
        {
            var read = KmsSignature.Read(signature);
            var signer = KmsSignature.SignerOf(read.PublicKey);
            return !read.Write().SequenceEqual(signature) ? new SignatureCheck(signer, "it is not as it was written")
                : PublicKeyCheck.Verify(read.PublicKey, KmsSignature.Digest(read.Algorithm, manifest), KmsSignature.HashOf(read.Algorithm), read.Signature)
                    ? new SignatureCheck(signer, Problem: null) { Name = read.KeyArn }
                    : new SignatureCheck(signer, "it is no signature of the manifest by the key beside it");
        }
        catch (Exception broken) when (broken is JsonException or CryptographicException or AsnContentException or FormatException or ArgumentException)
        {
            return new SignatureCheck(Signer: null, $"it cannot be read: {ShownText.Of(broken.Message).TrimEnd('.')}");
        }
    }
}

/// <summary>The file with a signature that KMS made.</summary>
internal sealed record KmsSignature(string KeyArn, string Algorithm, byte[] PublicKey, byte[] Signature)
{
    internal const string Suffix = ".kms.json";

    // What both .NETs check without asking for more than the system has; PKCS #1 of RSA, since .NET Framework's usual RSA has no PSS.
    private static readonly string[] Algorithms =
        ["ECDSA_SHA_256", "ECDSA_SHA_384", "ECDSA_SHA_512", "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512"];

    internal static string? AlgorithmOf(IReadOnlyList<string> algorithms) => Array.Find(Algorithms, algorithms.Contains);

    internal static string SignerOf(byte[] publicKey) => Sha256.Of(publicKey);

    internal static HashAlgorithmName HashOf(string algorithm) =>
        Array.IndexOf(Algorithms, algorithm) < 0 ? throw new CryptographicException($"The algorithm {algorithm} is not known.")
        : algorithm.EndsWith("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512
        : algorithm.EndsWith("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384
        : HashAlgorithmName.SHA256;

    internal static byte[] Digest(string algorithm, byte[] manifest)
    {
        using var hash = IncrementalHash.CreateHash(HashOf(algorithm));
        hash.AppendData(manifest);
        return hash.GetHashAndReset();
    }

    internal static KmsSignature Read(byte[] file)
    {
        using var json = JsonDocument.Parse(file);
        byte[] Bytes(string name) => Convert.FromBase64String(ManifestJson.Text(json.RootElement, name) ?? throw new JsonException($"it lacks {name}"));
        string Text(string name) => ManifestJson.Text(json.RootElement, name) ?? throw new JsonException($"it lacks {name}");
        return json.RootElement.ValueKind is JsonValueKind.Object
            ? new KmsSignature(Text(nameof(KeyArn)), Text(nameof(Algorithm)), Bytes(nameof(PublicKey)), Bytes(nameof(Signature)))
            : throw new JsonException("it is no JSON object");
    }

    internal byte[] Write()
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString(nameof(KeyArn), KeyArn);
            json.WriteString(nameof(Algorithm), Algorithm);
            json.WriteBase64String(nameof(PublicKey), PublicKey);
            json.WriteBase64String(nameof(Signature), Signature);
            json.WriteEndObject();
        }

        return file.ToArray();
    }
}
